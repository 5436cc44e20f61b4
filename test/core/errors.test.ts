import { runInNewContext } from 'node:vm';
import { expect } from 'chai';
import { HeapwitnessError, isHeapwitnessError, SnapshotFormatError } from 'heapwitness';
import type * as errors from '../../harness/core/errors.js';
import { fromErrorRecord, toErrorRecord } from '../../harness/core/error-record.js';
import { nearMatches } from '../../harness/core/near-matches.js';

describe('toErrorRecord()', () => {
  const sent = (thrown: unknown): Error => fromErrorRecord(structuredClone(toErrorRecord(thrown)));

  it('preserves name, message, code, stack and cause through structured cloning, which drops some', () => {
    const cause = Object.assign(new TypeError('the cause'), { code: 'ERR_CAUSE' });
    const error = new HeapwitnessError('ERR_USAGE', 'wrong', { cause });
    const copy = sent(error);
    expect(copy).to.be.instanceOf(Error).and.include({ name: 'HeapwitnessError', message: 'wrong' });
    expect(copy).to.include({ code: 'ERR_USAGE', stack: error.stack });
    expect(copy.cause).to.include({ name: 'TypeError', message: 'the cause', code: 'ERR_CAUSE' });
    expect(Object.keys(copy)).to.deep.equal([]);
    expect(structuredClone(error)).to.not.have.property('code');
  });

  it('describes any value that is not an error', () => {
    const unprintable = {
      toString(): never {
        throw new Error('no text');
      },
    };
    for (const [thrown, text] of [
      [null, 'null'],
      [undefined, 'undefined'],
      ['text', 'text'],
      [Symbol('s'), 'Symbol(s)'],
      [{ a: 1 }, '[object Object]'],
      [Object.create(null), 'object'],
      [unprintable, 'object'],
    ] as const) {
      expect(sent(thrown)).to.include({ name: 'Error', message: `thrown: ${text}` });
    }
  });

  it('recognises an error of another realm', () => {
    expect(sent(runInNewContext("new RangeError('elsewhere')"))).to.include({
      name: 'RangeError',
      message: 'elsewhere',
    });
  });

  it('terminates if an error is its own cause', () => {
    const error = new Error('again');
    error.cause = error;
    expect(sent(error).cause).to.include({ message: 'again' });
  });

  it('leaves out properties that cannot be sent: a code or stack that is not text, a message that is an object', () => {
    const odd = Object.assign(new Error('odd'), {
      code: 7,
      stack: [() => 1],
      message: { toString: () => 'text' },
    });
    expect(toErrorRecord(odd)).to.deep.equal({ name: 'Error', message: 'text' });
  });
});

describe('nearMatches()', () => {
  it('returns at most three matches, the closest first, case-insensitively, each once', () => {
    const candidates = [
      'RequestContext',
      'requestcontex',
      'Request',
      'Context',
      'RequestContext',
      'RequestContexts',
    ];
    expect(nearMatches('requestContext', candidates)).to.deep.equal([
      'RequestContext',
      'RequestContexts',
      'requestcontex',
    ]);
  });

  it('returns nothing if nothing is similar', () => {
    expect(nearMatches('Session', ['AbortController', 'Map', ''])).to.deep.equal([]);
    expect(nearMatches('Session', [])).to.deep.equal([]);
  });

  it('sorts equally close matches alphabetically', () => {
    expect(nearMatches('cat', ['rat', 'bat', 'hat', 'mat'])).to.deep.equal(['bat', 'hat', 'mat']);
  });
});

describe('HeapwitnessError', () => {
  it('is named after its class, and has a code and a cause', () => {
    class OwnError extends HeapwitnessError {}
    const cause = new Error('why');
    const error = new OwnError('ERR_INTERNAL', 'what', { cause });
    expect(error).to.be.instanceOf(Error).and.include({ name: 'OwnError', code: 'ERR_INTERNAL', cause });
  });

  it('is recognised by isHeapwitnessError(), even if another copy of the package threw it', async () => {
    const copy = (await import(
      `${import.meta.resolve('../../harness/core/errors.js')}?another`
    )) as typeof errors;
    expect(copy.HeapwitnessError).to.not.equal(HeapwitnessError);
    for (const error of [
      new HeapwitnessError('ERR_USAGE', 'ours'),
      new copy.HeapwitnessError('ERR_USAGE', 'another'),
      new SnapshotFormatError('of a subclass', { byteOffset: 3, section: 'nodes' }, 'None.'),
    ]) {
      expect(isHeapwitnessError(error), error.message).to.equal(true);
      expect(copy.isHeapwitnessError(error), error.message).to.equal(true);
    }
    expect(new copy.HeapwitnessError('ERR_USAGE', 'another')).to.not.be.instanceOf(HeapwitnessError);
  });

  it('is not confused with other errors of that name, or with values that are not errors', () => {
    const called = Object.assign(new Error('no'), { name: 'HeapwitnessError', code: 'ERR_USAGE' });
    const throwing = new Proxy(
      {},
      {
        has: () => {
          throw new Error('asked');
        },
      },
    );
    for (const other of [called, null, undefined, 'ERR_USAGE', {}, HeapwitnessError, throwing])
      expect(isHeapwitnessError(other)).to.equal(false);
  });
});
