class Leaked {
  readonly payload: number[];

  constructor(index: number) {
    this.payload = [index, index + 0.5];
  }
}

class OfWaiting extends Leaked {
  fail(): Error {
    return new Error(`timed out ${this.payload[0]}`);
  }
}
class Attempt extends Leaked {
  before: unknown;

  fail(): Error {
    return new Error(`attempt ${this.payload[0]}`);
  }
}

const waiting: unknown[] = [];
let attempt: { readonly error: Error } | undefined;

const plants: Readonly<Record<string, (index: number) => unknown>> = {
  OfWaiting: (index) => waiting.push({ index, error: new OfWaiting(index).fail() }),
  Attempt: (index) => {
    const next = new Attempt(index);
    next.before = attempt;
    attempt = { error: next.fail() };
  },
};

let planted = 0;

/** Plants so many of every kind of leak, and reports their names. */
export async function plantAll(count: number): Promise<string[]> {
  for (const end = planted + count; planted < end; planted++)
    for (const plant of Object.values(plants)) await plant(planted);
  return Object.keys(plants);
}

/** Reaches whatever only the module's own variables hold. */
export function use(): unknown {
  return [waiting, attempt];
}
