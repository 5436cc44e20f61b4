import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import * as main from 'heapwitness';
import * as workshop from 'heapwitness/workshop';
import { PROJECT } from '../support/project.js';

describe('the entry heapwitness', () => {
  it('exports these values', () => {
    expect(Object.keys(main).toSorted()).to.deep.equal([
      'HeapGraph',
      'HeapwitnessError',
      'LongLivedWorker',
      'SnapshotFormatError',
      'WorkerError',
      'assertNoLeaks',
      'attach',
      'captureBackends',
      'checkLeaks',
      'collectGarbage',
      'countNodes',
      'defineScenario',
      'diffHeaps',
      'formatLeakTrace',
      'formatRetainingPath',
      'formatVerdict',
      'formatWitness',
      'isHeapwitnessError',
      'readHeapGraph',
      'readKnownLeaks',
      'startWorker',
      'startWorkerProcess',
      'survivors',
      'witnessesOf',
      'workers',
    ]);
  });

  it('exports nothing of the workshop, no types either', () => {
    expect(readFileSync(join(PROJECT, 'harness', 'index.ts'), 'utf8')).to.not.match(/workshop|ThreadLocal/i);
  });
});

describe('the entry heapwitness/workshop', () => {
  it('exports these values, and none of the main entry', () => {
    const values = Object.keys(workshop).toSorted();
    expect(values).to.deep.equal([
      'census',
      'defineCase',
      'readThreadLocalTables',
      'startCountedWorker',
      'startCountedWorkerProcess',
      'takeCensus',
      'walkTables',
    ]);
    expect(values.filter((name) => name in main)).to.deep.equal([]);
  });
});
