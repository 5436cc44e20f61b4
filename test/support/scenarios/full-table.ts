import { Worker } from 'node:worker_threads';

/** Tables that were full before the run, and whose entries are replaced, by variant. */
class Value {
  readonly key: number;

  constructor(key: number) {
    this.key = key;
  }
}

class Entry {
  value: Value;
  readonly at: Date = new Date();

  constructor(value: Value) {
    this.value = value;
  }
}

const SIZE = 3000;
const keys = Array.from({ length: SIZE }, (_, key) => key);
const any = (): number => Math.floor(Math.random() * SIZE);

type Iterate = (index: number) => unknown;

const variants: Readonly<Record<string, () => Iterate>> = {
  values: () => {
    const values = keys.map((key) => new Value(key));
    return () => {
      const key = any();
      values[key] = new Value(key);
    };
  },
  cells: () => {
    const cells = keys.map((key) => new Entry(new Value(key)));
    return () => {
      const cell = cells[any()];
      if (cell !== undefined) cell.value = new Value(any());
    };
  },
  entries: () => {
    const entries = new Map(keys.map((key) => [key, new Entry(new Value(key))]));
    return () => {
      const key = Math.random() < 0.9 ? any() % 10 : any();
      entries.set(key, new Entry(new Value(key)));
    };
  },
  'values in a worker': () => {
    const worker = new Worker(
      `const { parentPort } = require('node:worker_threads');
      class Value { constructor(key) { this.key = key; } }
      const values = Array.from({ length: ${SIZE} }, (_, key) => new Value(key));
      parentPort.on('message', (key) => { values[key] = new Value(key); parentPort.postMessage(key); });`,
      { eval: true },
    );
    return async () => {
      const answer = new Promise((resolve) => worker.once('message', resolve));
      worker.postMessage(any());
      await answer;
    };
  },
  'values beside a log': () => {
    const values = keys.map((key) => new Value(key));
    const log: Value[] = [];
    return (index) => {
      values[any()] = new Value(index);
      if (index % 10 === 0) log.push(new Value(index));
    };
  },
  'values of a pool that is used up': () => {
    const pool = Array.from({ length: 60_000 }, (_, key) => new Value(key));
    const used: Value[] = [];
    return (index) => {
      pool.pop();
      used.push(new Value(index));
    };
  },
};

let iterate: Iterate = () => undefined;

export default {
  setup({ variant }: { readonly variant: string }) {
    iterate = variants[variant]?.() ?? iterate;
  },
  iteration: ({ index }: { readonly index: number }) => iterate(index),
};
