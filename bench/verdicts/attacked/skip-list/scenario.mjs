// A skip list: each node has several ways to it.
class SkipNode {
  constructor(key, height) {
    this.key = key;
    this.next = new Array(height).fill(null);
  }
}

const HIGHEST = 16;
const BOUND = 500;

const head = new SkipNode(-1, HIGHEST);
const keys = [];

function before(key) {
  const found = [];
  let node = head;
  for (let level = HIGHEST - 1; level >= 0; level--) {
    while (node.next[level] && node.next[level].key < key) node = node.next[level];
    found[level] = node;
  }
  return found;
}

function insert(key) {
  let height = 1;
  while (height < HIGHEST && Math.random() < 0.5) height++;
  const node = new SkipNode(key, height);
  for (const [level, previous] of before(key).slice(0, height).entries()) {
    node.next[level] = previous.next[level];
    previous.next[level] = node;
  }
}

function remove(key) {
  for (const [level, previous] of before(key).entries())
    if (previous.next[level]?.key === key) previous.next[level] = previous.next[level].next[level];
}

export function iteration({ variant }) {
  const key = Math.random();
  insert(key);
  if (variant !== 'bounded') return;
  keys.push(key);
  if (keys.length > BOUND) remove(keys.shift());
}
