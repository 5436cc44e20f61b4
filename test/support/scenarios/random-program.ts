import { randomProgram, TreeIsolate } from '../trees/isolate-tree.js';

/** A program of threads and processes; the variant is the seed that it is made from. */
let isolate: TreeIsolate | null = null;

export function setup({ variant }: { variant: string }): void {
  isolate = new TreeIsolate(randomProgram(Number(variant)).root);
}

export async function iteration({ index }: { index: number }): Promise<void> {
  await isolate?.work(index);
}

export async function teardown(): Promise<void> {
  await isolate?.end();
}
