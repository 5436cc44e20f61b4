import {
  distance,
  homeSlot,
  isStale,
  liveEntries,
  type RecordedStep,
  runFrom,
  slotOf,
  staleCount,
} from '../conformance/steps.js';

/** Something that a case says of Java's map, as a recording of the JDK can show or refute it. */
export interface JavaStatement {
  /** Whether the statement says something of this operation. */
  readonly applies: (step: RecordedStep) => boolean;
  /** Whether what the JDK did is as it says. */
  readonly holds: (step: RecordedStep) => boolean;
}

/** The slots from the key's home to where its search ends: at its own slot, or before an empty one. */
function wayTo(step: RecordedStep): number[] {
  const run = step.before.length === 0 ? [] : runFrom(step.before, homeSlot(step));
  const own = run.indexOf(slotOf(step.before, step.key));
  return own === -1 ? run : run.slice(0, own);
}

const meetsStale = (step: RecordedStep): boolean =>
  wayTo(step).some((slot) => isStale(step.before.slots[slot]));
const isThere = ({ key, before }: RecordedStep): boolean => key !== undefined && liveEntries(before).has(key);
const nothingStale = ({ before }: RecordedStep): boolean => staleCount(before) === 0;
const cleans = ({ before, after }: RecordedStep): boolean => staleCount(after) < staleCount(before);
const isUntouched = ({ before, after }: RecordedStep): boolean =>
  after.size === before.size && sameSlots({ before, after }, () => true);

/** Whether the slots are as before, of those that matter. */
function sameSlots(
  { before, after }: Pick<RecordedStep, 'before' | 'after'>,
  matters: (slot: number) => boolean,
): boolean {
  return (
    before.length === after.length &&
    before.slots.every((was, slot) => !matters(slot) || String(was) === String(after.slots[slot]))
  );
}

/** A set of a new key looks at so many slots behind the one where it puts its entry. */
function scanned(step: RecordedStep): number[] {
  const { before } = step;
  const home = homeSlot(step);
  const place = home + runFrom(before, home).length;
  const count = Math.floor(Math.log2(before.size + 1)) + 1;
  return Array.from({ length: count }, (_, at) => (place + 1 + at) % before.length);
}

const setsNewKey = (step: RecordedStep): boolean =>
  step.operation.name === 's' && step.before.length > 0 && !isThere(step) && !meetsStale(step);
const grows = ({ operation, before, after }: RecordedStep): boolean =>
  operation.name === 's' && before.length > 0 && after.length > before.length;

