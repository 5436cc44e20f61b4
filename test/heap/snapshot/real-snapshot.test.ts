import { expect } from 'chai';

import { readHeapGraph } from '../../../harness/heap/graph/index.js';
import { isIndexed, readSnapshot, type SnapshotColumns } from '../../../harness/heap/snapshot/index.js';
import { captureWorker } from '../../support/capture.js';

interface Parsed {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: string[];
      readonly edge_fields: string[];
      readonly location_fields: string[];
    };
    readonly node_count: number;
    readonly edge_count: number;
  };
  readonly nodes: number[];
  readonly edges: number[];
  readonly locations: number[];
  readonly strings: string[];
}

describe('A snapshot that this Node writes', () => {
  it('is read as JSON.parse reads it, column by column', async () => {
    const bytes = await captureWorker(
      'globalThis.kept = [{ "线程": "é\\n\\u0001\\ud83d" }, new Map([[1, {}]]), class Kept {}];',
    );
    expectEqual(await readSnapshot(bytes), parse(bytes));
  });

  it('is read if code was compiled with a negative offset, as test runners do', async () => {
    const bytes = await captureWorker(`
      const { Script } = require('node:vm');
      const offsets = { lineOffset: -3, columnOffset: -60 };
      globalThis.kept = new Script('(function wrapped() {})', offsets).runInThisContext();`);
    const graph = await readHeapGraph(bytes);
    expectEqual(graph.columns, parse(bytes));
    const [wrapped = graph.root] = graph.find(
      (node) => graph.name(node) === 'wrapped' && graph.type(node) === 'closure',
    );
    expect(graph.location(wrapped)).to.include({ line: -3, column: -60 + '(function wrapped'.length });
  });
});

function parse(bytes: Uint8Array): Parsed {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the oracle trusts V8
  return JSON.parse(Buffer.from(bytes).toString('utf8')) as Parsed;
}

function expectEqual(columns: SnapshotColumns, parsed: Parsed): void {
  const { meta, node_count, edge_count } = parsed.snapshot;
  const node = (field: string): number[] => column(parsed.nodes, meta.node_fields, field);
  const edge = (field: string): number[] => column(parsed.edges, meta.edge_fields, field);
  const location = (field: string): number[] => column(parsed.locations, meta.location_fields, field);
  expect(columns.nodeCount).to.equal(node_count);
  expect(columns.edgeCount).to.equal(edge_count);
  expectColumn('type', columns.nodeType, node('type'));
  expectColumn('name', columns.nodeName, node('name'));
  expectColumn('id', columns.nodeId, node('id'));
  expectColumn('self_size', columns.nodeShallowBytes, node('self_size'));
  expectColumn('detachedness', columns.nodeDetachedness ?? [], node('detachedness'));
  let edges = 0;
  const firstEdges = [0, ...node('edge_count').map((count) => (edges += count))];
  expectColumn('edge_count', columns.nodeFirstEdge, firstEdges);
  expectColumn('edge type', columns.edgeType, edge('type'));
  expectColumn('name_or_index', columns.edgeNameOrIndex, edge('name_or_index'));
  expectColumn(
    'to_node',
    columns.edgeTo,
    edge('to_node').map((offset) => offset / meta.node_fields.length),
  );
  const located = location('object_index').map((offset) => offset / meta.node_fields.length);
  expectColumn('object_index', columns.locations.node, located);
  expectColumn('script_id', columns.locations.scriptId, location('script_id'));
  expectColumn('line', columns.locations.line, location('line').map(signed));
  expectColumn('column', columns.locations.column, location('column').map(signed));
  const texts = Array.from({ length: columns.strings.count }, (_, index) => columns.strings.at(index));
  expectColumn('strings', texts, parsed.strings);
  expect(columns.edgeTypes.filter(isIndexed)).to.deep.equal(['element', 'hidden']);
}

function column(rows: readonly number[], fields: readonly string[], field: string): number[] {
  const at = fields.indexOf(field);
  return rows.filter((_, index) => index % fields.length === at);
}

/** V8 wrote what is below zero as 2^32 more, before Node 24. */
function signed(value: number): number {
  return value | 0;
}

/** Names the first difference; chai would print millions of numbers. */
function expectColumn<T>(name: string, actual: ArrayLike<T>, expected: ArrayLike<T>): void {
  expect(actual.length, name).to.equal(expected.length);
  for (let index = 0; index < expected.length; index++) {
    if (actual[index] !== expected[index])
      expect(actual[index], `${name} ${index}`).to.equal(expected[index]);
  }
}
