import type { AnyThreadLocal, MapEntry } from './entry.js';
import { InheritableThreadLocal } from './inheritable-thread-local.js';
import { recordWalk, type RecordedOperation } from './record-walk.js';
import { Thread } from './thread.js';
import { ThreadLocal } from './thread-local.js';
import { ThreadLocalMap } from './thread-local-map.js';
import type { Walk } from './walk.js';

/** The walk of a call, and which thread's table it was in. */
export interface CallWalk extends Walk {
  /** Name of the thread; `null` if another thread than the current one has the map. */
  readonly thread: string | null;
  /** Which of the thread's two maps. */
  readonly field: 'threadLocals' | 'inheritableThreadLocals';
}

/**
 * Records the walks of all calls of thread-locals in this isolate from now on: replaces the operations of the map by
 * ones that record. Returns a function that puts the plain ones back.
 *
 * A `get` that finds no entry is two walks: that of the `get`, and that of the `set` that stores the initial value. The
 * first entry of a map is a `set`, too. Copies of inherited entries are not recorded, because no call makes them.
 */
export function recordCalls(onWalk: (walk: CallWalk) => void): () => void {
  // oxlint-disable-next-line typescript/unbound-method -- each is called on the map that its replacement is called on
  const { getEntry, set, remove, insert } = ThreadLocalMap.prototype;
  const getIn: unknown = ThreadLocal.prototype['getIn'];
  const record = <Result>(map: ThreadLocalMap, call: RecordedOperation, run: () => Result): Result => {
    const owner = ownerOf(map, call.key);
    const { result, walk } = recordWalk(map, call, run);
    // Not two spreads, which take several times as long as the recording itself.
    onWalk(Object.assign(walk, owner));
    return result;
  };

  Object.assign(ThreadLocalMap.prototype, {
    getEntry(this: ThreadLocalMap, key: AnyThreadLocal): MapEntry | undefined {
      return record(this, { operation: 'get', key }, () => getEntry.call(this, key));
    },
    set(this: ThreadLocalMap, key: AnyThreadLocal, value: unknown): void {
      record(this, { operation: 'set', key }, () => set.call(this, key, value));
    },
    remove(this: ThreadLocalMap, key: AnyThreadLocal): void {
      record(this, { operation: 'remove', key }, () => remove.call(this, key));
    },
    insert(this: ThreadLocalMap, key: AnyThreadLocal, value: unknown): void {
      if (Thread.currentThread()[fieldOf(key)] !== null) insert.call(this, key, value);
      else record(this, { operation: 'set', key }, () => insert.call(this, key, value));
    },
  });
  // The plain one has the first look of `getEntry` inlined, past what is recorded.
  Object.assign(ThreadLocal.prototype, {
    getIn(this: AnyThreadLocal, thread: Thread): unknown {
      const map = this['mapOf'](thread);
      return map === null ? this['initialize'](thread) : this['getAfterMiss'](thread, map);
    },
  });
  return () => {
    Object.assign(ThreadLocalMap.prototype, { getEntry, set, remove, insert });
    Object.assign(ThreadLocal.prototype, { getIn });
  };
}

function ownerOf(map: ThreadLocalMap, key: AnyThreadLocal): Pick<CallWalk, 'thread' | 'field'> {
  const [thread, field] = [Thread.currentThread(), fieldOf(key)];
  const own = thread[field];
  // The first entry is stored before the thread gets the map.
  return { thread: own === null || own === map ? thread.name : null, field };
}

function fieldOf(key: AnyThreadLocal): CallWalk['field'] {
  return key instanceof InheritableThreadLocal ? 'inheritableThreadLocals' : 'threadLocals';
}
