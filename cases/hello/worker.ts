// Plain Node, nothing else: node --expose-gc dist/cases/hello/worker.js
//
// A thread's map, in three lines: entries that hold a key weakly and a value strongly.
class Entry extends WeakRef<object> {
  value: unknown = null;
}

const table: Entry[] = [];

function set(key: object, value: unknown): void {
  const entry = new Entry(key);
  entry.value = value;
  table.push(entry);
}

// The key is held by nothing but the entry, as soon as this function has returned.
function handleRequest(): void {
  const threadLocal = { name: 'a ThreadLocal' };
  set(threadLocal, { user: 'Ann' });
}

handleRequest();

// A WeakRef keeps its target for the rest of the current job: let that end before collecting.
await new Promise((resolve) => setImmediate(resolve));
globalThis.gc?.();

for (const entry of table) {
  console.log('key:  ', entry.deref() ?? 'gone');
  console.log('value:', entry.value);
}