/** Each statement once; several cases may make it. */
export const JAVA_STATEMENTS = {
  'a collected key leaves its entry, with the value, in the map': {
    applies: (step) => step.operation.name === 'c' && isThere(step),
    holds: ({ key, before, after }) => {
      const slot = slotOf(before, key);
      const isKept = isStale(after.slots[slot]) && after.slots[slot]?.[1] === before.slots[slot]?.[1];
      return isKept && after.size === before.size && sameSlots({ before, after }, (other) => other !== slot);
    },
  },
  'a remove takes the entry out': {
    applies: (step) => step.operation.name === 'r' && isThere(step),
    holds: ({ key, before, after }) => {
      const left = liveEntries(after);
      return !left.has(key ?? -1) && left.size === liveEntries(before).size - 1 && after.size < before.size;
    },
  },
  'a remove cleans the run behind it': {
    applies: ({ operation, before, key }) => {
      const slot = slotOf(before, key);
      return (
        operation.name === 'r' &&
        slot !== -1 &&
        runFrom(before, slot).some((one) => isStale(before.slots[one]))
      );
    },
    holds: cleans,
  },
  'no call takes out the entry of another key that lives': {
    applies: ({ operation, before }) => !'xfc'.includes(operation.name) && before.size > 0,
    holds: ({ key, before, after }) => {
      const left = liveEntries(after);
      return [...liveEntries(before)].every(
        ([other, value]) => other === key || (left.has(other) && left.get(other) === value),
      );
    },
  },
  'a get reads what was set': {
    applies: (step) => step.operation.name === 'g' && isThere(step),
    holds: ({ key, before, after }) => after.result === liveEntries(before).get(key ?? -1),
  },
  'a get of an absent key stores its initial value': {
    applies: (step) => step.operation.name === 'g' && !isThere(step),
    holds: ({ key, hasInitialValue, after: { result, slots } }) =>
      hasInitialValue === (result !== null) &&
      slots.some((slot) => slot?.[0] === key && slot?.[1] === result),
  },
  'set(null) keeps the entry': {
    applies: (step) =>
      step.operation.name === 's' && step.operation.value === null && isThere(step) && nothingStale(step),
    holds: ({ key, before, after }) => {
      const slot = slotOf(after, key);
      return slot === slotOf(before, key) && after.slots[slot]?.[1] === null && after.size === before.size;
    },
  },
  'after set(null) a get asks for no initial value': {
    applies: (step) =>
      step.operation.name === 'g' &&
      step.hasInitialValue &&
      liveEntries(step.before).get(step.key ?? -1) === null,
    holds: ({ after }) => after.result === null,
  },
  'a set of a key that is there overwrites its value': {
    applies: (step) => step.operation.name === 's' && isThere(step) && nothingStale(step),
    holds: ({ key, operation, before, after }) =>
      after.size === before.size &&
      slotOf(after, key) === slotOf(before, key) &&
      liveEntries(after).get(key ?? -1) === operation.value,
  },
  'a new ThreadLocal touches no map': {
    applies: ({ operation }) => operation.name === 'n',
    holds: isUntouched,
  },
  'a get or set that hits at home cleans nothing': {
    applies: (step) =>
      'gs'.includes(step.operation.name) &&
      !nothingStale(step) &&
      isThere(step) &&
      slotOf(step.before, step.key) === homeSlot(step),
    holds: ({ key, before, after }) => {
      const slot = slotOf(before, key);
      return sameSlots({ before, after }, (other) => other !== slot);
    },
  },
  'a get that misses cleans the run it walks over': {
    applies: (step) => step.operation.name === 'g' && !isThere(step) && meetsStale(step),
    holds: cleans,
  },
  'a set of a new key cleans a stale entry within log2(size) + 1 slots': {
    applies: (step) => setsNewKey(step) && scanned(step).some((slot) => isStale(step.before.slots[slot])),
    holds: cleans,
  },
  'a set of a new key sees no stale entry farther away': {
    applies: (step) =>
      setsNewKey(step) &&
      !nothingStale(step) &&
      step.before.size + 1 < step.before.threshold &&
      !scanned(step).some((slot) => isStale(step.before.slots[slot])),
    holds: ({ before, after }) => staleCount(after) === staleCount(before),
  },
  'a set that meets a stale entry before its own key moves the entry there': {
    applies: (step) => step.operation.name === 's' && isThere(step) && meetsStale(step),
    holds: (step) => {
      const firstStale = wayTo(step).find((slot) => isStale(step.before.slots[slot])) ?? -1;
      const now = distance(step, slotOf(step.after, step.key));
      return now <= distance(step, firstStale) && cleans(step);
    },
  },
  'a rehash that grows the table leaves nothing stale': {
    applies: (step) => grows(step) && !nothingStale(step),
    holds: ({ after }) => staleCount(after) === 0,
  },
  'a table with nothing stale doubles at its threshold': {
    applies: (step) => setsNewKey(step) && nothingStale(step),
    holds: ({ before, after }) =>
      after.size === before.size + 1 &&
      after.length === (after.size >= before.threshold ? 2 * before.length : before.length),
  },
  'growth by itself drops stale entries and keeps all others': {
    applies: (step) => step.operation.name === 'Z' && !nothingStale(step),
    holds: ({ before, after }) =>
      after.length === 2 * before.length &&
      after.size === liveEntries(before).size &&
      [...liveEntries(before)].every(([key, value]) => liveEntries(after).get(key) === value),
  },
  'the map goes with its thread': {
    applies: ({ operation, before }) => operation.name === 'x' && before.size > 0,
    holds: ({ after }) => after.length === 0,
  },
  'a thread does not see what another one has set': {
    applies: (step) => step.operation.name === 'g' && !isThere(step) && step.ended.has(step.key ?? -1),
    holds: ({ hasInitialValue, after: { result } }) =>
      hasInitialValue ? Number(result) < 0 : result === null,
  },
  'a child copies the live entries of its parent, and no stale ones': {
    applies: ({ operation, before }) => operation.name === 'f' && before.size > 0,
    holds: ({ before, after }) => {
      const copies = liveEntries(after);
      const isCopied = ([key, value]: [number, number | null]): boolean =>
        copies.has(key) && [value, Number(value) + 1_000_000].includes(copies.get(key) ?? null);
      const parents = [...liveEntries(before)];
      return (
        parents.every(isCopied) &&
        after.size === parents.length &&
        staleCount(after) === 0 &&
        after.length === before.length
      );
    },
  },
} as const satisfies Readonly<Record<string, JavaStatement>>;

