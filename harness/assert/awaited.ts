import { writeSync } from 'node:fs';
import { HeapwitnessError } from '../core/errors.js';
import { visibleText } from '../core/escape-control-characters.js';
import { isOwnCall } from '../core/own-code.js';
import { isInPackage } from '../core/source-position.js';

/** The list of assertions that nobody awaits yet: a property of `process`, shared by all copies of the package. */
const STARTED = Symbol.for('heapwitness.startedAssertions');
const STDERR = 2;
const FAILED = 1;

interface Started {
  readonly call: string;
  readonly startedAt: string;
  /** Whether the runner replaces its promise by one of its own. */
  readonly isMatcher: boolean;
  /** Name of the test that has called it, if that is known. */
  readonly test?: string | undefined;
  /** Ends its work. */
  readonly abort?: () => void;
}

interface Shared {
  readonly started: Set<Started>;
}

/** What vitest keeps of the test that runs: it waits for the promises of its own assertions that nobody awaits. */
interface VitestWorker {
  readonly current?: { promises?: PromiseLike<unknown>[] };
}

/**
 * Makes the process fail if nobody awaits an assertion: its test would pass without it, also if it finds a leak.
 *
 * @param call the assertion as the user has written it
 */
export function awaited<T>(call: string, assertion: Promise<T>): Promise<T> {
  const started: Started = { call, startedAt: callerIn(new Error('started').stack ?? ''), isMatcher: false };
  const all = sharedOfProcess().started;
  all.add(started);
  const noticed = new NoticedPromise<T>((resolve, reject) => {
    assertion.then(resolve, reject);
  });
  noticed.onAwaited = () => void all.delete(started);
  atEndOfVitestTest(() => (all.has(started) ? noticed : undefined));
  return noticed;
}

/** The call of a matcher, whose promise the runner takes and replaces by its own. */
export interface MatcherCall<T> {
  /** The matcher as the user has written it. */
  readonly call: string;
  /** Name of the test that runs. */
  readonly test: string | undefined;
  /** The result if it was not awaited: its test has failed by then, and nobody would handle another failure. */
  readonly ifForgotten: T;
}

/**
 * As {@link awaited}, for a matcher: it must have settled when its test has ended. Otherwise the test fails, and the
 * work is aborted.
 */
export async function awaitedIn<T>(
  { call, test, ifForgotten }: MatcherCall<T>,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const controller = new AbortController();
  const startedAt = callerIn(new Error('started').stack ?? '');
  const started: Started = { call, startedAt, isMatcher: true, test, abort: () => controller.abort() };
  const all = sharedOfProcess().started;
  all.add(started);
  atEndOfVitestTest(() => {
    if (all.has(started)) fail([started]);
  });
  try {
    return await work(controller.signal);
  } catch (error) {
    if (controller.signal.aborted) return ifForgotten;
    throw error;
  } finally {
    all.delete(started);
  }
}

/** Makes the test of vitest that runs, if there is one, wait at its end for what a function then returns. */
function atEndOfVitestTest(end: () => unknown): void {
  // oxlint-disable-next-line no-underscore-dangle -- vitest's name
  const { current } = (globalThis as { readonly __vitest_worker__?: VitestWorker }).__vitest_worker__ ?? {};
  if (current === undefined) return;
  (current.promises ??= []).push({
    // oxlint-disable-next-line no-thenable -- called at the end of the test
    then: (onFulfilled, onRejected) => new Promise((resolve) => resolve(end())).then(onFulfilled, onRejected),
  });
}

/** A promise that notices when it is awaited, returned from an async function, or given a handler. */
class NoticedPromise<T> extends Promise<T> {
  onAwaited: () => void = () => undefined;

  static override get [Symbol.species](): PromiseConstructor {
    return Promise;
  }

  // `await` calls this method, because the constructor is not Promise itself.
  // oxlint-disable-next-line no-thenable -- that is how it is noticed
  override then<A = T, B = never>(
    onFulfilled?: ((value: T) => A | PromiseLike<A>) | null,
    onRejected?: ((reason: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    this.onAwaited();
    return super.then(onFulfilled, onRejected);
  }
}

function sharedOfProcess(): Shared {
  const owner = process as { [STARTED]?: Shared };
  const known = owner[STARTED];
  if (known !== undefined) return known;
  const shared: Shared = { started: new Set() };
  Object.defineProperty(process, STARTED, { value: shared });
  const atExit = (): void => failAtExit(shared.started);
  process.on('exit', atExit);
  // Runners set the exit code in a listener of their own, which they add at the end of the run.
  process.once('beforeExit', () => {
    process.off('exit', atExit);
    process.on('exit', atExit);
  });
  return shared;
}

/**
 * For runners with a hook after each test.
 *
 * @param test name of the test that has ended
 * @throws {HeapwitnessError} `ERR_UNAWAITED` when assertions of the test were not awaited
 */
export function failIfUnawaited(test: string | undefined): void {
  const { started } = sharedOfProcess();
  const forgotten = [...started].filter((one) => one.test === undefined || one.test === test);
  if (forgotten.length > 0) fail(forgotten);
}

function fail(forgotten: readonly Started[]): never {
  const { started } = sharedOfProcess();
  for (const one of forgotten) {
    started.delete(one);
    one.abort?.();
  }
  throw new HeapwitnessError('ERR_UNAWAITED', textOf(forgotten));
}

function failAtExit(started: ReadonlySet<Started>): void {
  // A runner that ends the process in the middle of a test may have awaited the assertion of a matcher.
  const forgotten = [...started].filter(({ isMatcher }) => !isMatcher);
  if (forgotten.length === 0) return;
  writeSync(STDERR, `\nheapwitness: ${textOf(forgotten)}\n`);
  process.exitCode ||= FAILED;
}

function textOf(started: readonly Started[]): string {
  const calls = started.map(({ call, startedAt }) => `${call} was called${startedAt}`);
  return `${calls.join('; ')}, and its result was not awaited: the test has passed without it. Write await or return before it.`;
}

/** The first line of a stack that is outside of this package, of Node and of other packages. */
function callerIn(stack: string): string {
  const outside = stack
    .split('\n')
    .slice(1)
    .find((line) => !isOwnCall(line) && !isInPackage(line) && !line.includes('node:internal'));
  return outside === undefined ? '' : ` ${visibleText(outside.trim(), 1000)}`;
}
