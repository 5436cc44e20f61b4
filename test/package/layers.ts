import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';

/** The house: a room imports from rooms with a lower number only. See docs/architecture.md. */
export const LAYERS: Readonly<Record<string, number>> = {
  core: 0,
  'workshop/thread-local': 0,
  heap: 1,
  isolates: 2,
  retention: 3,
  check: 4,
  workshop: 4,
  render: 5,
  assert: 6,
  chai: 7,
  cli: 8,
};

/** Rooms that a room may take types from, and nothing else. */
const TYPES_ONLY: Readonly<Record<string, readonly string[]>> = { render: ['check', 'workshop'] };

/**
 * Doors of a room: what another room may import. A large room has one for each of its parts, so that nobody loads what
 * they do not need. The shelf has none, each of its files stands alone.
 */
const SHELF = 'core';
const DOORS: readonly string[] = ['index.js', 'internals.js'];

/** Folders that are rooms of their own inside another room, and may import nothing of ours. */
const ALONE: readonly string[] = ['workshop/thread-local'];

const IMPORT = /^\s*(import|export)\s+(type\s+)?([^'"]*?)\bfrom\s+'([^']+)'|import\(\s*'([^']+)'\s*\)/gm;

/** One import that the house does not allow, as a sentence. */
export function layerViolations(harness: string): string[] {
  return sourceFiles(harness).flatMap((file) => violationsOf(harness, file, readFileSync(file, 'utf8')));
}

export function violationsOf(harness: string, file: string, text: string): string[] {
  const here = relative(harness, file);
  // What stands beside the rooms is an entry of the package, and may import from all of them.
  const room = here.includes(sep) ? roomOf(here) : null;
  return [...text.matchAll(IMPORT)].flatMap((match) => {
    const specifier = match[4] ?? match[5] ?? '';
    if (!specifier.startsWith('.'))
      return specifier.startsWith('heapwitness') ? [`${file} imports ${specifier}`] : [];
    const target = roomOf(relative(harness, join(dirname(file), specifier)));
    if (target === room || !(target in LAYERS)) return [];
    if (target !== SHELF && !DOORS.includes(basename(specifier)))
      return [`${here} goes around the door of ${target}: ${specifier}`];
    const isType = match[2] !== undefined;
    return room === null || allowed(room, target, isType) ? [] : [`${room} imports ${target} in ${here}`];
  });
}

function roomOf(path: string): string {
  const folders = path.split(sep);
  return ALONE.find((room) => folders.slice(0, 2).join('/') === room) ?? folders[0] ?? '';
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
