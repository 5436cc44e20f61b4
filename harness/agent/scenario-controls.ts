/** What is planted and never let go: the detector must find it. */
export class HeapwitnessPlantedLeak {
  readonly index: number;
  /** A chain, because an array of ours would be one more collection that grows. */
  readonly previous: HeapwitnessPlantedLeak | null;

  constructor(index: number, previous: HeapwitnessPlantedLeak | null) {
    this.index = index;
    this.previous = previous;
  }
}

/** What is held on purpose all along: it must be there at every look. */
export class HeapwitnessHeldObject {
  readonly purpose: string = 'control';
}

/** What is made and dropped in every cycle: it must be gone at every look. */
export class HeapwitnessDroppedObject {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

/** What the scenario keeps on purpose, through `context.keep`. */
export class HeapwitnessKept {
  readonly values: unknown[] = [];
}

/** The classes above, by what they prove. The host looks for these names in snapshots. */
export const CONTROL_CLASSES = {
  planted: 'HeapwitnessPlantedLeak',
  held: 'HeapwitnessHeldObject',
  dropped: 'HeapwitnessDroppedObject',
  kept: 'HeapwitnessKept',
} as const;

/**
 * The controls of one isolate, worked by the loop that runs the scenario: same worker, same collections.
 */
export class ScenarioControls {
  readonly held: HeapwitnessHeldObject = new HeapwitnessHeldObject();
  readonly kept: HeapwitnessKept = new HeapwitnessKept();
  #planted: HeapwitnessPlantedLeak | null = null;
  #plantedCount = 0;
  /** One object is planted in that many iterations. */
  plantEvery = 1;

  get plantedCount(): number {
    return this.#plantedCount;
  }

  /** To be called once per iteration. */
  work(index: number): void {
    if (index % this.plantEvery === 0) {
      this.#planted = new HeapwitnessPlantedLeak(index, this.#planted);
      this.#plantedCount += 1;
    }
    dropOne(index);
  }
}

/** Makes an object, uses it, and lets it go, in a call of its own. */
function dropOne(index: number): number {
  const dropped = new HeapwitnessDroppedObject(index);
  return dropped.index;
}
