import { Session } from 'node:inspector';
import { runInThisContext } from 'node:vm';

/** What the act of measuring holds, and nobody else; and the same things, held by the module. */
class Planted {
  readonly payload = [0.5];
}

class InJob extends Planted {}
class InStack extends Planted {}
class InConsole extends Planted {}
class InFrame extends Planted {}
class KeptInJob extends Planted {}
class KeptInStack extends Planted {}
class KeptInConsole extends Planted {}
class KeptInFrame extends Planted {}

const kept: unknown[] = [];
const errors: Error[] = [];
const session = new Session();

class Receiver {
  readonly subject: unknown;

  constructor(subject: unknown) {
    this.subject = subject;
  }

  fail(): Error {
    return new Error('its stack is never read');
  }
}

/** Errors whose stacks nobody reads. */
export function keepErrors(): void {
  const subject = new KeptInStack();
  kept.push(subject);
  errors.push(new Receiver(new InStack()).fail(), new Receiver(subject).fail());
}

/** Prints while an inspector is connected. */
export function printInspected(): void {
  session.connect();
  session.post('Runtime.enable');
  const subject = new KeptInConsole();
  kept.push(subject);
  console.debug(new InConsole());
  console.debug(subject);
}

/** Does not end the current job until the cell is woken: what a WeakRef was made for stays as long. */
export function holdJob(cell: SharedArrayBuffer): void {
  makeWeak();
  Atomics.store(new Int32Array(cell), 1, 1);
  Atomics.notify(new Int32Array(cell), 1);
  Atomics.wait(new Int32Array(cell), 0, 0);
}

function makeWeak(): void {
  const subject = new KeptInJob();
  kept.push(subject);
  void new WeakRef(new InJob());
  void new WeakRef(subject);
}

/** Runs a function with a literal, and drops the function. */
export function runAndDrop(): void {
  const source = 'return { onlyInDroppedCode: [[1.5], [2.5]] };';
  const make = runInThisContext(`() => { ${source} }`) as () => unknown;
  for (let run = 0; run < 10; run++) make();
}

/** A call that is still running while the heap is captured: the agent has its argument in hand, and its promise. */
export function neverAnswer(): Promise<never> {
  return new Promise<never>(() => {});
}

/** Objects that a suspended function of the user's has in hand: that is no artefact. */
export function suspend(): void {
  void hold(new InFrame());
  const subject = new KeptInFrame();
  kept.push(subject);
  void hold(subject);
}

const never = new Promise<void>(() => {});

async function hold(subject: unknown): Promise<void> {
  await never;
  kept.push(subject);
}

export function use(): unknown {
  return [kept, errors];
}
