import { expect } from 'chai';
import { asOwn, fromErrorRecord, isOwn, toErrorRecord } from '../../harness/core/error-record.js';

const hostile = (key: string): Error =>
  Object.defineProperty(new Error('told'), key, {
    get: () => {
      throw new Error('no getter');
    },
  });

describe('toErrorRecord()', () => {
  it('leaves out properties of an error that cannot be read', () => {
    for (const key of ['stack', 'code', 'cause'])
      expect(toErrorRecord(hostile(key)), key).to.include({ name: 'Error', message: 'told' });
    expect(toErrorRecord(hostile('name'))).to.include({ name: 'Error', message: 'told' });
    expect(toErrorRecord(hostile('message'))).to.include({ name: 'Error', message: '' });
    const closed = new Proxy(new Error('told'), {
      getPrototypeOf: () => {
        throw new Error('no prototype');
      },
    });
    expect(toErrorRecord(closed).message).to.be.a('string');
  });

  it('cuts long text with a note, and keeps the calls', () => {
    const record = toErrorRecord(new Error('x'.repeat(1_000_000)));
    expect(record.message).to.have.length.below(11_000);
    expect(record.message).to.match(/x… \(cut here: 1000000 characters in all\)$/);
    expect(record.stack).to.have.length.below(22_000);
    expect(record.stack).to.contain('error-record.test.js');
    expect(toErrorRecord(fromErrorRecord(record))).to.deep.equal(record);
  });

  it('recognises the harness’s own errors by a mark that no other error can have', () => {
    const own = asOwn(new Error('ours'));
    const faked = Object.assign(new Error('theirs'), { isOwn: true });
    expect(isOwn(fromErrorRecord(structuredClone(toErrorRecord(own))))).to.equal(true);
    expect(isOwn(fromErrorRecord(structuredClone(toErrorRecord(faked))))).to.equal(false);
    expect(isOwn('ours')).to.equal(false);
  });
});
