import { edgeType, nodeType, type SnapshotWriter, type WrittenHeap } from './snapshot-writer.js';

/** A heap that makes other tools fail, and what a right table of its classes says. */
export interface Shape {
  readonly name: string;
  readonly heap: WrittenHeap;
  /** Instances by class name. */
  readonly expected: Readonly<Record<string, number>>;
}

const [OBJECT, STRING, SYNTHETIC] = [nodeType('object'), nodeType('string'), nodeType('synthetic')];
const [ELEMENT, PROPERTY] = [edgeType('element'), edgeType('property')];
const SIZE = 40;

/** All shapes but the huge one; `scale` 1 makes them as large as it takes for others to fail. */
export function shapes(scale: number): Shape[] {
  return [
    longStrings(Math.ceil(600_000 * scale)),
    deepList(Math.ceil(2_000_000 * scale)),
    foreignText(Math.ceil(100_000 * scale)),
    unreachable(Math.ceil(2_000_000 * scale)),
  ];
}

/** A strings section of over 512 MB, the longest text that V8 can hold. */
function longStrings(count: number): Shape {
  const text = 'x'.repeat(980);
  const heap: WrittenHeap = {
    nodeCount: count + 1,
    edgeCount: count,
    stringCount: count + 1,
    writeNode: (out, node) => {
      if (node === 0) out.node(SYNTHETIC, 0, 1, 0, count);
      else out.node(STRING, node, 2 * node + 1, 1000, 0);
    },
    writeEdges: star(count),
    stringAt: (index) => (index === 0 ? '' : `${index} ${text}`),
  };
  return { name: 'strings', heap, expected: { '(string)': count } };
}

/** A linked list of two million nodes: an algorithm that is quadratic in the depth never ends. */
function deepList(count: number): Shape {
  const names = ['', 'Link', 'next'];
  const heap: WrittenHeap = {
    nodeCount: count + 1,
    edgeCount: count,
    stringCount: names.length,
    writeNode: (out, node) => {
      if (node === 0) out.node(SYNTHETIC, 0, 1, 0, 1);
      else out.node(OBJECT, 1, 2 * node + 1, SIZE, node === count ? 0 : 1);
    },
    writeEdges: (out, node) => {
      if (node < count) out.edge(PROPERTY, 2, node + 1);
    },
    stringAt: (index) => names[index] ?? '',
  };
  return { name: 'deep list', heap, expected: { Link: count } };
}

/** Class names of characters of two, three and four bytes, at every place that a piece of a file may end at. */
function foreignText(count: number): Shape {
  const CLASSES = 1000;
  const nameOf = (index: number): string => `Größe${index}東京🎉${'é'.repeat(index % 7)}`;
  const filler = '🎉東é'.repeat(40);
  const expected: Record<string, number> = {};
  for (let node = 1; node <= count; node++) {
    const name = nameOf(node % CLASSES);
    expected[name] = (expected[name] ?? 0) + 1;
  }
  const heap: WrittenHeap = {
    nodeCount: count + 1,
    edgeCount: count,
    stringCount: 1 + CLASSES + count,
    writeNode: (out, node) => {
      if (node === 0) out.node(SYNTHETIC, 0, 1, 0, count);
      else out.node(OBJECT, 1 + (node % CLASSES), 2 * node + 1, SIZE, 0);
    },
    writeEdges: star(count),
    stringAt: (index) => {
      if (index === 0) return '';
      return index <= CLASSES ? nameOf(index - 1) : `${filler}${'é'.repeat(index % 5)}`;
    },
  };
  return { name: 'characters of many bytes', heap, expected };
}

/** Every second node is reached by nothing but its like. */
function unreachable(count: number): Shape {
  const names = ['', 'Reached', 'Lost', 'other'];
  const half = Math.floor(count / 2);
  const heap: WrittenHeap = {
    nodeCount: 1 + 2 * half,
    edgeCount: 2 * half,
    stringCount: names.length,
    writeNode: (out, node) => {
      if (node === 0) out.node(SYNTHETIC, 0, 1, 0, half);
      else out.node(OBJECT, node % 2 === 1 ? 1 : 2, 2 * node + 1, SIZE, node % 2 === 1 ? 0 : 1);
    },
    writeEdges: (out, node) => {
      if (node === 0) for (let to = 0; to < half; to++) out.edge(ELEMENT, to, 1 + 2 * to);
      else if (node % 2 === 0) out.edge(PROPERTY, 3, node === 2 * half ? 2 : node + 2);
    },
    stringAt: (index) => names[index] ?? '',
  };
  return { name: 'unreachable nodes', heap, expected: { Reached: half, Lost: half } };
}

/** A file of so many bytes, about: a tree of three-way nodes, each with three links back besides. */
export function huge(bytes: number): Shape {
  const BYTES_PER_NODE = 80;
  const LINKS = [1, 2, 7];
  const count = Math.ceil(bytes / BYTES_PER_NODE);
  const names = ['', 'Branch', 'back'];
  const childrenOf = (node: number): number => Math.max(0, Math.min(3, count - 1 - 3 * node));
  const edgesOf = (node: number): number => childrenOf(node) + (node === 0 ? 0 : LINKS.length);
  const heap: WrittenHeap = {
    nodeCount: count,
    // Each node but the root is a child once.
    edgeCount: (count - 1) * (1 + LINKS.length),
    stringCount: names.length,
    writeNode: (out, node) => {
      if (node === 0) out.node(SYNTHETIC, 0, 1, 0, edgesOf(node));
      else out.node(OBJECT, 1, 2 * node + 1, SIZE, edgesOf(node));
    },
    writeEdges: (out, node) => {
      for (let child = 0; child < childrenOf(node); child++) out.edge(ELEMENT, child, 3 * node + 1 + child);
      if (node > 0) for (const divisor of LINKS) out.edge(PROPERTY, 2, Math.floor((node - 1) / divisor));
    },
    stringAt: (index) => names[index] ?? '',
  };
  return { name: `over ${Math.floor(bytes / 1e9)} GB`, heap, expected: { Branch: count - 1 } };
}

function star(count: number): (out: SnapshotWriter, node: number) => void {
  return (out, node) => {
    if (node === 0) for (let to = 1; to <= count; to++) out.edge(ELEMENT, to, to);
  };
}
