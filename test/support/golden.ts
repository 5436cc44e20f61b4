import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readTraces } from '../conformance/recordings.js';
import type { Trace } from '../conformance/trace.js';

// Fixtures stay in the repository.
const goldenFolder = new URL('../../../test/fixtures/jdk-golden/', import.meta.url);

/** Path of the folder with the JDK's recordings, or of a file in it. */
export function goldenPath(file: string = ''): string {
  return fileURLToPath(new URL(file, goldenFolder));
}

/** Names of the recordings. */
export const goldenFiles: readonly string[] = readdirSync(goldenFolder).filter((file) =>
  file.endsWith('.jsonl.gz'),
);

/** All traces of one recording. */
export async function readGolden(file: string): Promise<Trace[]> {
  const traces: Trace[] = [];
  for await (const trace of readTraces(goldenPath(file))) traces.push(trace);
  return traces;
}
