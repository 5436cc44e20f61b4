// A balanced tree that turns: new nodes come above older ones, and newer ones below these again.
class TreapNode {
  left = null;
  right = null;

  constructor(key) {
    this.key = key;
    this.priority = Math.random();
    this.payload = { key };
  }
}

const BOUND = 500;

let root = null;
const keys = [];

function turnRight(node) {
  const { left } = node;
  node.left = left.right;
  left.right = node;
  return left;
}

function turnLeft(node) {
  const { right } = node;
  node.right = right.left;
  right.left = node;
  return right;
}

function insert(node, key) {
  if (node === null) return new TreapNode(key);
  if (key < node.key) {
    node.left = insert(node.left, key);
    return node.left.priority > node.priority ? turnRight(node) : node;
  }
  node.right = insert(node.right, key);
  return node.right.priority > node.priority ? turnLeft(node) : node;
}

function remove(node, key) {
  if (node === null) return null;
  if (key < node.key) node.left = remove(node.left, key);
  else if (key > node.key) node.right = remove(node.right, key);
  else if (node.left === null) return node.right;
  else if (node.right === null) return node.left;
  else {
    const top = node.left.priority > node.right.priority ? turnRight(node) : turnLeft(node);
    if (top.left === node) top.left = remove(node, key);
    else top.right = remove(node, key);
    return top;
  }
  return node;
}

export function iteration({ variant }) {
  const key = Math.random();
  root = insert(root, key);
  if (variant !== 'bounded') return;
  keys.push(key);
  if (keys.length > BOUND) root = remove(root, keys.shift());
}
