import { expect } from 'chai';
import fc from 'fast-check';

import { readSnapshot, type SnapshotColumns } from '../../../harness/heap/snapshot/index.js';
import { cut, cuts, placesIn, singleBytes } from '../../support/chunks.js';
import { READING_PATHS } from '../../support/reading-paths.js';
import { randomHeap } from '../../support/random-heap.js';
import { DIALECTS, SnapshotBuilder } from '../../support/snapshot-builder.js';

describe('readSnapshot()', () => {
  for (const [path, read] of Object.entries(READING_PATHS)) {
    for (const [name, dialect] of Object.entries(DIALECTS)) {
      it(`returns what was written in ${name}, wherever the chunks are cut, ${path}`, async () => {
        const property = fc.asyncProperty(randomHeap(dialect), cuts(), async (heap, fractions) => {
          const bytes = heap.bytes();
          expectSame(await read(cut(bytes, placesIn(bytes.length, fractions))), heap);
        });
        await fc.assert(property, { numRuns: 60 });
      });

      it(`reads ${name} one byte at a time, ${path}`, async () => {
        const property = fc.asyncProperty(randomHeap(dialect), async (heap) => {
          expectSame(await read(singleBytes(heap.bytes())), heap);
        });
        await fc.assert(property, { numRuns: 10 });
      });
    }

    it(`returns negative lines and columns, written with a minus or as 2^32 more, ${path}`, async () => {
      const dialects = fc.constantFrom(...Object.values(DIALECTS));
      const signed = fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 });
      const coordinate = fc.oneof(fc.nat({ max: 99 }), fc.integer({ min: -99, max: -1 }), signed);
      const place = fc.record({ line: coordinate, column: coordinate, asV8Before24: fc.boolean() });
      const places = fc.array(place, { minLength: 1, maxLength: 40, size: 'max' });
      const property = fc.asyncProperty(dialects, places, cuts(), async (dialect, rows, fractions) => {
        const heap = new SnapshotBuilder(dialect);
        for (const { line, column, asV8Before24 } of rows) {
          const written = (value: number): number => (asV8Before24 ? value >>> 0 : value);
          heap.locate(heap.object('A'), 4_294_967_295, written(line), written(column));
        }
        const bytes = heap.bytes();
        for (const pieces of [[bytes], cut(bytes, placesIn(bytes.length, fractions))]) {
          const { scriptId, line, column } = (await read(pieces)).locations;
          expect([...line]).to.deep.equal(rows.map((row) => row.line));
          expect([...column]).to.deep.equal(rows.map((row) => row.column));
          expect(new Set(scriptId)).to.deep.equal(new Set([4_294_967_295]));
        }
      });
      await fc.assert(property, { numRuns: 60 });
    });

    it(`reads rows that are not on lines of their own, ${path}`, async () => {
      const property = fc.asyncProperty(randomHeap(), fc.constantFrom('', ' ', '\n\n'), async (heap, gap) => {
        const text = heap.text().replaceAll(/\n(?=[,\]])/g, gap);
        expectSame(await read([Buffer.from(text)]), heap);
      });
      await fc.assert(property, { numRuns: 60 });
    });

    it(`reads sizes above 4 GiB and ids up to 32 bits among thousands of others, ${path}`, async () => {
      const heap = new SnapshotBuilder();
      for (let i = 0; i < 3000; i++) heap.property(heap.root, `p${i}`, heap.object(`Class ${i}`));
      heap.node('native', 'huge', { shallowBytes: 9_007_199_254_740_991, id: 4_294_967_295 });
      for (let i = 0; i < 3000; i++) heap.edge(heap.object('A'), 'element', 4_294_967_295 - i, heap.root);
      expectSame(await read([heap.bytes()]), heap);
    });
  }

  it('reads sections in any order, even with the header last', async () => {
    const sections = ['snapshot', 'nodes', 'edges', 'locations', 'strings'];
    const order = fc.shuffledSubarray(sections, { minLength: sections.length });
    const property = fc.asyncProperty(randomHeap(), order, cuts(), async (heap, keys, fractions) => {
      const bytes = heap.bytes({ order: keys });
      expectSame(await readSnapshot(cut(bytes, placesIn(bytes.length, fractions))), heap);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('skips unknown sections, whatever JSON they contain', async () => {
    const property = fc.asyncProperty(fc.jsonValue(), cuts(), async (value, fractions) => {
      const heap = new SnapshotBuilder();
      const bytes = heap.bytes({ extra: { trace_tree: value, samples: [value], '"}': { value } } });
      expectSame(await readSnapshot(cut(bytes, placesIn(bytes.length, fractions))), heap);
    });
    await fc.assert(property);
  });

  it('reads a snapshot without locations', async () => {
    const heap = new SnapshotBuilder();
    const columns = await readSnapshot(heap.bytes({ order: ['snapshot', 'nodes', 'edges', 'strings'] }));
    expect(columns.locations.count).to.equal(0);
  });

  it('returns locations by node', async () => {
    const heap = new SnapshotBuilder();
    const first = heap.node('closure', 'first');
    const second = heap.node('closure', 'second');
    heap.locate(second, 31, 4, 15).locate(first, 31, 2, 0);
    const { count, node, scriptId, line, column } = (await readSnapshot(heap.bytes())).locations;
    expect(count).to.equal(2);
    expect([...node]).to.deep.equal([second, first]);
    expect([...scriptId]).to.deep.equal([31, 31]);
    expect([...line]).to.deep.equal([4, 2]);
    expect([...column]).to.deep.equal([15, 0]);
  });

  it('reads sizes above 4 GiB and ids up to 32 bits', async () => {
    const heap = new SnapshotBuilder();
    heap.node('native', 'huge', { shallowBytes: 9_007_199_254_740_991, id: 4_294_967_295 });
    for (const source of [heap.bytes(), singleBytes(heap.bytes())]) {
      const { nodeShallowBytes, nodeId } = await readSnapshot(source);
      expect(nodeShallowBytes[1]).to.equal(9_007_199_254_740_991);
      expect(nodeId[1]).to.equal(4_294_967_295);
    }
  });

  it('reads white space wherever JSON allows it', async () => {
    const heap = new SnapshotBuilder();
    heap.property(heap.root, 'a', heap.object('A'));
    const spaced = JSON.stringify(JSON.parse(heap.text()), null, '\t').replaceAll('\n', ' \r\n');
    expectSame(await readSnapshot(singleBytes(Buffer.from(spaced))), heap);
  });
});

function expectSame(columns: SnapshotColumns, heap: SnapshotBuilder): void {
  const { strings, nodeTypes, edgeTypes, nodeFirstEdge } = columns;
  expect(columns.nodeCount).to.equal(heap.nodes.length);
  expect(columns.edgeCount).to.equal(heap.edges.length);
  const nodes = heap.nodes.map((_, node) => ({
    type: nodeTypes[columns.nodeType[node] ?? -1],
    name: strings.at(columns.nodeName[node] ?? -1),
    id: columns.nodeId[node],
    shallowBytes: columns.nodeShallowBytes[node],
    detachedness: columns.nodeDetachedness?.[node] ?? 0,
  }));
  expect(nodes).to.deep.equal(heap.nodes);
  const edges = [...columns.edgeTo].map((to, edge) => {
    const type = edgeTypes[columns.edgeType[edge] ?? -1];
    const name = columns.edgeNameOrIndex[edge] ?? -1;
    const from = nodeFirstEdge.findLastIndex((first) => first <= edge);
    return { from, type, name: type === 'element' || type === 'hidden' ? name : strings.at(name), to };
  });
  expect(edges).to.deep.equal(heap.edgesInOrder());
}
