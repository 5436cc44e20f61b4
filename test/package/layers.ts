import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';

/** The house: a room imports from rooms with a lower number only. See docs/architecture.md. */
export const LAYERS: Readonly<Record<string, number>> = {
  core: 0,
  'thread-local': 0,
  agent: 1,
  snapshot: 1,
  runtime: 2,
  graph: 2,
  analysis: 3,
  witness: 4,
  worker: 4,
  scenario: 5,
  'workshop-case': 5,
  viewer: 5,
  report: 6,
  chai: 7,
  mocha: 7,
  live: 7,
  cli: 8,
};

/** Rooms that a room may take types from, and nothing else. */
const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = { report: ['scenario', 'workshop-case'] };

/** Rooms that may import nothing of ours. */
const ALONE: readonly string[] = ['thread-local'];

const IMPORT = /^\s*(import|export)\s+(type\s+)?([^'"]*?)\bfrom\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/gm;

/** One import that the house does not allow, as a sentence. */
export function layerViolations(harness: string): string[] {
  return sourceFiles(harness).flatMap((file) => violationsOf(harness, file, readFileSync(file, 'utf8')));
}

export function violationsOf(harness: string, file: string, text: string): string[] {
  const [room = '', ...rest] = relative(harness, file).split(sep);
  if (rest.length === 0) return [];
  return [...text.matchAll(IMPORT)].flatMap((match) => {
    const specifier = match[4] ?? match[5] ?? '';
    if (!specifier.startsWith('.'))
      return specifier.startsWith('heapwitness') ? [`${file} imports ${specifier}`] : [];
    const [target = ''] = relative(harness, join(dirname(file), specifier)).split(sep);
    if (target === room) return [];
    const typesOnly = match[2] !== undefined;
    return allowed(room, target, typesOnly)
      ? []
      : [`${room} imports ${target} in ${relative(harness, file)}`];
  });
}

function allowed(room: string, target: string, typesOnly: boolean): boolean {
  const [own, other] = [LAYERS[room], LAYERS[target]];
  if (own === undefined || other === undefined || ALONE.includes(room) || other >= own) return false;
  return TYPES_ONLY[room]?.includes(target) !== true || typesOnly;
}

/** All TypeScript files below a folder. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) =>
      statSync(path).isDirectory() ? sourceFiles(path) : /\.tsx?$/.test(path) ? [path] : [],
    );
}
