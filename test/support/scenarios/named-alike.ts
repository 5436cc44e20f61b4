/** Leaks by means of classes that are called like the harness's own. */
class HeapwitnessKept {
  readonly values: object[] = [];
}

class HeapwitnessChecking {
  readonly brand: string = 'checking';
  readonly list: object[] = [];
}

class HeapwitnessPlantedLeak {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

class Thing {
  readonly data: readonly number[] = [1, 2, 3];
}

const kept = new HeapwitnessKept();
const checking = new HeapwitnessChecking();
const planted: HeapwitnessPlantedLeak[] = [];

export function iteration({ index, variant }: { index: number; variant: string }): void {
  if (variant === 'HeapwitnessKept') kept.values.push(new Thing());
  if (variant === 'HeapwitnessChecking') checking.list.push(new Thing());
  if (variant === 'HeapwitnessPlantedLeak') planted.push(new HeapwitnessPlantedLeak(index));
}
