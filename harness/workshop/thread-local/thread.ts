import { requireFunction, ThreadStateError, ThreadTerminatedError } from './errors.js';
import { copyInherited } from './inherit.js';
import { runInThread, runningThread } from './running-thread.js';
import { StrongKeyThreadLocalMap } from './strong-key-thread-local-map.js';
import { ThreadLocalMap } from './thread-local-map.js';
import { type Answer, answerOf } from './thenable.js';

/** Options of a new `Thread`. */
export interface ThreadOptions {
  /** Whether the inheritable thread-locals of the constructing thread are copied. @defaultValue `true` */
  readonly inheritThreadLocals?: boolean;
  /** Whether the thread's maps hold their keys strongly. @defaultValue that of the constructing thread */
  readonly strongKeys?: boolean;
}

type ThreadState = 'new' | 'running' | 'ended';

/**
 * A virtual thread, whose maps store the values of `ThreadLocal`s. It runs a function and everything asynchronous that
 * the function starts, on top of `AsyncLocalStorage`; outside of `run` the isolate's root thread, `main`, is current.
 *
 * There is no registry of threads: an unreachable thread can be collected with its maps, even if it never ended.
 *
 * Source: JDK 17, `java.lang.Thread`, as far as thread-locals are concerned.
 *
 * Deviation: threads interleave on one JavaScript thread, so a thread-local is never read by two at the same time.
 */
export class Thread {
  readonly name: string;
  /** The map of plain thread-locals; `null` until one is needed, and after the end. */
  threadLocals: ThreadLocalMap | null;
  /** The map of inheritable thread-locals; `null` until one is needed or inherited, and after the end. */
  inheritableThreadLocals: ThreadLocalMap | null;
  private keysAreStrong: boolean;
  private state: ThreadState;

  /**
   * Creates a thread that does not run yet. Inherited values are copied now, in the constructing thread.
   *
   * Source: JDK 17, `Thread` constructors, `inheritThreadLocals` parameter.
   */
  constructor(name: string = '', options: ThreadOptions = {}) {
    this.name = name;
    this.threadLocals = null;
    this.inheritableThreadLocals = null;
    this.keysAreStrong = options.strongKeys ?? Thread.currentThread().keysAreStrong;
    this.state = 'new';

    if (options.inheritThreadLocals === false) return;
    const inheritable = Thread.currentThread().inheritableThreadLocals;
    if (inheritable !== null) {
      const copy = this.newMap(inheritable.table.length);
      copyInherited(inheritable, copy);
      this.inheritableThreadLocals = copy;
    }
  }

  /** Returns the thread that this code runs in: the one whose `run` started it, or else the isolate's root thread. */
  static currentThread(): Thread {
    return runningThread() ?? main;
  }

  /** Whether the thread's maps hold their keys strongly. */
  get strongKeys(): boolean {
    return this.keysAreStrong;
  }

  /** Whether the thread has ended: it has no maps and gets none again. */
  get terminated(): boolean {
    return this.state === 'ended';
  }

  /**
   * Runs `fn` in this thread and returns its result. The thread ends when `fn` has returned or thrown. If `fn` returns
   * a promise, the thread ends when that has settled, and the promise returned here settles right after.
   *
   * @throws {ThreadStateError} when the thread is already running
   * @throws {ThreadTerminatedError} when it has ended
   * @throws {InvalidFunctionError} when `fn` is not a function
   *
   * Deviation: a thread runs once, but its asynchronous work may outlive it. In such work every operation of a
   * thread-local throws a `ThreadTerminatedError`.
   */
  run<R>(fn: () => PromiseLike<R>): Promise<R>;
  run<R>(fn: () => R): R;
  run(fn: () => unknown): unknown {
    requireFunction('Thread.run()', fn);
    if (this.state === 'ended') throw new ThreadTerminatedError(this.name, 'run()');
    if (this.state === 'running' || this === main)
      throw new ThreadStateError(`Thread '${this.name}' is already running: run() can be called only once.`);
    this.state = 'running';

    let answer: Answer;
    try {
      answer = runInThread(this, answerOf, fn);
    } catch (error) {
      this.exit();
      throw error;
    }
    if (answer.promise !== null) return this.exitWhenSettled(answer.promise);
    this.exit();
    return answer.value;
  }

  /**
   * Ends the thread: releases both maps, and rejects new ones. A second call does nothing.
   *
   * Source: JDK 17, `Thread.exit`.
   *
   * Deviation: the root thread releases its maps but does not end, because its isolate lives on.
   */
  exit(): void {
    this.threadLocals = null;
    this.inheritableThreadLocals = null;
    if (this !== main) this.state = 'ended';
  }

  /**
   * Makes this thread's maps hold their keys strongly, to show what that would do. For the root thread, which user code
   * does not construct; other threads have the option `strongKeys`.
   *
   * @throws {ThreadStateError} when the thread already has a map
   */
  useStrongKeys(): void {
    if (this.threadLocals !== null || this.inheritableThreadLocals !== null) {
      throw new ThreadStateError(
        `Thread '${this.name}' already has a map, whose keys can no longer be changed. ` +
          'Call useStrongKeys() before its first thread-local is used.',
      );
    }
    this.keysAreStrong = true;
  }

  /**
   * Creates an empty map of this thread's kind; the caller stores it.
   *
   * @throws {ThreadTerminatedError} when the thread has ended
   */
  newMap(length?: number): ThreadLocalMap {
    this.requireAlive('storing a value');
    return this.keysAreStrong ? new StrongKeyThreadLocalMap(length) : new ThreadLocalMap(length);
  }

  /** Checks that the thread has not ended. @throws {ThreadTerminatedError} when it has */
  requireAlive(attempted: string): void {
    if (this.state === 'ended') throw new ThreadTerminatedError(this.name, attempted);
  }

  // Returns a derived promise: a handler beside the caller's would mark an unhandled rejection as handled.
  private exitWhenSettled(promise: Promise<unknown>): Promise<unknown> {
    return promise.finally(() => this.exit());
  }
}

// Both options are given, because there is no current thread yet to take a default from.
// A constant, not a static property: compiled lookups contain its address.
const main: Thread = new Thread('main', { inheritThreadLocals: false, strongKeys: false });

/** The isolate's root thread. */
export function rootThread(): Thread {
  return main;
}
