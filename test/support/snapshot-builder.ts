import { nodeOrdinal, type NodeOrdinal } from '../../harness/core/units.js';

/** How one version of V8 lays out its snapshots. */
export interface Dialect {
  readonly nodeFields: readonly string[];
  readonly nodeTypes: readonly string[];
  readonly edgeFields: readonly string[];
  readonly edgeTypes: readonly string[];
  readonly locationFields: readonly string[];
}

/** As Node 20 and 22 write it: seven fields per node. */
export const NODE_20: Dialect = {
  nodeFields: ['type', 'name', 'id', 'self_size', 'edge_count', 'trace_node_id', 'detachedness'],
  nodeTypes: [
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
    'concatenated string',
    'sliced string',
    'symbol',
    'bigint',
    'object shape',
  ],
  edgeFields: ['type', 'name_or_index', 'to_node'],
  edgeTypes: ['context', 'element', 'property', 'internal', 'hidden', 'shortcut', 'weak'],
  locationFields: ['object_index', 'script_id', 'line', 'column'],
};

/** As Node 24 and 26 write it: without `trace_node_id`. */
export const NODE_24: Dialect = {
  ...NODE_20,
  nodeFields: ['type', 'name', 'id', 'self_size', 'edge_count', 'detachedness'],
};

/** As no V8 writes it: everything in another place, with fields and types that nobody knows. */
export const SHUFFLED: Dialect = {
  nodeFields: ['edge_count', 'new_field', 'self_size', 'name', 'type', 'id'],
  nodeTypes: ['new type', ...NODE_20.nodeTypes.toReversed()],
  edgeFields: ['to_node', 'type', 'weight', 'name_or_index'],
  edgeTypes: ['new edge', ...NODE_20.edgeTypes.toReversed()],
  locationFields: ['column', 'object_index', 'line', 'script_id'],
};

/** Every dialect with its name, for tests that hold for all. */
export const DIALECTS: Readonly<Record<string, Dialect>> = { NODE_20, NODE_24, SHUFFLED };

/** A node as given to the builder. */
export interface BuiltNode {
  readonly type: string;
  readonly name: string;
  readonly id: number;
  readonly shallowBytes: number;
  readonly detachedness: number;
}

/** An edge as given to the builder. */
export interface BuiltEdge {
  readonly from: NodeOrdinal;
  readonly type: string;
  readonly name: string | number;
  readonly to: NodeOrdinal;
}

/** A class as the heap shows it. */
export interface BuiltClass {
  readonly closure: NodeOrdinal;
  readonly prototype: NodeOrdinal;
}

/** How to write the text. */
export interface WriteOptions {
  /** Sections in this order; unnamed ones are left out. */
  readonly order?: readonly string[];
  /** More top-level sections, by key. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

const USUAL_ORDER = ['snapshot', 'nodes', 'edges', 'locations', 'strings'];

/** Builds a small heap and writes it as V8 would. The root is there from the start, at ordinal 0. */
export class SnapshotBuilder {
  readonly nodes: BuiltNode[] = [];
  readonly edges: BuiltEdge[] = [];
  readonly locations: { node: NodeOrdinal; scriptId: number; line: number; column: number }[] = [];
  readonly dialect: Dialect;
  readonly root: NodeOrdinal;
  readonly #strings = new Map<string, number>([['<dummy>', 0]]);

  constructor(dialect: Dialect = NODE_20) {
    this.dialect = dialect;
    this.root = this.node('synthetic', '', { shallowBytes: 0 });
  }

  node(type: string, name: string, options: Partial<Omit<BuiltNode, 'type' | 'name'>> = {}): NodeOrdinal {
    const { id = 2 * this.nodes.length + 1, shallowBytes = 16, detachedness = 0 } = options;
    return nodeOrdinal(this.nodes.push({ type, name, id, shallowBytes, detachedness }) - 1);
  }

  object(name: string, shallowBytes?: number): NodeOrdinal {
    return this.node('object', name, shallowBytes === undefined ? {} : { shallowBytes });
  }

  edge(from: NodeOrdinal, type: string, name: string | number, to: NodeOrdinal): this {
    this.edges.push({ from, type, name, to });
    return this;
  }

  property(from: NodeOrdinal, name: string, to: NodeOrdinal): this {
    return this.edge(from, 'property', name, to);
  }

