import type { Edit } from '../support/project-copy.js';

/** What a student who has understood a case can do: change it, and say beforehand what will be alive. */
export interface Exercise {
  /** Under this name it stands in `docs/workshop.md` and in its Chinese counterpart. */
  readonly id: string;
  /** The case that is edited. */
  readonly case: string;
  /** What the student is told to change. */
  readonly edits: readonly Edit[];
  /** The solution: what the case must state instead. Without it, the case is not as stated. */
  readonly restated: readonly Edit[];
  /** What is observed afterwards, by variant: `null` where the case states no counts. */
  readonly observed: Readonly<Record<string, Observed | null>>;
}

/** Keys, values and stale entries, in this order. */
export type Observed = readonly [keys: number, values: number, staleEntries: number];

export const exercises: readonly Exercise[] = [
  {
    id: 'hold-the-key',
    case: 'hello',
    edits: [
      {
        file: 'cases/hello/worker.ts',
        find: "function handleRequest(): void {\n  const threadLocal = { name: 'a ThreadLocal' };\n",
        replace: "const threadLocal = { name: 'a ThreadLocal' };\n\nfunction handleRequest(): void {\n",
      },
    ],
    restated: [
      {
        file: 'cases/hello/case.ts',
        find: "'key:   gone'",
        replace: '"key:   { name: \'a ThreadLocal\' }"',
      },
    ],
    observed: { leaking: null },
  },
  {
    id: 'keep-one-key',
    case: 'values-outlive-keys',
    edits: [
      {
        file: 'cases/values-outlive-keys/worker.ts',
        find: 'export function dropKeys(): void {\n  keys = [];',
        replace: 'export function dropKeys(): void {\n  keys = keys.slice(-1);',
      },
    ],
    restated: [
      {
        file: 'cases/values-outlive-keys/case.ts',
        find: 'stated: { keys: 0, values: REQUESTS, staleEntries: REQUESTS },',
        replace: 'stated: { keys: 1, values: REQUESTS, staleEntries: REQUESTS - 1 },',
      },
      {
        file: 'cases/values-outlive-keys/case.ts',
        find: 'stated: { keys: 0, values: 0, staleEntries: 0 },',
        replace: 'stated: { keys: 1, values: 0, staleEntries: 0 },',
      },
      {
        file: 'cases/values-outlive-keys/case.ts',
        find: "collected(REQUESTS).instancesOf('ThreadLocal')",
        replace: "collected(REQUESTS - 1).instancesOf('ThreadLocal')",
      },
    ],
    observed: { leaking: [1, 100, 99], cured: [1, 0, 0] },
  },
  {
    id: 'one-thread-removes',
    case: 'isolation',
    edits: [
      {
        file: 'cases/isolation/case.ts',
        find: "      await one.call('dropFirstKey');\n",
        replace: "      await one.call('remove', { thread: 0 });\n      await one.call('dropFirstKey');\n",
      },
    ],
    restated: [
      {
        file: 'cases/isolation/case.ts',
        find: 'stated: { keys: 1, values: 2, staleEntries: 2 },',
        replace: 'stated: { keys: 1, values: 1, staleEntries: 1 },',
      },
    ],
    observed: { 'shared-key-dropped': [1, 1, 1], 'virtual-threads': [2, 3, 0], workers: [4, 3, 0] },
  },
  {
    id: 'same-name-new-key',
    case: 'gc-between-set-and-get',
    edits: [
      {
        file: 'cases/gc-between-set-and-get/worker.ts',
        find: '  userHolder = null;',
        replace: '  userHolder = new ThreadLocal<User>();',
      },
    ],
    restated: [
      {
        file: 'cases/gc-between-set-and-get/case.ts',
        find: 'stated: { keys: 0, values: 1, staleEntries: 1 },',
        replace: 'stated: { keys: 1, values: 1, staleEntries: 1 },',
      },
      {
        file: 'cases/gc-between-set-and-get/case.ts',
        find: "facts: { 'get() after GC': 'get() cannot be called: there is no key' },",
        replace: "facts: { 'get() after GC': null },",
      },
    ],
    observed: { held: [1, 1, 0], dropped: [1, 1, 1] },
  },
  {
    id: 'hold-four-keys',
    case: 'strong-key',
    edits: [
      {
        file: 'cases/strong-key/worker.ts',
        find: 'export function dropKeys(): void {\n  keys = [];',
        replace: 'export function dropKeys(): void {\n  keys = keys.slice(0, 4);',
      },
    ],
    restated: [
      {
        file: 'cases/strong-key/case.ts',
        find: "      title: 'weak keys, and the same calls',\n      role: 'cured',\n      stated: { keys: 0, values: 0, staleEntries: 0 },\n      facts: { 'stale entries before the cleaning calls': REQUESTS },",
        replace:
          "      title: 'weak keys, and the same calls',\n      role: 'cured',\n      stated: { keys: 4, values: 4, staleEntries: 0 },\n      facts: { 'stale entries before the cleaning calls': REQUESTS - 4 },",
      },
      {
        file: 'cases/strong-key/case.ts',
        find: "      title: 'strong keys, with remove()',\n      role: 'cured',\n      stated: { keys: 0, values: 0, staleEntries: 0 },",
        replace:
          "      title: 'strong keys, with remove()',\n      role: 'cured',\n      stated: { keys: 4, values: 0, staleEntries: 0 },",
      },
      {
        file: 'cases/strong-key/case.ts',
        find: "      title: 'weak keys, with remove()',\n      role: 'cured',\n      stated: { keys: 0, values: 0, staleEntries: 0 },",
        replace:
          "      title: 'weak keys, with remove()',\n      role: 'cured',\n      stated: { keys: 4, values: 0, staleEntries: 0 },",
      },
    ],
    observed: { strong: [9, 9, 0], weak: [4, 4, 0], 'strong-removed': [4, 0, 0], 'weak-removed': [4, 0, 0] },
  },
  {
    id: 'one-get-before-looking',
    case: 'values-outlive-keys',
    edits: [
      {
        file: 'cases/values-outlive-keys/case.ts',
        find: '    let heap = before;\n',
        replace:
          "    await collect(worker);\n    await worker.call('readBack', { requests: REQUESTS, slots: TABLE_LENGTH });\n    let heap = before;\n",
      },
    ],
    restated: [
      {
        file: 'cases/values-outlive-keys/case.ts',
        find: 'stated: { keys: 0, values: REQUESTS, staleEntries: REQUESTS },',
        replace: 'stated: { keys: 0, values: 0, staleEntries: 1 },',
      },
      {
        file: 'cases/values-outlive-keys/case.ts',
        find: 'stated: { keys: 0, values: 0, staleEntries: 0 },',
        replace: 'stated: { keys: 0, values: 0, staleEntries: 1 },',
      },
      {
        file: 'cases/values-outlive-keys/case.ts',
        find: "to.retain(REQUESTS).instancesOf('RequestContext').through('ThreadLocalMap', 'Entry');",
        replace: "to.have.collected(REQUESTS).instancesOf('RequestContext').since(before);",
      },
    ],
    observed: { leaking: [0, 0, 1], cured: [0, 0, 1] },
  },
  {
    id: 'miss-at-a-quarter',
    case: 'never-touched-again',
    edits: [
      {
        file: 'cases/never-touched-again/case.ts',
        find: "await worker.call('miss', { home: FIRST_HOME + REQUESTS / 2 });",
        replace: "await worker.call('miss', { home: FIRST_HOME + REQUESTS / 4 });",
      },
    ],
    restated: [
      {
        file: 'cases/never-touched-again/case.ts',
        find: 'stated: { keys: 2, values: REQUESTS / 2 + 1, staleEntries: REQUESTS / 2 },',
        replace: 'stated: { keys: 2, values: REQUESTS / 4 + 1, staleEntries: REQUESTS / 4 },',
      },
    ],
    observed: {
      idle: [1, 101, 100],
      'hits-at-home': [1, 101, 100],
      'misses-elsewhere': [2, 101, 100],
      'misses-among-them': [2, 26, 25],
      'misses-in-sequence': [2, 1, 0],
    },
  },
  {
    id: 'forget-one-in-ten',
    case: 'static-key',
    edits: [
      {
        file: 'cases/static-key/worker.ts',
        find: '    if (remove) userHolder.remove();',
        replace: "    if (remove && !name.endsWith('9')) userHolder.remove();",
      },
    ],
    restated: [
      {
        file: 'cases/static-key/case.ts',
        find: 'stated: { keys: 1, values: 0, staleEntries: 0 },',
        replace: 'stated: { keys: 1, values: 1, staleEntries: 0 },',
      },
    ],
    observed: { static: [1, 3, 0], 'key-per-request': [1, 90, 90], removed: [1, 1, 0] },
  },
  {
    id: 'forget-one-in-five',
    case: 'value-holds-key',
    edits: [
      {
        file: 'cases/value-holds-key/worker.ts',
        find: '    if (remove) key.remove();',
        replace: '    if (remove && request % 5 !== 0) key.remove();',
      },
    ],
    restated: [
      {
        file: 'cases/value-holds-key/case.ts',
        find: 'stated: { keys: 0, values: 0, staleEntries: 0 },',
        replace: 'stated: { keys: 30, values: 30, staleEntries: 0 },',
      },
      {
        file: 'cases/value-holds-key/case.ts',
        find: "facts: { 'values after each batch': [0, 0, 0] },",
        replace: "facts: { 'values after each batch': [10, 20, 30] },",
      },
    ],
    observed: { cycle: [150, 150, 0], 'no-cycle': [0, 50, 50], removed: [30, 30, 0] },
  },
  {
    id: 'fail-every-fourth',
    case: 'try-finally',
    edits: [
      {
        file: 'cases/try-finally/worker.ts',
        find: 'if (request % 3 === 0) throw',
        replace: 'if (request % 4 === 0) throw',
      },
    ],
    restated: [
      {
        file: 'cases/try-finally/case.ts',
        find: "    'requests that failed': 4,\n    'a request that reads before it sets finds, on each thread': [null",
        replace:
          "    'requests that failed': 3,\n    'a request that reads before it sets finds, on each thread': [null",
      },
      {
        file: 'cases/try-finally/case.ts',
        find: 'stated: { keys: 1, values: 2, staleEntries: 0 },',
        replace: 'stated: { keys: 1, values: 1, staleEntries: 0 },',
      },
      {
        file: 'cases/try-finally/case.ts',
        find: "        'requests that failed': 4,\n        'a request that reads before it sets finds, on each thread': ['user-9', null, null, 'user-12'],",
        replace:
          "        'requests that failed': 3,\n        'a request that reads before it sets finds, on each thread': [null, null, null, 'user-12'],",
      },
    ],
    observed: { 'after-the-work': [1, 1, 0], 'in-finally': [1, 0, 0], using: [1, 0, 0] },
  },
];
