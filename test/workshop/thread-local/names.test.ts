import { expect } from 'chai';
import {
  Entry,
  InheritableThreadLocal,
  StrongKeyEntry,
  StrongKeyThreadLocalMap,
  Thread,
  ThreadLocal,
  ThreadLocalMap,
} from 'heapwitness/thread-local';
import * as publicNames from 'heapwitness/thread-local';
import { inFreshThread } from './support/tables.js';

// Heap snapshots are read by these names; a change here breaks that silently.
describe('names by which heap snapshots are read', () => {
  it('are the class names', () => {
    const classes = [
      Thread,
      ThreadLocal,
      InheritableThreadLocal,
      ThreadLocalMap,
      Entry,
      StrongKeyThreadLocalMap,
      StrongKeyEntry,
    ];
    expect(classes.map(({ name }) => name)).to.deep.equal([
      'Thread',
      'ThreadLocal',
      'InheritableThreadLocal',
      'ThreadLocalMap',
      'Entry',
      'StrongKeyThreadLocalMap',
      'StrongKeyEntry',
    ]);
  });

  it('are the plain own properties of a thread, a map and an entry', () => {
    inFreshThread((thread) => {
      new ThreadLocal<number>().set(1);
      const map = thread.threadLocals;
      const entry = map?.table.find((candidate) => candidate !== undefined);
      expect(Object.keys(thread)).to.include.members(['name', 'threadLocals', 'inheritableThreadLocals']);
      expect(Object.keys(map ?? {})).to.deep.equal(['table', 'size', 'threshold']);
      expect(Object.keys(entry ?? {})).to.deep.equal(['value', 'serial']);
      expect(Object.keys(new StrongKeyEntry(new ThreadLocal(), 1))).to.deep.equal(['key', 'value', 'serial']);
      expect([Array.isArray(map?.table), entry instanceof WeakRef]).to.deep.equal([true, true]);
    });
  });

  it('do not include internals, which the package does not export', () => {
    expect(Object.keys(publicNames)).to.not.include.members([
      'resetHashCode',
      'markCollected',
      'expungeRun',
      'grow',
    ]);
  });
});