  /** A class with its prototype object, which carries the parent's name, held by the root. */
  class(
    name: string,
    parent?: BuiltClass & { readonly name: string },
  ): BuiltClass & { readonly name: string } {
    const closure = this.node('closure', name);
    const prototype = this.object(parent?.name ?? 'Object');
    this.property(this.root, name, closure);
    this.property(closure, 'prototype', prototype);
    this.property(prototype, 'constructor', closure);
    if (parent) this.property(prototype, '__proto__', parent.prototype);
    return { name, closure, prototype };
  }

  instance(of: BuiltClass & { readonly name: string }): NodeOrdinal {
    const instance = this.object(of.name);
    this.property(instance, '__proto__', of.prototype);
    return instance;
  }

  locate(node: NodeOrdinal, scriptId: number, line: number, column: number): this {
    this.locations.push({ node, scriptId, line, column });
    return this;
  }

  /** The file's text; the sections each on lines of their own, as V8 breaks them. */
  text({ order = USUAL_ORDER, extra = {} }: WriteOptions = {}): string {
    const sections = new Map<string, string>([
      ['nodes', rows(this.#nodeRows())],
      ['edges', rows(this.#edgeRows())],
      ['locations', rows(this.#locationRows())],
      ...Object.entries(extra).map(([key, value]): [string, string] => [key, JSON.stringify(value)]),
    ]);
    sections.set('snapshot', JSON.stringify(this.header()));
    sections.set('strings', `[${[...this.#strings.keys()].map((text) => JSON.stringify(text)).join(',\n')}]`);
    const keys = [...order, ...Object.keys(extra)];
    return `{${keys.map((key) => `${JSON.stringify(key)}:${sections.get(key)}`).join(',\n')}}\n`;
  }

  bytes(options?: WriteOptions): Uint8Array {
    return Buffer.from(this.text(options));
  }

  header(): Record<string, unknown> {
    const { nodeFields, nodeTypes, edgeFields, edgeTypes, locationFields } = this.dialect;
    const column = (field: string): unknown =>
      field === 'type' ? (fields === nodeFields ? nodeTypes : edgeTypes) : 'number';
    let fields = nodeFields;
    const nodeColumns = nodeFields.map(column);
    fields = edgeFields;
    return {
      meta: {
        node_fields: nodeFields,
        node_types: nodeColumns,
        edge_fields: edgeFields,
        edge_types: edgeFields.map(column),
        location_fields: locationFields,
      },
      node_count: this.nodes.length,
      edge_count: this.edges.length,
      trace_function_count: 0,
    };
  }

  /** The edges as they are written: grouped by the node they start at. */
  edgesInOrder(): BuiltEdge[] {
    return this.edges.toSorted((a, b) => a.from - b.from);
  }

  #nodeRows(): number[][] {
    const edgeCounts = new Map<number, number>();
    for (const { from } of this.edges) edgeCounts.set(from, (edgeCounts.get(from) ?? 0) + 1);
    return this.nodes.map((node, ordinal) =>
      this.#row(this.dialect.nodeFields, {
        type: this.dialect.nodeTypes.indexOf(node.type),
        name: this.#string(node.name),
        id: node.id,
        self_size: node.shallowBytes,
        edge_count: edgeCounts.get(ordinal) ?? 0,
        detachedness: node.detachedness,
      }),
    );
  }

  #edgeRows(): number[][] {
    return this.edgesInOrder().map(({ type, name, to }) =>
      this.#row(this.dialect.edgeFields, {
        type: this.dialect.edgeTypes.indexOf(type),
        name_or_index: typeof name === 'number' ? name : this.#string(name),
        to_node: to * this.dialect.nodeFields.length,
      }),
    );
  }

  #locationRows(): number[][] {
    return this.locations.map(({ node, scriptId, line, column }) =>
      this.#row(this.dialect.locationFields, {
        object_index: node * this.dialect.nodeFields.length,
        script_id: scriptId,
        line,
        column,
      }),
    );
  }

  /** Fields that the dialect has and we do not get a value that would be wrong anywhere else. */
  #row(fields: readonly string[], values: Readonly<Record<string, number>>): number[] {
    return fields.map((field) => values[field] ?? (field === 'trace_node_id' ? 0 : 987_654));
  }

  #string(text: string): number {
    const known = this.#strings.get(text);
    if (known !== undefined) return known;
    this.#strings.set(text, this.#strings.size);
    return this.#strings.size - 1;
  }
}

function rows(values: readonly (readonly number[])[]): string {
  return `[${values.map((row) => `${row.join(',')}\n`).join(',')}]`;
}
