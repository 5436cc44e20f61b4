/** What is linked in both directions; a class of its own per kind, so that a snapshot tells them apart. */
class Linked {
  readonly job = new Job();
  next: this | null = null;
  previous: this | null = null;
}
class Job {
  readonly steps = [0.5];
}
class InQueue extends Linked {}
class InOtherQueue extends Linked {}
class InRing extends Linked {}
class InCache extends Linked {}
class BehindCursor extends Linked {}
class InTree {
  readonly children: InTree[] = [];
  readonly parent: InTree | null;

  constructor(parent: InTree | null) {
    this.parent = parent;
    parent?.children.push(this);
  }
}

class Queue<Node extends Linked> {
  head: Node | null = null;
  tail: Node | null = null;

  add(node: Node): void {
    node.previous = this.tail;
    if (this.tail === null) this.head = node;
    else this.tail.next = node;
    this.tail = node;
  }
}

class Cursor {
  readonly at: BehindCursor;

  constructor(at: BehindCursor) {
    this.at = at;
  }
}

const queue = new Queue<InQueue>();
const otherUnrelatedThing = new Queue<InOtherQueue>();
/** A circular list, whose sentinel is there from the start. */
const ring = new InRing();
ring.next = ring.previous = ring;
const cache = { byKey: new Map<string, InCache>(), order: new Queue<InCache>() };
const walk: { first: BehindCursor | null; cursor: Cursor | null } = { first: null, cursor: null };
const tree = { root: new InTree(null), latest: null as InTree | null };

const kinds: Record<string, (index: number) => void> = {
  InQueue: () => queue.add(new InQueue()),
  InOtherQueue: () => otherUnrelatedThing.add(new InOtherQueue()),
  InRing: () => {
    const node = new InRing();
    [node.previous, node.next] = [ring.previous, ring];
    if (ring.previous !== null) ring.previous.next = node;
    ring.previous = node;
  },
  InCache: (index) => {
    const node = new InCache();
    cache.byKey.set(`key ${index}`, node);
    cache.order.add(node);
  },
  BehindCursor: () => {
    const node = new BehindCursor();
    node.previous = walk.cursor?.at ?? null;
    if (node.previous === null) walk.first = node;
    else node.previous.next = node;
    walk.cursor = new Cursor(node);
  },
  InTree: () => {
    tree.latest = new InTree(tree.latest ?? tree.root);
  },
};

let planted = 0;

/** Adds so many of each kind, and reports the kinds. */
export function grow(count: number): string[] {
  for (const end = planted + count; planted < end; planted++)
    for (const plant of Object.values(kinds)) plant(planted);
  return Object.keys(kinds);
}
