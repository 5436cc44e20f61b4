import { expect } from 'chai';
import { checkCourse } from '../support/courses/check-course.js';
import { each } from '../support/courses/courses.js';

/** What a holder keeps until so many milliseconds pass without an iteration, and the timer that measures them. */
const untilIdle = (idleMs: number) => ({
  holders: [{ className: 'Listener', holder: 'the one connection', course: each, idleMs }],
  timers: [{ durationMs: idleMs, timers: 1 }],
});

describe('what a timer releases as soon as a scenario is idle', () => {
  for (const idleMs of [2000, 3000, 5000])
    it(`leaks if that takes ${idleMs} ms, because work that goes on would retain it`, async () => {
      const { verdict, findings, remarks } = await checkCourse(untilIdle(idleMs));
      expect(verdict).to.equal('leak');
      expect(findings.map(({ className }) => className)).to.deep.equal(['Listener']);
      expect(remarks.join()).to.not.include('released it');
    });

  it('is clean if that takes half a second, and a remark names the class that was released', async () => {
    const { verdict, remarks } = await checkCourse(untilIdle(500));
    expect(verdict).to.equal('clean');
    expect(remarks.join()).to.include(
      'Listener grew, but timers of the scenario released it within 0.7 s, while it was idle.',
    );
  });
});

describe('a snapshot that takes longer than a pending timer', () => {
  const withLook = async (firstLookMs: number): Promise<string> => {
    const timers = [{ durationMs: 1000, timers: 1 }];
    return (await checkCourse({ holders: [], timers, firstLookMs })).remarks.join();
  };

  it('is in a remark, because the timer may have released objects meanwhile', async () => {
    expect(await withLook(1100)).to.include('longer than the delay of pending timers (1.0 s)');
    // A course runs in the process of the check.
    expect(await withLook(1100)).to.include('Give the URL of a module');
    expect(await withLook(0)).to.not.include('pending timers');
  });
});
