import { dirname, join, relative } from 'node:path';
import { readFileSync } from 'node:fs';
import { sourceFiles } from './layers.js';

const IMPORT = /\bfrom\s+'(\.[^']+)'|import\(\s*'(\.[^']+)'\s*\)/g;

/** Files of a folder that import each other in a circle, types included; each circle once, as paths in the folder. */
export function circlesIn(folder: string): string[][] {
  const files = sourceFiles(folder).map((path) => relative(folder, path));
  return circlesAmong(new Map(files.map((path) => [path, readFileSync(join(folder, path), 'utf8')])));
}

/**
 * The same of files that are given, by path: strongly connected components (R. Tarjan, "Depth-first search and linear
 * graph algorithms", 1972) of more than one file.
 */
export function circlesAmong(files: ReadonlyMap<string, string>): string[][] {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const open: string[] = [];
  const circles: string[][] = [];
  const visit = (file: string): void => {
    order.set(file, order.size);
    lowest.set(file, order.get(file) ?? 0);
    open.push(file);
    for (const next of importsOf(file, files)) {
      if (!order.has(next)) visit(next);
      else if (!open.includes(next)) continue;
      lowest.set(file, Math.min(lowest.get(file) ?? 0, lowest.get(next) ?? 0));
    }
    if (lowest.get(file) !== order.get(file)) return;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1) circles.push(circle.toSorted());
  };
  for (const file of files.keys()) if (!order.has(file)) visit(file);
  return circles;
}

function importsOf(file: string, files: ReadonlyMap<string, string>): string[] {
  return [...(files.get(file) ?? '').matchAll(IMPORT)].flatMap((match) => {
    const path = join(dirname(file), match[1] ?? match[2] ?? '').replace(/\.js$/, '');
    return [`${path}.ts`, `${path}.tsx`].filter((one) => files.has(one));
  });
}
