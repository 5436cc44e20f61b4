import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Writes figures as JSON; where, is answered. @defaultValue `file` `bench/results/<name>.json` */
export function writeResults(name: string, results: unknown, file?: string): string {
  const path = file ?? fileURLToPath(new URL(`../../../bench/results/${name}.json`, import.meta.url));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(results, null, 2)}\n`);
  return path;
}

/**
 * Replaces what stands in a Markdown file between `<!-- name -->` and `<!-- /name -->`.
 *
 * @throws {Error} when the file has no such marks
 */
export function replaceMarked(file: string, name: string, text: string): void {
  const before = readFileSync(file, 'utf8');
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [before.indexOf(start), before.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`${file} has no place for these figures: ${start} … ${end}`);
  writeFileSync(file, `${before.slice(0, from + start.length)}\n\n${text}\n\n${before.slice(to)}`);
}
