/** A planted object that is never released: the detector must find it. */
export class HeapwitnessPlantedLeak {
  readonly index: number;
  /** A chain, because an array would be one more collection that grows. */
  readonly previous: HeapwitnessPlantedLeak | null;

  readonly brand: string;

  constructor(brand: string, index: number, previous: HeapwitnessPlantedLeak | null) {
    this.brand = brand;
    this.index = index;
    this.previous = previous;
  }
}

/** An object that is held on purpose: it must be in every snapshot. */
export class HeapwitnessHeldObject {
  readonly brand: string;

  constructor(brand: string) {
    this.brand = brand;
  }
}

/** An object that is created and dropped in every cycle: it must be collected before every snapshot. */
export class HeapwitnessDroppedObject {
  readonly brand: string;
  readonly index: number;

  constructor(brand: string, index: number) {
    this.brand = brand;
    this.index = index;
  }
}

/** The values that the scenario passed to `context.keep()`. */
export class HeapwitnessKept {
  readonly brand: string;
  readonly values: unknown[] = [];

  constructor(brand: string) {
    this.brand = brand;
  }
}

/**
 * The classes above, by what they prove, and the classes of the harness's records. See `check/judge/own-controls.ts`.
 */
export const CONTROL_CLASSES = {
  planted: 'HeapwitnessPlantedLeak',
  held: 'HeapwitnessHeldObject',
  dropped: 'HeapwitnessDroppedObject',
  kept: 'HeapwitnessKept',
  checking: 'HeapwitnessChecking',
  isolates: 'HeapwitnessIsolates',
  files: 'HeapwitnessOpenedFiles',
  visitor: 'HeapwitnessVisitor',
} as const;

/** The controls of one isolate, exercised by the loop that runs the scenario: same worker, same collections. */
export class ScenarioControls {
  readonly held: HeapwitnessHeldObject;
  readonly kept: HeapwitnessKept;
  readonly #brand: string;
  #planted: HeapwitnessPlantedLeak | null = null;
  #plantedCount = 0;
  /** One object is planted every `plantEvery` iterations. */
  plantEvery = 1;

  constructor(brand: string) {
    this.#brand = brand;
    this.held = new HeapwitnessHeldObject(brand);
    this.kept = new HeapwitnessKept(brand);
  }

  get plantedCount(): number {
    return this.#plantedCount;
  }

  /** Exercises the controls; called once per iteration. */
  work(index: number): void {
    if (index % this.plantEvery === 0) {
      this.#planted = new HeapwitnessPlantedLeak(this.#brand, index, this.#planted);
      this.#plantedCount += 1;
    }
    dropOne(this.#brand, index);
  }
}

/** Creates an object, uses it, and drops it, in a call of its own. */
function dropOne(brand: string, index: number): number {
  const dropped = new HeapwitnessDroppedObject(brand, index);
  return dropped.index;
}
