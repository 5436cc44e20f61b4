import { expect } from 'chai';
import { Readable } from 'node:stream';
import { getHeapSnapshot } from 'node:v8';
import { drainWhileWritten } from '../../harness/isolates/captures/drain-while-written.js';
import { rejectionOf } from '../support/errors.js';

const PIECES = ['a', 'b', 'c'];

describe('drainWhileWritten()', () => {
  const streams: Record<string, () => Readable> = {
    'pushes all of it within the first read': () =>
      new Readable({
        read() {
          for (const piece of [...PIECES, null]) this.push(piece && Buffer.from(piece));
        },
      }),
    'pushes some of it within the first read, the rest later': () =>
      new Readable({
        read() {
          this.push(Buffer.from('a'));
          setImmediate(() => {
            for (const piece of ['b', 'c', null]) this.push(piece && Buffer.from(piece));
          });
        },
      }),
    'pushes later': () => Readable.from(PIECES.map((piece) => Buffer.from(piece))),
  };
  for (const [what, stream] of Object.entries(streams)) {
    it(`reads every chunk in order from a stream that ${what}`, async () => {
      const taken: string[] = [];
      await drainWhileWritten(stream(), (bytes) => void taken.push(Buffer.from(bytes).toString()));
      expect(taken).to.deep.equal(PIECES);
    });
  }

  for (const [what, stream] of Object.entries(streams)) {
    it(`rejects with what the sink throws, and drains a stream that ${what}`, async () => {
      const enough = new Error('enough');
      let calls = 0;
      const drained = stream();
      const sink = (): void => {
        calls++;
        throw enough;
      };
      expect(await rejectionOf(drainWhileWritten(drained, sink))).to.equal(enough);
      expect(calls).to.equal(1);
      expect(drained.destroyed).to.equal(true);
    });
  }

  it('rejects with the error of a stream that breaks, at once or later', async () => {
    const broken = new Error('broken');
    const atOnce = new Readable({
      read() {
        this.push(Buffer.from('a'));
        this.destroy(broken);
      },
    });
    expect(await rejectionOf(drainWhileWritten(atOnce, () => undefined))).to.equal(broken);
    const later = new Readable({ read: () => undefined });
    setImmediate(() => later.destroy(broken));
    expect(await rejectionOf(drainWhileWritten(later, () => undefined))).to.equal(broken);
  });

  it('reads a heap snapshot within the first read, without buffering', () => {
    let bytes = 0;
    void drainWhileWritten(getHeapSnapshot(), (piece) => void (bytes += piece.length));
    expect(bytes).to.be.above(1_000_000);
  });
});
