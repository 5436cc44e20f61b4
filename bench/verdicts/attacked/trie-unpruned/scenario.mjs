class TrieNode {
  children = new Map();
  value = undefined;
}
const root = new TrieNode();
function put(key, v) {
  let n = root;
  for (const c of key) {
    let x = n.children.get(c);
    if (!x) n.children.set(c, (x = new TrieNode()));
    n = x;
  }
  n.value = v;
}
function del(key) {
  let n = root;
  for (const c of key) {
    n = n.children.get(c);
    if (!n) return;
  }
  n.value = undefined;
}
export function iteration({ index }) {
  const k = 'job:' + index;
  put(k, { index });
  del(k);
}
