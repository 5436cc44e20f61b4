// a table that was full before the run, whose entries are replaced: their number stays the same
import { Worker } from 'node:worker_threads';
class Value {
  constructor(key) {
    this.key = key;
  }
}
class Entry {
  constructor(value) {
    this.value = value;
    this.at = new Date();
  }
}
const SIZE = 3000;
const keys = Array.from({ length: SIZE }, (_, key) => key);
const any = () => Math.floor(Math.random() * SIZE);
/** Nine of ten writes go to ten keys. */
const mostlyHot = () => (Math.random() < 0.9 ? Math.floor(Math.random() * 10) : any());

const variants = {
  array() {
    const values = keys.map((key) => new Value(key));
    return () => {
      const key = mostlyHot();
      values[key] = new Value(key);
    };
  },
  map() {
    const values = new Map(keys.map((key) => [key, new Value(key)]));
    return () => {
      const key = mostlyHot();
      values.set(key, new Value(key));
    };
  },
  'one in ten'() {
    const values = keys.map((key) => new Value(key));
    return (index) => {
      if (index % 10 === 0) values[any()] = new Value(index);
    };
  },
  cells() {
    const cells = keys.map((key) => new Entry(new Value(key)));
    return () => {
      const key = any();
      cells[key].value = new Value(key);
    };
  },
  entries() {
    const entries = new Map(keys.map((key) => [key, new Entry(new Value(key))]));
    return () => {
      const key = mostlyHot();
      entries.set(key, new Entry(new Value(key)));
    };
  },
  shards() {
    const shards = Array.from(
      { length: 100 },
      () => new Map(keys.slice(0, 30).map((key) => [key, new Value(key)])),
    );
    return () => {
      const key = any();
      shards[key % 100].set(Math.floor(key / 100), new Value(key));
    };
  },
  'immutable rows'() {
    let rows = keys.map((key) => ({ key, isDone: false, tags: [`row ${key}`] }));
    return () => {
      const key = any();
      rows = rows.with(key, { ...rows[key], isDone: !rows[key].isDone, tags: [`row ${key} again`] });
    };
  },
  worker() {
    const worker = new Worker(
      `const { parentPort } = require('node:worker_threads');
      class Value { constructor(key) { this.key = key; } }
      const values = new Map(Array.from({ length: ${SIZE} }, (_, key) => [key, new Value(key)]));
      parentPort.on('message', (key) => { values.set(key, new Value(key)); parentPort.postMessage(key); });`,
      { eval: true },
    );
    return async () => {
      worker.postMessage(any());
      await new Promise((done) => worker.once('message', done));
    };
  },
  'beside a log'() {
    const values = new Map(keys.map((key) => [key, new Value(key)]));
    const log = [];
    return (index) => {
      const key = any();
      values.set(key, new Value(key));
      if (index % 20 === 0) log.push(new Value(key));
    };
  },
  'that grows'() {
    const values = new Map(keys.map((key) => [key, new Value(key)]));
    return (index) => {
      const key = Math.floor(Math.random() * values.size);
      values.set(key, new Value(key));
      if (index % 10 === 0) values.set(values.size, new Value(index));
    };
  },
  'a pool that is used up'() {
    const pool = Array.from({ length: 60_000 }, (_, key) => new Value(key));
    const used = [];
    return (index) => {
      pool.pop();
      used.push(new Value(index));
    };
  },
};

let next;
export default {
  setup({ variant }) {
    next = variants[variant]();
  },
  iteration({ index }) {
    return next(index);
  },
};
