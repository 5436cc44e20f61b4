import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

// `import` would get the build for browsers.
const { decode_bytes: decode } = createRequire(import.meta.url)('@vscode/v8-heap-parser');
const graph = decode(readFileSync(process.argv[2]));
const classes = graph.get_class_groups(0, 2 ** 32 - 1, false).map((group) => ({
  name: group.name(),
  count: group.children_len,
  shallowBytes: Number(group.self_size),
  retainedBytes: Number(group.retained_size),
}));
console.log(JSON.stringify({ classes }));
