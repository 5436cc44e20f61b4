import * as chai from 'chai';
import { HeapGraph } from 'heapwitness';
import heapwitness from 'heapwitness/chai';
import { readSnapshot } from '../../../harness/heap/snapshot/index.js';
import { SnapshotBuilder } from '../snapshot-builder.js';

// unfinished-chain.js collected|instancesOf|retain: an assertion that asserts nothing; prints what nobody caught.
process.once('uncaughtException', (error: NodeJS.ErrnoException) => {
  console.log(error.code, error.message);
});

const { expect } = chai.use(heapwitness);
const built = new SnapshotBuilder();
built.class('A');
const heap = HeapGraph.from(await readSnapshot(built.bytes()));

if (process.argv[2] === 'collected') expect(heap).to.have.collected(0);
if (process.argv[2] === 'instancesOf') expect(heap).to.have.collected(0).instancesOf('A');
if (process.argv[2] === 'retain') expect(heap).to.retain(0);
if (process.argv[2] === 'finished') expect(heap).to.retain(0).instancesOf('A').through('A');
