import * as chai from 'chai';
import { AssertionError, expect } from 'chai';
import heapwitness from 'heapwitness/chai';
import { expectHeapwitnessError, rejectionOf } from '../support/errors.js';

chai.use(heapwitness);

class CollectableSession {
  readonly rows = [1.5, 2.5];
}

class OtherSession {
  readonly rows = [3.5];
}

const kept = new Map<string, object>();

function dropped(): WeakRef<object> {
  return new WeakRef(new CollectableSession());
}

function held(): WeakRef<object> {
  const session = new CollectableSession();
  kept.set('a session', session);
  return new WeakRef(session);
}

describe('expect(ref).to.be.collectable()', () => {
  /** The failure for an object that stays. It comes with a snapshot of this process: once is enough. */
  let failure: unknown;
  before(async () => {
    failure = await rejectionOf(expect(held()).to.be.collectable());
    kept.clear();
  });

  afterEach(() => kept.clear());

  it('passes if the target of the WeakRef is collected', async () => {
    await expect(dropped()).to.be.collectable();
  });

  it('fails if it is not, with what retains it', () => {
    expect(failure).to.be.instanceOf(AssertionError);
    const { message } = failure as Error;
    expect(message).to.match(
      /^expected the object to be collected, but it is still alive after \d+ full collections/,
    );
    expect(message).to.match(/CollectableSession @\d+ is retained by:/);
    expect(message).to.include('↓ kept.get("a session")').and.include('leaking: yes');
  });

  it('explains each failure by its own object if several fail at the same time', async () => {
    const other = new Map([[1, new OtherSession()]]);
    const refs = [new WeakRef(other.get(1) ?? other), held()];
    const failures = await Promise.all(refs.map((ref) => rejectionOf(expect(ref).to.be.collectable())));
    const named = failures.map((one) => /(\w+) @\d+ is retained by/.exec((one as Error).message)?.[1]);
    expect(named).to.deep.equal(['OtherSession', 'CollectableSession']);
    expect(other.size).to.equal(1);
  });

  it('does not report its own deref(), which retains the target until the end of the job', () => {
    const { message } = failure as Error;
    expect(message).not.to.include('weak_refs_keep_during_job');
  });

  it('passes, if negated, if the target stays, and fails if it is collected', async () => {
    await expect(held()).to.not.be.collectable();
    const { message } = (await rejectionOf(expect(dropped()).to.not.be.collectable())) as Error;
    expect(message).to.match(/^expected the object to stay alive, but full collection \d+ collected it$/);
  });

  it('has an `actual` of plain data', () => {
    expect((failure as { actual?: unknown }).actual).to.deep.equal({ collected: false });
  });

  it('rejects anything but a WeakRef with ERR_USAGE, because a strong reference retains the object', async () => {
    for (const subject of [{}, null, undefined, 1, 'text']) {
      const error = await rejectionOf(expect(subject).to.be.collectable());
      expectHeapwitnessError(error, 'ERR_USAGE');
      expect((error as Error).message).to.include('write expect(new WeakRef(object))');
    }
  });
});
