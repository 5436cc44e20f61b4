import { closeSync, openSync, writeSync } from 'node:fs';

const NODE_TYPES = [
  'hidden',
  'array',
  'string',
  'object',
  'code',
  'closure',
  'regexp',
  'number',
  'native',
  'synthetic',
] as const;
const EDGE_TYPES = ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'] as const;
const NODE_FIELDS = ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'];
const EDGE_FIELDS = ['type', 'name_or_index', 'to_node'];

/** Number of a node's type in the files written here. */
export function nodeType(name: (typeof NODE_TYPES)[number]): number {
  return NODE_TYPES.indexOf(name);
}

/** Number of an edge's type in the files written here. */
export function edgeType(name: (typeof EDGE_TYPES)[number]): number {
  return EDGE_TYPES.indexOf(name);
}

/** A heap that is written without ever being in memory: asked node by node, in order, twice. */
export interface WrittenHeap {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly stringCount: number;
  /** Calls `out.node` once. */
  readonly writeNode: (out: SnapshotWriter, node: number) => void;
  /** Calls `out.edge` as often as the node has edges. */
  readonly writeEdges: (out: SnapshotWriter, node: number) => void;
  /** The text of a string, as it is in the heap. */
  readonly stringAt: (index: number) => string;
}

/** V8 writes them, so some readers wait for them. */
const EMPTY_SECTIONS = ['trace_function_infos', 'trace_tree', 'samples', 'locations'];

const BUFFER_BYTES = 1 << 22;
/** More than any one piece that is written at a time takes. */
const ROOM = 1 << 16;
const [COMMA, LINE, ZERO] = [0x2c, 0x0a, 0x30];

/** Writes a heap as V8 does, in pieces: the file may be larger than memory. */
export class SnapshotWriter {
  readonly #file: number;
  readonly #buffer = Buffer.allocUnsafe(BUFFER_BYTES);
  #length = 0;
  #isFirst = true;

  private constructor(file: number) {
    this.#file = file;
  }

  /** Writes `heap` to a new file. */
  static write(file: string, heap: WrittenHeap): void {
    const descriptor = openSync(file, 'w', 0o600);
    try {
      new SnapshotWriter(descriptor).#all(heap);
    } finally {
      closeSync(descriptor);
    }
  }

  /** @param type see {@link nodeType} */
  node(type: number, name: number, id: number, shallowBytes: number, edges: number): void {
    this.#beginRow(type);
    this.#next(name);
    this.#next(id);
    this.#next(shallowBytes);
    this.#next(edges);
    this.#next(0);
    this.#next(0);
    this.#endRow();
  }

  /** @param to the target's ordinal */
  edge(type: number, nameOrIndex: number, to: number): void {
    this.#beginRow(type);
    this.#next(nameOrIndex);
    this.#next(to * NODE_FIELDS.length);
    this.#endRow();
  }

  #all(heap: WrittenHeap): void {
    this.#text(`{"snapshot":${JSON.stringify(headerOf(heap))},\n"nodes":[`);
    for (let node = 0; node < heap.nodeCount; node++) heap.writeNode(this, node);
    this.#section('edges');
    for (let node = 0; node < heap.nodeCount; node++) heap.writeEdges(this, node);
    for (const name of EMPTY_SECTIONS) this.#section(name);
    this.#section('strings');
    for (let index = 0; index < heap.stringCount; index++) {
      this.#text(`${index === 0 ? '' : ',\n'}${JSON.stringify(heap.stringAt(index))}`);
    }
    this.#text(']}\n');
    this.#flush();
  }

  #section(name: string): void {
    this.#text(`],\n"${name}":[`);
    this.#isFirst = true;
  }

  #beginRow(first: number): void {
    if (this.#length > BUFFER_BYTES - ROOM) this.#flush();
    if (this.#isFirst) this.#isFirst = false;
    else this.#buffer[this.#length++] = COMMA;
    this.#number(first);
  }

  #next(number: number): void {
    this.#buffer[this.#length++] = COMMA;
    this.#number(number);
  }

  #endRow(): void {
    this.#buffer[this.#length++] = LINE;
  }

  /** Digits from the last to the first, into the place that they will take. */
  #number(number: number): void {
    const buffer = this.#buffer;
    if (number < 10) {
      buffer[this.#length++] = ZERO + number;
      return;
    }
    let end = this.#length + 1;
    for (let limit = 10; limit <= number; limit *= 10) end++;
    this.#length = end;
    for (let rest = number; rest > 0; rest = Math.floor(rest / 10)) buffer[--end] = ZERO + (rest % 10);
  }

  #text(text: string): void {
    if (this.#length > BUFFER_BYTES - 3 * text.length - ROOM) this.#flush();
    this.#length += this.#buffer.write(text, this.#length);
  }

  #flush(): void {
    for (let written = 0; written < this.#length;) {
      written += writeSync(this.#file, this.#buffer, written, this.#length - written);
    }
    this.#length = 0;
  }
}

function headerOf({ nodeCount, edgeCount }: WrittenHeap): Record<string, unknown> {
  const typed = (types: readonly string[], fields: readonly string[]): unknown[] =>
    fields.map((field) => (field === 'type' ? types : 'number'));
  return {
    meta: {
      node_fields: NODE_FIELDS,
      node_types: typed(NODE_TYPES, NODE_FIELDS),
      edge_fields: EDGE_FIELDS,
      edge_types: typed(EDGE_TYPES, EDGE_FIELDS),
      trace_function_info_fields: ['function_id', 'name', 'script_name', 'script_id', 'line', 'column'],
      trace_node_fields: ['id', 'function_info_index', 'count', 'size', 'children'],
      sample_fields: ['timestamp_us', 'last_assigned_id'],
      location_fields: ['object_index', 'script_id', 'line', 'column'],
    },
    node_count: nodeCount,
    edge_count: edgeCount,
    trace_function_count: 0,
  };
}
