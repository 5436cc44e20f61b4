import { expect } from 'chai';

import type { NodeOrdinal } from '../../harness/core/units.js';
import type { Witness } from '../../harness/retention/index.js';
import { countRetainedAlong } from '../../harness/retention/grouping/count-retained.js';
import { PathShapes } from '../../harness/retention/grouping/path-shape.js';
import { edgeLevels } from '../../harness/retention/search/edge-levels.js';
import { edgeOrder } from '../../harness/retention/search/edge-order.js';
import { HeapFacts } from '../../harness/retention/search/heap-facts.js';
import { WitnessHeap } from '../../harness/retention/search/witness-heap.js';
import { SourceMaps } from '../../harness/retention/trace/source-maps.js';
import { UserHeap } from '../support/user-heap.js';

const LINKS = 571;

/** Adds a chain whose links are connected by a wrapper, and returns its links. */
function wrapped(heap: UserHeap, nameOf: (at: number) => string): NodeOrdinal[] {
  let at = heap.own('Link');
  heap.property(heap.global, 'first', at);
  const links = [at];
  for (let more = 1; more <= LINKS; more++) {
    const [between, next] = [heap.own('Wrapper'), heap.own('Link')];
    heap.property(at, nameOf(more), between).property(between, 'value', next);
    at = next;
    links.push(at);
  }
  return links;
}

const references = (trace: Witness['trace'] | undefined): string[] =>
  trace?.nodes.map(({ reference: { text, repeats } }) => (repeats > 1 ? `${text} × ${repeats}` : text)) ?? [];

describe('A long path', () => {
  it('is printed with several references that repeat as one', async () => {
    const heap = new UserHeap();
    const [leaf, last = heap.global] = [heap.own('Leaf'), ...wrapped(heap, () => 'next').slice(-1)];
    heap.property(last, 'leaf', leaf);
    const [witness] = await heap.witnesses([leaf]);
    expect(references(witness?.trace)).to.deep.equal([
      'global.first',
      `global.first.next.value × ${LINKS}`,
      'global.first.next.value.leaf',
    ]);
    expect(witness?.trace.nodes.map(({ className }) => className)).to.deep.equal(['Link', 'Link', 'Leaf']);
    expect(witness?.trace.nodes[witness.trace.cut]?.className).to.equal('Leaf');
  });

  it('never folds the reference to cut', async () => {
    const heap = new UserHeap();
    const links = wrapped(heap, () => 'next');
    const old = new Set(links.slice(0, 300));
    const isOld = (node: NodeOrdinal): boolean => old.has(node);
    const [witness] = await heap.witnesses(links.slice(300), { isOld });
    expect(witness?.trace.nodes[witness.trace.cut]?.reference).to.include({
      text: 'global.first.next.value.next.value',
      repeats: 1,
    });
    expect(references(witness?.trace)[1]).to.equal('global.first.next.value × 299');
  });

  it('that does not repeat is printed without its middle', async () => {
    const heap = new UserHeap();
    const links = wrapped(heap, (at) => `next${at}`);
    const [witness] = await heap.witnesses(links.slice(-1));
    const texts = references(witness?.trace);
    expect(texts).to.have.lengthOf.below(60);
    const leftOut = texts.flatMap((text) => /\((\d+) references left out\)$/.exec(text)?.[1] ?? []);
    expect(leftOut).to.have.lengthOf(1);
    // Besides the reference that says so.
    expect(texts.length - 1 + Number(leftOut[0])).to.equal(1 + 2 * LINKS);
    expect(texts.at(-1)).to.match(/\.value$/);
    expect(witness?.trace.cut).to.equal(texts.length - 1);
  });

  it('costs no more than one visit of what it retains', async () => {
    const heap = new UserHeap();
    const links = wrapped(heap, () => 'next');
    const graph = await heap.graph();
    let visited = 0;
    const counts = countRetainedAlong(
      {
        dominated: (node) => {
          visited++;
          return graph.dominated(node);
        },
      },
      links,
    );
    expect([counts[0], counts.at(-2), counts.at(-1)]).to.deep.equal([2 * LINKS + 1, 3, 1]);
    expect(visited).to.equal(2 * LINKS + 1);
  });

  it('has the shape of a longer one if both differ only in how often several references repeat', async () => {
    const heap = new UserHeap();
    const links = wrapped(heap, () => 'next');
    const leaves = links.map((link) => {
      const leaf = heap.own('Leaf');
      heap.property(link, 'leaf', leaf);
      return leaf;
    });
    const graph = await heap.graph();
    const facts = new HeapFacts(graph);
    const prepared = new WitnessHeap(facts, edgeLevels(facts), edgeOrder(facts), {
      isOld: () => false,
      isSuspect: () => false,
      inspectors: [],
      maps: new SourceMaps(false),
    });
    const shapes = new PathShapes(graph.columns, prepared.paths);
    const numbers = leaves.map((leaf) => shapes.of(leaf));
    expect(new Set(numbers.slice(0, 3)).size).to.equal(3);
    expect(new Set(numbers.slice(2))).to.deep.equal(new Set(numbers.slice(2, 3)));
  });
});
