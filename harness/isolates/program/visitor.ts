import type { MemoryUse } from '../agent/memory-use.js';

/** What a visited isolate says of itself. */
export interface IsolateFacts {
  /** Whether Node runs it for itself, such as the thread for hooks of module loaders. */
  readonly isNodesOwn: boolean;
  /** The script that it runs; empty if it is unknown. */
  readonly script: string;
  /** Ids of the live threads that it has started since it is visited. */
  readonly started: readonly number[];
  /** The system's id of its thread; `null` if the system does not say so. */
  readonly systemThread: number | null;
}

/** The state of a visited heap, in bytes. */
export interface VisitedRoom {
  readonly memory: MemoryUse;
  /** Limit of the old generation, which contains all long-lived objects. */
  readonly limitBytes: number;
}

/** The harness's object in a visited isolate. */
export interface Visitor {
  facts(): IsolateFacts;
  /** Forces a full collection, with a new object that must not survive it. */
  collect(): number;
  room(): VisitedRoom;
  /** Stops watching the isolate. */
  leave(): void;
}

/**
 * Creates the harness's object in a visited isolate: its text is evaluated there, so it refers to nothing outside of
 * itself. It takes what it needs from Node before any code of the isolate could replace it later. The classes are those
 * of the controls (`scenario-controls.ts`): the object that this one holds must be in each snapshot, and the dropped ones
 * in none, which proves that the isolate was collected.
 *
 * @param memoryUse reads the memory of the isolate
 */
export function visit(brand: string, memoryUse: () => MemoryUse): Visitor {
  class HeapwitnessHeldObject {
    readonly brand = brand;
  }
  class HeapwitnessDroppedObject {
    readonly brand = brand;
  }
  const load = process.getBuiltinModule.bind(process);
  const { getHeapStatistics, setFlagsFromString } = load('node:v8');
  const { isMainThread, resourceLimits, ...threads } = load('node:worker_threads');
  setFlagsFromString('--expose-gc');
  const gc = load('node:vm').runInNewContext('gc') as () => void;
  // Contexts that the program creates are as they would be without the harness.
  if (typeof (globalThis as { gc?: unknown }).gc !== 'function') setFlagsFromString('--no-expose-gc');
  const { process: thisProcess } = globalThis;
  const { isInternalThread } = threads as { isInternalThread?: boolean };
  const OwnWeakRef = WeakRef;
  const workers = new Set<WeakRef<{ readonly threadId: number }>>();
  const { subscribe, unsubscribe } = load('node:diagnostics_channel');
  const onWorker = (message: unknown): void => {
    workers.add(new OwnWeakRef((message as { worker: { readonly threadId: number } }).worker));
  };
  subscribe('worker_threads', onWorker);
  const { readlinkSync } = load('node:fs');
  const ownThread = (): number | null => {
    try {
      return Number(readlinkSync('/proc/thread-self').replace(/^.*\//, ''));
    } catch {
      return null;
    }
  };
  const systemThread = ownThread();
  /** Creates an object, uses it, and drops it, in a call of its own. */
  const drop = (): string => new HeapwitnessDroppedObject().brand;
  class HeapwitnessVisitor implements Visitor {
    readonly brand = brand;
    readonly held = new HeapwitnessHeldObject();

    facts(): IsolateFacts {
      // Not set yet while a thread starts.
      const { argv = [] } = thisProcess as { readonly argv?: readonly string[] };
      // Node 20 does not say so itself; all threads of a program have a script, as soon as they run it.
      const isNodesOwn = !isMainThread && (isInternalThread ?? argv.length < 2);
      const started: number[] = [];
      for (const reference of workers) {
        // A worker that has ended has the id -1.
        const id = reference.deref()?.threadId ?? -1;
        if (id > 0) started.push(id);
        else workers.delete(reference);
      }
      return { isNodesOwn, script: argv[1] ?? '', started, systemThread };
    }

    collect(): number {
      drop();
      gc();
      return getHeapStatistics().used_heap_size;
    }

    room(): VisitedRoom {
      const { maxOldGenerationSizeMb = 0 } = resourceLimits;
      const isLimited = maxOldGenerationSizeMb > 0;
      const limitBytes = isLimited ? maxOldGenerationSizeMb * 2 ** 20 : getHeapStatistics().heap_size_limit;
      return { memory: memoryUse(), limitBytes };
    }

    leave(): void {
      unsubscribe('worker_threads', onWorker);
    }
  }
  return new HeapwitnessVisitor();
}
