/** A deliberate way to break the subject or the harness, and what must notice. */
export interface Mutant {
  readonly name: string;
  /** Source file, and a text in it that occurs once. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** A case id, or the compiled test file, which must fail. */
  readonly killer: { readonly case: string } | { readonly test: string };
}

export const mutants: readonly Mutant[] = [
  {
    name: 'remove() keeps the value',
    file: 'harness/thread-local/thread-local-map.ts',
    find: '        entry.clear();\n        expungeRun(this, slot);\n',
    replace: '        entry.clear();\n',
    killer: { case: 'values-outlive-keys' },
  },
  {
    name: 'the map holds its keys strongly',
    file: 'harness/thread-local/entry.ts',
    find: '    super(key);\n    this.value = value;',
    replace: '    super(key);\n    Object.assign(this, { key });\n    this.value = value;',
    killer: { case: 'values-outlive-keys' },
  },
  {
    name: 'scan-some does nothing',
    file: 'harness/thread-local/expunge.ts',
    find: '  let left = count;\n',
    replace: '  let left = count;\n  if (left > 0) return false;\n',
    killer: { case: 'self-cleaning' },
  },
  {
    name: 'expunge forgets to re-place what follows',
    file: 'harness/thread-local/expunge.ts',
    find: 'if (home !== cursor) {',
    replace: 'if (home !== cursor && length < 0) {',
    killer: { case: 'self-cleaning' },
  },
  {
    name: 'a get that hits at home cleans',
    file: 'harness/thread-local/thread-local-map.ts',
    find: '    if (entry === undefined || entry.serial === key.threadLocalSerial) return entry;\n',
    replace:
      '    if (entry === undefined) return entry;\n    if (entry.serial === key.threadLocalSerial) {\n      scanSomeSlots(this, home, table.length);\n      return entry;\n    }\n',
    killer: { test: 'dist/test/thread-local/conformance.test.js' },
  },
  {
    name: 'a stale entry is replaced without moving the key’s own entry',
    file: 'harness/thread-local/replace-stale.ts',
    find: '    table[cursor] = staleEntry;\n    table[staleSlot] = entry;\n',
    replace: '',
    killer: { case: 'self-cleaning' },
  },
  {
    name: 'a rehash never grows the table',
    file: 'harness/thread-local/rehash.ts',
    find: '  if (map.size >= map.threshold - (map.threshold >>> 2)) grow(map);\n',
    replace: '',
    killer: { case: 'self-cleaning' },
  },
  {
    name: 'a thread that ends keeps its maps',
    file: 'harness/thread-local/thread.ts',
    find: '  exit(): void {\n    this.threadLocals = null;\n',
    replace: '  exit(): void {\n',
    killer: { case: 'thread-exit' },
  },
  {
    name: 'the GC helper collects nothing',
    file: 'harness/agent/collect-garbage.ts',
    find: '  else gc();\n',
    replace: '',
    killer: { case: 'values-outlive-keys' },
  },
  {
    name: 'the host collects its own heap instead of the worker’s',
    file: 'harness/worker/long-lived-worker.ts',
    find: "    return this.#connection.request('collectGarbage', {}, options);",
    replace:
      "    void options;\n    return import('../agent/collect-garbage.js').then(({ collectGarbage }) => collectGarbage());",
    killer: { test: 'dist/test/worker/garbage.test.js' },
  },
  {
    name: 'the canary is believed without looking',
    file: 'harness/agent/collect-garbage.ts',
    find: '  return canary.deref() === undefined;',
    replace: '  return canary instanceof WeakRef;',
    killer: { test: 'dist/test/agent/collect-garbage.test.js' },
  },
  {
    name: 'the census takes entries without a value for the stale ones',
    file: 'harness/analysis/thread-local-tables.ts',
    find: "if (type === 'weak' && name === 'target') return 'live';",
    replace: "if (type === 'property' && name === 'value') return 'live';",
    killer: { case: 'values-outlive-keys' },
  },
  {
    name: 'the witnesses’ disagreement is kept quiet',
    file: 'harness/worker/census.ts',
    find: '  if (new Set(counts).size <= 1) return [];',
    replace: '  if (counts.length >= 0) return [];',
    killer: { test: 'dist/test/worker/census.test.js' },
  },
  {
    name: 'what was observed is not compared with what was stated',
    file: 'harness/workshop-case/run-variant.ts',
    find: '    .filter((what) => stated[what] !== observed[what])\n',
    replace: '    .filter((what) => stated[what] < 0)\n',
    killer: { test: 'dist/test/workshop-case/run-case.test.js' },
  },
  {
    name: 'a set that finds its own key cleans around it',
    file: 'harness/thread-local/thread-local-map.ts',
    find: '        entry.value = value;\n        return;\n',
    replace: '        entry.value = value;\n        scanSomeSlots(this, slot, length);\n        return;\n',
    killer: { case: 'never-touched-again' },
  },
  {
    name: 'a thread-local stores a value when it is created',
    file: 'harness/thread-local/thread-local.ts',
    find: '    this.threadLocalSerial = takeSerial();\n',
    replace: '    this.threadLocalSerial = takeSerial();\n    this.store(Thread.currentThread(), null);\n',
    killer: { case: 'only-created' },
  },
  {
    name: 'set(null) removes',
    file: 'harness/thread-local/thread-local.ts',
    find: '  set(value: T): void {\n',
    replace: '  set(value: T): void {\n    if (value === null) return this.remove();\n',
    killer: { case: 'set-null-is-not-remove' },
  },
  {
    name: 'a scan that finds something looks no further for it',
    file: 'harness/thread-local/expunge.ts',
    find: '      left = length;\n',
    replace: '',
    killer: { case: 'never-touched-again' },
  },
  {
    name: 'a set of a key that is there makes a second entry',
    file: 'harness/thread-local/thread-local-map.ts',
    find: 'if (entry.serial === key.threadLocalSerial) {\n        entry.value = value;',
    replace: 'if (entry.serial === key.threadLocalSerial && length < 0) {\n        entry.value = value;',
    killer: { case: 'static-key' },
  },
  {
    name: 'all threads are the root thread',
    file: 'harness/thread-local/thread.ts',
    find: 'return storage.getStore() ?? Thread.root;',
    replace: 'return Thread.root;',
    killer: { case: 'stale-read' },
  },
  {
    name: 'value-holds-key: the value does not refer to its key',
    file: 'cases/value-holds-key/worker.ts',
    find: 'new Session(knowsKey ? key : null)',
    replace: 'new Session(null)',
    killer: { case: 'value-holds-key' },
  },
  {
    name: 'a child thread shares its parent’s map',
    file: 'harness/thread-local/thread.ts',
    find: '      this.inheritableThreadLocals = copy;\n',
    replace: '      this.inheritableThreadLocals = inheritable;\n',
    killer: { case: 'inheritable' },
  },
  {
    name: 'a child thread inherits without asking childValue',
    file: 'harness/thread-local/inherit.ts',
    find: "key['childValue'](entry.value)",
    replace: 'entry.value',
    killer: { case: 'inheritable' },
  },
  {
    name: 'reference-kinds: the weak reference is a strong one',
    file: 'cases/reference-kinds/worker.ts',
    find: 'strong.map((payload) => new WeakRef(payload))',
    replace: 'strong.map((payload) => ({ deref: () => payload }) as WeakRef<Payload>)',
    killer: { case: 'reference-kinds' },
  },
  {
    name: 'ephemeron: the WeakMap is a Map',
    file: 'cases/ephemeron/worker.ts',
    find: 'new WeakMap<Key, Session>()',
    replace: 'new Map<Key, Session>()',
    killer: { case: 'ephemeron' },
  },
  {
    name: 'the subject keeps a list of its threads',
    file: 'harness/thread-local/thread.ts',
    find: '    this.name = name;\n',
    replace: '    this.name = name;\n    Reflect.set(globalThis, Symbol(name), this);\n',
    killer: { case: 'async-context' },
  },
  {
    name: 'running out of memory is taken for a crash',
    file: 'harness/runtime/thread-endpoint.ts',
    find: "=== 'ERR_WORKER_OUT_OF_MEMORY' ? 'out-of-memory' : 'crashed'",
    replace: "=== 'ERR_WORKER_OUT_OF_MEMORY' ? 'crashed' : 'crashed'",
    killer: { case: 'out-of-memory' },
  },
  {
    name: 'out-of-memory: the cure is left out',
    file: 'cases/out-of-memory/worker.ts',
    find: '    if (remove) key.remove();\n',
    replace: '',
    killer: { case: 'out-of-memory' },
  },
];
