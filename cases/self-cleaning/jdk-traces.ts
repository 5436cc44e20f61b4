/**
 * Excerpts of recordings of a real JDK 17 (see test/fixtures/jdk-golden/README.md for the format): the operations up to
 * the one that cleans, and the table before and after it. A test holds them against the recordings.
 */
export interface JdkTrace {
  /** The recording, and how many of its operations are run. */
  readonly id: string;
  /** What the JDK's hash counter read when the recording began. */
  readonly hashBase: number;
  readonly operations: readonly Operation[];
  readonly before: JdkTable;
  readonly after: JdkTable;
}

/** An operation: its letter, then its numbers. */
export type Operation = readonly [letter: string, ...numbers: (number | null)[]];

/** A table as the JDK had it: per filled slot its number, the key's number (-1: stale) and the value. */
export interface JdkTable {
  readonly length: number;
  readonly slots: readonly (readonly [slot: number, key: number, value: number | null])[];
}

export const traces = {
  'get-miss': {
    id: 'pub-094-miss',
    hashBase: 1673370372,
    operations: [
      ['n', 0, 0, 60],
      ['s', 0, 1],
      ['n', 1, 0, 54],
      ['s', 1, 2],
      ['c', 1],
      ['c', 0],
      ['n', 2, 0, 49],
      ['g', 2],
    ],
    before: {
      length: 16,
      slots: [
        [8, -1, 1],
        [9, -1, 2],
      ],
    },
    after: { length: 16, slots: [[7, 2, null]] },
  },
  'set-present': {
    id: 'pub-079-gadgets',
    hashBase: 108654081,
    operations: [
      ['n', 0, 0, 1],
      ['g', 0],
      ['n', 1, 0, 11],
      ['s', 1, 1],
      ['n', 2, 0, 13],
      ['s', 2, 2],
      ['n', 3, 0, 24],
      ['s', 3, 3],
      ['n', 4, 0, 8],
      ['s', 4, 4],
      ['n', 5, 0, 15],
      ['s', 5, 5],
      ['n', 6, 0, 13],
      ['s', 6, 6],
      ['c', 1],
      ['c', 2],
      ['c', 3],
      ['c', 5],
      ['s', 6, 7],
    ],
    before: {
      length: 16,
      slots: [
        [0, -1, 5],
        [1, 6, 6],
        [8, 0, null],
        [12, -1, 1],
        [13, -1, 3],
        [14, -1, 2],
        [15, 4, 4],
      ],
    },
    after: {
      length: 16,
      slots: [
        [8, 0, null],
        [12, 4, 4],
        [14, 6, 7],
      ],
    },
  },
  'set-new': {
    id: 'pub-000-seq',
    hashBase: 0,
    operations: [
      ['n', 0, 0, 0],
      ['s', 0, 1],
      ['c', 0],
      ['n', 1, 0, 0],
      ['s', 1, 2],
      ['n', 2, 1, 0],
      ['s', 2, 3],
    ],
    before: {
      length: 16,
      slots: [
        [0, -1, 1],
        [7, 1, 2],
      ],
    },
    after: {
      length: 16,
      slots: [
        [7, 1, 2],
        [14, 2, 3],
      ],
    },
  },
  remove: {
    id: 'pub-033-cluster',
    hashBase: -1,
    operations: [
      ['n', 0, 0, 137],
      ['s', 0, null],
      ['g', 0],
      ['n', 1, 0, 1023],
      ['s', 1, 1],
      ['n', 2, 1, 255],
      ['s', 2, 2],
      ['c', 2],
      ['c', 1],
      ['r', 0],
    ],
    before: {
      length: 16,
      slots: [
        [0, -1, 2],
        [14, 0, null],
        [15, -1, 1],
      ],
    },
    after: { length: 16, slots: [] },
  },
  rehash: {
    id: 'pub-133-rehash',
    hashBase: -1874560599,
    operations: [
      ['n', 0, 0, 0],
      ['s', 0, 1],
      ['n', 1, 0, 0],
      ['s', 1, 2],
      ['n', 2, 0, 0],
      ['s', 2, 3],
      ['n', 3, 0, 0],
      ['s', 3, 4],
      ['n', 4, 0, 0],
      ['s', 4, 5],
      ['n', 5, 0, 0],
      ['s', 5, 6],
      ['n', 6, 0, 0],
      ['s', 6, 7],
      ['n', 7, 0, 0],
      ['s', 7, 8],
      ['n', 8, 0, 0],
      ['s', 8, 9],
      ['c', 0],
      ['c', 2],
      ['n', 9, 0, 1],
      ['s', 9, 10],
    ],
    before: {
      length: 16,
      slots: [
        [0, 1, 2],
        [1, 8, 9],
        [3, 6, 7],
        [5, 4, 5],
        [7, -1, 3],
        [9, -1, 1],
        [10, 7, 8],
        [12, 5, 6],
        [14, 3, 4],
      ],
    },
    after: {
      length: 32,
      slots: [
        [1, 8, 9],
        [5, 4, 5],
        [12, 5, 6],
        [15, 9, 10],
        [16, 1, 2],
        [19, 6, 7],
        [26, 7, 8],
        [30, 3, 4],
      ],
    },
  },
  resize: {
    id: 'pub-218-internals',
    hashBase: 1758710878,
    operations: [
      ['n', 0, 0, 4],
      ['s', 0, 1],
      ['s', 0, 2],
      ['n', 1, 0, 1],
      ['s', 1, 3],
      ['n', 2, 0, 3],
      ['s', 2, 4],
      ['c', 0],
      ['C', 32, 1000],
      ['R'],
      ['n', 3, 0, 62],
      ['s', 3, 5],
      ['n', 4, 0, 13],
      ['s', 4, 6],
      ['r', 4],
      ['n', 5, 0, 17],
      ['s', 5, 7],
      ['g', 3],
      ['c', 2],
      ['c', 1],
      ['c', 3],
      ['G', 4],
      ['X', 47],
      ['G', 5],
      ['G', 5],
      ['n', 6, 0, 40],
      ['s', 6, 8],
      ['n', 7, 0, 31],
      ['s', 7, 9],
      ['r', 5],
      ['g', 7],
      ['s', 7, 10],
      ['r', 7],
      ['n', 8, 0, 63],
      ['s', 8, 11],
      ['n', 9, 0, 36],
      ['s', 9, 12],
      ['X', 12],
      ['C', 46, 8],
      ['C', 43, 4],
      ['G', 7],
      ['g', 9],
      ['n', 10, 0, 2],
      ['s', 10, 13],
      ['n', 11, 0, 0],
      ['s', 11, 14],
      ['n', 12, 0, 1],
      ['s', 12, 15],
      ['n', 13, 0, 0],
      ['s', 13, 16],
      ['c', 8],
      ['c', 9],
      ['c', 12],
      ['Z'],
    ],
    before: {
      length: 16,
      slots: [
        [0, 13, 16],
        [4, 10, 13],
        [8, -1, 3],
        [9, -1, 15],
        [11, 11, 14],
        [12, 6, 8],
        [13, -1, 11],
        [15, -1, 12],
      ],
    },
    after: {
      length: 32,
      slots: [
        [16, 13, 16],
        [20, 10, 13],
        [27, 11, 14],
        [28, 6, 8],
      ],
    },
  },
} satisfies Record<string, JdkTrace>;
