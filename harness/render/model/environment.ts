import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { captureBackends } from '../../isolates/captures/index.js';
import type { CaptureBackendReport } from '../../isolates/captures/index.js';

/** The environment of a run. */
export interface ReportEnvironment {
  readonly heapwitness: string;
  readonly node: string;
  readonly v8: string;
  readonly platform: string;
  readonly arch: string;
  readonly cpus: number;
  readonly captureBackends: readonly CaptureBackendReport[];
}

/** Describes this process and machine. */
export async function describeEnvironment(): Promise<ReportEnvironment> {
  return {
    heapwitness: ownVersion(),
    node: process.version,
    v8: process.versions.v8,
    platform: process.platform,
    arch: process.arch,
    cpus: availableParallelism(),
    captureBackends: await captureBackends(),
  };
}

/** Returns the version in the nearest `package.json` of heapwitness above this file. */
export function ownVersion(): string {
  for (let folder = new URL('.', import.meta.url); folder.pathname !== '/'; folder = new URL('..', folder)) {
    const found = readManifest(new URL('package.json', folder));
    if (found?.name === 'heapwitness' && found.version !== undefined) return found.version;
  }
  return 'unknown';
}

function readManifest(file: URL): { name?: string; version?: string } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
  } catch {
    return null;
  }
}
