import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';

/** The house: a room imports from rooms with a lower number only. See docs/architecture.md. */
export const LAYERS: Readonly<Record<string, number>> = {
  core: 0,
  heap: 1,
  isolates: 2,
  retention: 3,
  check: 4,
  workshop: 4,
  render: 5,
  assert: 6,
  'live-workshop': 6,
  chai: 7,
  runners: 7,
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

/**
 * Folders that are rooms of their own inside another room: they may import nothing of ours, and of the rooms only the one
 * that they are in imports them.
 */
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
    if (target === room || !(target in LAYERS || ALONE.includes(target))) return [];
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
  if (ALONE.includes(room)) return false;
  if (ALONE.includes(target)) return target.startsWith(`${room}/`);
  const [own, other] = [LAYERS[room], LAYERS[target]];
  if (own === undefined || other === undefined || other >= own) return false;
  return TYPES_ONLY[room]?.includes(target) !== true || typesOnly;
}

/** The rooms that serve anyone's code, and so know nothing of the workshop's subject. */
const GENERAL_ROOMS: readonly string[] = ['core', 'heap', 'isolates', 'check'];
const SUBJECT = /thread-?locals?|TableView|SlotView/gi;

/** Lines of general rooms that name the subject, also in comments, as sentences. */
export function subjectMentions(harness: string): string[] {
  return GENERAL_ROOMS.flatMap((room) => sourceFiles(join(harness, room))).flatMap((file) =>
    mentionsIn(relative(harness, file), readFileSync(file, 'utf8')),
  );
}

export function mentionsIn(file: string, text: string): string[] {
  return text.split('\n').flatMap((line, at) => {
    const named = line.match(SUBJECT);
    return named === null ? [] : [`${file}:${at + 1} names ${named.join(', ')}`];
  });
}

/** All TypeScript files below a folder. */
export function sourceFiles(folder: string): string[] {
  return readdirSync(folder)
    .map((name) => join(folder, name))
    .flatMap((path) =>
      statSync(path).isDirectory() ? sourceFiles(path) : /\.tsx?$/.test(path) ? [path] : [],
    );
}
