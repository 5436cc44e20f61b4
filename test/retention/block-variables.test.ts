import { runInThisContext } from 'node:vm';
import { expect } from 'chai';
import type { HeapGraph, NodeOrdinal } from '../../harness/index.js';
import { ownHeap } from '../../harness/isolates/captures/index.js';
import { blockVariable } from '../../harness/retention/search/block-variables.js';

/** Runs code in a block of a function, as vitest runs a module; `keep` is kept, and so are the variables. */
async function inBlock(code: string): Promise<HeapGraph> {
  const kept: unknown = (runInThisContext(`() => {{ ${code} }}`) as () => unknown)();
  const heap = await ownHeap();
  expect(kept).to.be.a('function');
  return heap;
}

/** Names of the variables of blocks that refer to the only instance of a class. */
function namesOf(heap: HeapGraph, className: string): (string | undefined)[] {
  const [object] = heap.instances(className) as [NodeOrdinal];
  return heap
    .retainers(object)
    .filter(({ type, from }) => type === 'hidden' && heap.name(from) === 'system / Context')
    .map(({ from, name }) => blockVariable(heap, from, Number(name)));
}

describe('a variable of a block, which V8 does not name', () => {
  it('has the name that the scope has for its slot', async () => {
    const heap = await inBlock(
      'const first = new (class FirstA {}); const second = new (class SecondA {}); return () => [first, second];',
    );
    expect([namesOf(heap, 'FirstA'), namesOf(heap, 'SecondA')]).to.deep.equal([['first'], ['second']]);
  });

  it('has its name beside small integers if a function or a class shows by how many slots it is later', async () => {
    const heap = await inBlock(
      'let count = 1; function run() {} class Made {} const kept = new (class KeptB {}); let last = () => 1; return () => [count++, run, Made, kept, last];',
    );
    expect(namesOf(heap, 'KeptB')).to.deep.equal(['kept']);
  });

  it('has its name if a function after it shows that no small integer comes before', async () => {
    const heap = await inBlock(
      'const kept = new (class KeptD {}); const run = () => kept; let count = 1; return () => [run, count++];',
    );
    expect(namesOf(heap, 'KeptD')).to.deep.equal(['kept']);
  });

  it('has no name if small integers leave it open', async () => {
    const heap = await inBlock(
      'const kept = new (class KeptC {}); let count = 1; return () => [kept, count++];',
    );
    expect(namesOf(heap, 'KeptC')).to.deep.equal([undefined]);
  });
});
