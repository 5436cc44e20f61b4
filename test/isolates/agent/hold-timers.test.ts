import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { Random } from '../../support/courses/random.js';
import { holdTimers, releaseTimers } from '../../../harness/isolates/agent/hold-timers.js';

/** Blocks this thread for so long, as a look at a large heap does. */
function block(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** Timers that are due at nearly the same time may fire in any order. */
const SLACK_MS = 600;

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await delay(50);
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

  it('does not affect timers of the same duration that are set meanwhile', async () => {
    const fired: string[] = [];
    const started = performance.now();
    setTimeout(() => fired.push('before'), 400);
    holdTimers([400]);
    const after = new Promise<number>((resolve) => {
      setTimeout(() => {
        fired.push('meanwhile');
        resolve(performance.now());
      }, 400);
    });
    block(200);
    releaseTimers();
    expect((await after) - started).to.be.at.least(399);
    expect(fired).to.deep.equal(['meanwhile']);
  });

  const seeds = [1, 2, 3].map((at) => Number(process.env['TIMERS_SEED'] ?? Date.now() % 1e6) + at);
  for (const seed of seeds)
    it(`lets timers fire when they are due, held ones at most as late as if they were set anew (TIMERS_SEED=${seed - 1})`, async () => {
      const random = new Random(seed);
      const pending = new Set<{ readonly duration: number; due: number }>();
      const late: string[] = [];
      const heldOnce = new Set<number>();
      const set = (duration: number): void => {
        const timer = { duration, due: performance.now() + duration };
        pending.add(timer);
        setTimeout(() => {
          pending.delete(timer);
          for (const other of pending)
            if (other.due + (heldOnce.has(other.duration) ? other.duration : 0) < timer.due - SLACK_MS)
              late.push(`${other.duration} ms by ${Math.round(timer.due - other.due)} ms`);
        }, duration);
      };
      for (let round = 0; round < 6; round++) {
        const durations = Array.from({ length: 12 }, () => 110 + random.upTo(2400));
        for (const duration of durations) set(duration);
        await delay(random.upTo(60));
        const held = durations.filter(() => random.chance(0.7));
        const before = [...pending].filter(({ duration }) => held.includes(duration));
        for (const duration of held) heldOnce.add(duration);
        holdTimers(held);
        const at = performance.now();
        for (let other = 0; other < 5; other++) set(random.upTo(3000));
        await delay(random.upTo(100));
        releaseTimers();
        for (const timer of before) timer.due += performance.now() - at;
      }
      await until(() => pending.size === 0);
      expect(late).to.deep.equal([]);
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
