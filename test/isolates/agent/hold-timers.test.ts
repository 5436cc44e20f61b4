import { once } from 'node:events';
import { expect } from 'chai';
import { holdTimers, releaseTimers } from '../../../harness/isolates/agent/hold-timers.js';

/** Blocks this thread for so long, as a look at a large heap does. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('holdTimers()', () => {
  it('stops the clock for pending timers, and only for these', async () => {
    const fired = new EventTarget();
    const started = performance.now();
    setTimeout(() => fired.dispatchEvent(new Event('fired')), 1200);
    let early = false;
    fired.addEventListener('fired', () => (early = true), { once: true });
    holdTimers([1200]);
    block(1500);
    await turn();
    await turn();
    expect(early, 'fired while it was held').to.equal(false);
    releaseTimers();
    await turn();
    expect(early, 'fired before its time').to.equal(false);
    if (!early) await once(fired as unknown as NodeJS.EventEmitter, 'fired');
    expect(performance.now() - started).to.be.at.least(2600);
  });

  it('does not hold timers of other durations, or short timers', async () => {
    const fired: number[] = [];
    setTimeout(() => fired.push(20), 20);
    setTimeout(() => fired.push(1100), 1100);
    holdTimers([20, 1300]);
    block(1200);
    await new Promise((resolve) => setTimeout(resolve, 1));
    await turn();
    releaseTimers();
    expect(fired).to.deep.equal([20, 1100]);
  });

  it('keeps a repeating timer going', async () => {
    let ticks = 0;
    let interval: NodeJS.Timeout | undefined;
    const second = new Promise<void>((resolve) => {
      interval = setInterval(() => {
        ticks += 1;
        if (ticks === 2) resolve();
      }, 1000);
    });
    holdTimers([1000]);
    block(1100);
    await turn();
    expect(ticks).to.equal(0);
    releaseTimers();
    const first = performance.now();
    await second;
    expect(performance.now() - first).to.be.at.least(1900);
    clearInterval(interval);
  });
});
