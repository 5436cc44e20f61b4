/** What is referred to. */
export class Payload {
  readonly label: string;

  constructor(label: string) {
    this.label = label;
  }
}

let strong: Payload[] = [];
let weak: WeakRef<Payload>[] = [];

/** JavaScript's phantom reference: it never gives the object back, and only reports, later, that it is gone. */
const phantom = new FinalizationRegistry<string>((label) => void reported.push(label));
const reported: string[] = [];

export function referStrongly({ count }: { count: number }): void {
  strong = Array.from({ length: count }, (_, index) => new Payload(`payload-${index}`));
}

export function referWeakly(): void {
  weak = strong.map((payload) => new WeakRef(payload));
}

export function referAsPhantom(): void {
  for (const payload of strong) phantom.register(payload, payload.label);
}

/** `strong = null` and a collection, in a job that has read the weak references: how many can it still read? */
export function dropAndCollectInOneJob(): number {
  readable();
  strong = [];
  globalThis.gc?.();
  return readable();
}

export function drop(): void {
  strong = [];
}

export function readable(): number {
  return weak.filter((reference) => reference.deref() !== undefined).length;
}

/** How many were reported as gone, once it is that many or the event loop has turned often in vain. */
export async function reports({ expected }: { expected: number }): Promise<number> {
  for (let turns = 0; turns < 1000 && reported.length < expected; turns++) {
    await new Promise((resolve) => setImmediate(resolve));
  }
  return reported.length;
}
