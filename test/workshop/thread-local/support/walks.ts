import { expect } from 'chai';
import type { AnyThreadLocal, ThreadLocalMap } from 'heapwitness/thread-local';
import type { Walk, WalkStep } from '../../../../harness/workshop/thread-local/internals.js';

/**
 * The steps of a walk in words, with the keys named a, b, c … in this order: `look 3 a, look 4 empty, store 4 b`. The
 * key of a cleared entry, whose serial number is not known any more, is `x`.
 */
export function inWords({ steps }: Walk, keys: readonly AnyThreadLocal[]): string {
  const nameOf = (serial: number): string => {
    const index = keys.findIndex((key) => key.threadLocalSerial === serial);
    return index === -1 ? 'x' : String.fromCodePoint('a'.charCodeAt(0) + index);
  };
  return steps.map((step) => stepInWords(step, nameOf)).join(', ');
}

function stepInWords(step: WalkStep, nameOf: (serial: number) => string): string {
  switch (step.kind) {
    case 'look':
      if (step.key === null) return `look ${step.slot} empty`;
      return `look ${step.slot} ${nameOf(step.key)}${step.entry === 'live' ? '' : ` ${step.entry}`}`;
    case 'grow':
      return `grow ${step.from}→${step.to}`;
    case 'move':
    case 'swap':
    case 'copy':
      return `${step.kind} ${nameOf(step.key)} ${step.from}→${step.to}`;
    case 'replace':
      return `replace ${step.slot} ${nameOf(step.stale)} by ${nameOf(step.key)}`;
    default:
      return `${step.kind} ${step.slot} ${nameOf(step.key)}`;
  }
}

/** The slots of a table: a key's serial number, `x` for a stale entry, `.` for an empty slot. */
export type Picture = readonly string[];

export function pictureOf(map: ThreadLocalMap | null): Picture {
  if (map === null) return [];
  return map.table.map((entry) => {
    if (entry === undefined) return '.';
    return entry.deref() === undefined ? 'x' : String(entry.serial);
  });
}

/** Applies the steps of a walk to a picture, and checks that each step is possible there. */
export function applied(walk: Walk, before: Picture): Picture {
  let shorter: Picture = [];
  let slots: Picture = before.length === 0 ? emptyPicture(walk.length) : before;
  expect(slots.length, 'length').to.equal(walk.length);
  const change = (slot: number, was: string, is: string): void => {
    expect(slots[slot], `slot ${slot}`).to.equal(was);
    slots = slots.with(slot, is);
  };
  for (const step of walk.steps) {
    const key = 'key' in step ? String(step.key) : '';
    if (step.kind === 'look') change(step.slot, seen(step), seen(step));
    // The entry that remove() clears was not stale.
    if (step.kind === 'expunge') change(step.slot, key === String(walk.key) ? key : 'x', '.');
    if (step.kind === 'store') change(step.slot, '.', key);
    if (step.kind === 'replace') change(step.slot, 'x', key);
    if (step.kind === 'overwrite') change(step.slot, key, key);
    if (step.kind === 'move' || step.kind === 'swap') {
      const other = step.kind === 'move' ? '.' : 'x';
      change(step.from, key, other);
      change(step.to, other, key);
    }
    if (step.kind === 'grow') [shorter, slots] = [slots, emptyPicture(step.to)];
    if (step.kind === 'copy') {
      expect(shorter[step.from]).to.equal(key);
      change(step.to, '.', key);
    }
  }
  return slots;
}

function seen({ entry, key }: Extract<WalkStep, { kind: 'look' }>): string {
  return { empty: '.', stale: 'x', live: String(key), strong: String(key) }[entry];
}

function emptyPicture(length: number): Picture {
  return Array.from({ length }, () => '.');
}