export type JavaStatementName = keyof typeof JAVA_STATEMENTS;

/** What the cases say of Java's map that recordings cover, by case. */
export const STATEMENTS_OF_CASES: Readonly<Record<string, readonly JavaStatementName[]>> = {
  hello: ['a collected key leaves its entry, with the value, in the map'],
  isolation: [
    'a thread does not see what another one has set',
    'a remove takes the entry out',
    'a collected key leaves its entry, with the value, in the map',
  ],
  'values-outlive-keys': [
    'a collected key leaves its entry, with the value, in the map',
    'a remove takes the entry out',
    'a table with nothing stale doubles at its threshold',
    'the map goes with its thread',
  ],
  'strong-key': [
    'no call takes out the entry of another key that lives',
    'a remove takes the entry out',
    'a table with nothing stale doubles at its threshold',
  ],
  'gc-between-set-and-get': [
    'a get reads what was set',
    'no call takes out the entry of another key that lives',
  ],
  'self-cleaning': [
    'a get that misses cleans the run it walks over',
    'a set that meets a stale entry before its own key moves the entry there',
    'a set of a new key cleans a stale entry within log2(size) + 1 slots',
    'a remove cleans the run behind it',
    'a rehash that grows the table leaves nothing stale',
    'growth by itself drops stale entries and keeps all others',
  ],
  'never-touched-again': [
    'a collected key leaves its entry, with the value, in the map',
    'a get or set that hits at home cleans nothing',
    'a get that misses cleans the run it walks over',
    'a set of a new key cleans a stale entry within log2(size) + 1 slots',
    'a set of a new key sees no stale entry farther away',
  ],
  'only-created': ['a new ThreadLocal touches no map', 'a get of an absent key stores its initial value'],
  'set-null-is-not-remove': [
    'set(null) keeps the entry',
    'after set(null) a get asks for no initial value',
    'a get of an absent key stores its initial value',
    'a remove takes the entry out',
  ],
  'keep-alive': [
    'a collected key leaves its entry, with the value, in the map',
    'the map goes with its thread',
  ],
  'thread-exit': ['the map goes with its thread'],
  'static-key': ['a set of a key that is there overwrites its value'],
  'stale-read': [
    'a get reads what was set',
    'a thread does not see what another one has set',
    'a remove takes the entry out',
  ],
  'value-holds-key': [
    'no call takes out the entry of another key that lives',
    'a set of a new key cleans a stale entry within log2(size) + 1 slots',
    'a remove takes the entry out',
  ],
  'out-of-memory': [
    'no call takes out the entry of another key that lives',
    'a set of a new key cleans a stale entry within log2(size) + 1 slots',
    'a remove takes the entry out',
  ],
  redeploy: [
    'no call takes out the entry of another key that lives',
    'a collected key leaves its entry, with the value, in the map',
    'a set of a new key cleans a stale entry within log2(size) + 1 slots',
    'a remove takes the entry out',
  ],
  'worker-pool': [
    'a collected key leaves its entry, with the value, in the map',
    'a remove takes the entry out',
    'the map goes with its thread',
  ],
  inheritable: [
    'a child copies the live entries of its parent, and no stale ones',
    'a get of an absent key stores its initial value',
    'a remove takes the entry out',
  ],
  'try-finally': ['a get reads what was set', 'a remove takes the entry out'],
  interceptor: ['a get reads what was set', 'a remove takes the entry out'],
  'singleton-bean': ['a thread does not see what another one has set', 'a remove takes the entry out'],
  transaction: ['a get reads what was set', 'a remove takes the entry out'],
};

/** The cases that say nothing of Java's map that a recording could show, and what they are about instead. */
export const CASES_WITHOUT_TRACE: Readonly<Record<string, string>> = {
  'async-context': 'threads of control in Node',
  ephemeron: 'the WeakMap of JavaScript',
  'reference-kinds': 'references, without a map',
  'scoped-value': 'ScopedValue, of which there are no recordings',
  'three-captures': 'capture backends of V8',
  'young-collection': 'generations of the collector, of which a recording shows nothing',
};
