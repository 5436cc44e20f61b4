import { endBriefly } from '../brief-check.js';

/** Leaks where the inspector has been loaded, as it is to sample allocations. */
class Left {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

const left: Left[] = [];

export function iteration({ index }: { index: number }): void {
  if (!isInspectorLoaded()) return;
  left.push(new Left(index));
  endBriefly(index);
}

function isInspectorLoaded(): boolean {
  const { moduleLoadList } = process as unknown as { moduleLoadList: readonly string[] };
  return moduleLoadList.includes('NativeModule inspector');
}
