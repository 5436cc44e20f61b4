import { expect } from 'chai';
import { resolveOptions } from '../../harness/check/options/resolved-options.js';
import { runCheck } from '../../harness/check/run/run-check.js';
import type { Look, Subject } from '../../harness/check/run/subject.js';
import { FakeSubject } from '../support/courses/fake-subject.js';
import type { FakeHeap } from '../support/courses/fake-scenario.js';

/** A subject that notes what a check does with it. */
class NotingSubject extends FakeSubject {
  override readonly kind: Subject['kind'];
  readonly events: string[] = [];

  constructor(kind: Subject['kind']) {
    super({ holders: [] });
    this.kind = kind;
  }

  override async look(_quietMs = 0, meanwhile = (): void => undefined): Promise<Look<FakeHeap>> {
    const look = await super.look();
    this.events.push('look');
    meanwhile();
    return look;
  }
}

async function eventsOf(kind: Subject['kind']): Promise<string[]> {
  const options = resolveOptions({});
  const subject = new NotingSubject(kind);
  await runCheck(subject, options, {
    deadline: performance.now() + 10_000_000,
    onStep: (step) => subject.events.push(/iterations/.test(step) ? 'run' : step),
    policy: { ...options, scenario: 'course', today: new Date('2026-01-01') },
    historyOf: () => {
      subject.events.push('read');
      return subject.historyOf();
    },
    pause: () => Promise.resolve(),
  });
  return subject.events.slice(0, 5);
}

describe('the first look of a check', () => {
  for (const kind of ['thread', 'process'] as const)
    it(`is read while the second snapshot of a ${kind} is written`, async () => {
      expect(await eventsOf(kind)).to.deep.equal(['warm-up', 'look', 'run', 'look', 'read']);
    });

  it('is read at once if the scenario runs on the same heap', async () => {
    expect(await eventsOf('in-process')).to.deep.equal(['warm-up', 'look', 'read', 'run', 'look']);
  });
});
