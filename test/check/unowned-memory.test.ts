import { expect } from 'chai';
import { checkCourse, type JudgedCourse } from '../support/courses/check-course.js';
import type { FakeProcess, SizeCourse } from '../support/courses/fake-scenario.js';

const MEBI = 2 ** 20;
const OWN = 1;

function processWith(restBytes: SizeCourse, rest: Partial<FakeProcess> = {}): FakeProcess {
  return { restBytes, heapBytes: 5 * MEBI, startedAt: 0, ...rest };
}

function checkMemory(
  processes: Readonly<Record<number, FakeProcess>>,
  iterationMs = 0.05,
): Promise<JudgedCourse> {
  return checkCourse({ holders: [], processes, iterationMs });
}

function reasonOf(result: JudgedCourse): string {
  return result.verdict === 'inconclusive' ? `${result.reason.code}: ${result.reason.message}` : '';
}

describe('resident memory that no JavaScript object owns', () => {
  for (const bytes of [30_000, 200_000, 2_000_000]) {
    it(`prevents a clean verdict if it grows by ${bytes} bytes per iteration`, async () => {
      const result = await checkMemory({ [OWN]: processWith((at) => 88 * MEBI + bytes * at) });
      expect(result.verdict).to.equal('inconclusive');
      expect(reasonOf(result))
        .to.match(/^unowned-memory: /)
        .and.include('per iteration, more than the 82.0 MiB');
      expect(result.remarks).to.deep.equal([]);
    });
  }

  it('is part of the sensitivity: the least growth that would have been detected', async () => {
    const result = await checkMemory({ [OWN]: processWith(() => 88 * MEBI) });
    expect(result)
      .to.have.nested.property('sensitivity.unownedBytesPerIteration')
      .that.is.within(1000, 100_000);
    const course = await checkCourse({ holders: [] });
    expect(course).to.have.nested.property('sensitivity.unownedBytesPerIteration', null);
  });

  it('has a remark if the system does not list open files and child processes', async () => {
    const processes = { [OWN]: processWith(() => 88 * MEBI) };
    const { verdict, remarks } = await checkCourse({ holders: [], processes, listsFiles: false });
    expect(verdict).to.equal('clean');
    expect(remarks.join()).to.match(/Not accounted for: open files and sockets, and child processes/);
  });

  it('is given more iterations if it has grown by most of what it may', async () => {
    const steady = await checkMemory({ [OWN]: processWith(() => 88 * MEBI) }, 0.5);
    const step: SizeCourse = (at) => (at < 1000 ? 88 : 138) * MEBI;
    const stepped = await checkMemory({ [OWN]: processWith(step) }, 0.5);
    expect([steady.verdict, stepped.verdict]).to.deep.equal(['clean', 'clean']);
    expect(stepped.iterations).to.be.greaterThan(1.5 * steady.iterations);
    expect(steady.remarks).to.deep.equal([]);
    expect(stepped.remarks[0]).to.match(
      /^Resident memory that no JavaScript object owns has grown by 50.0 MiB/,
    );
  });

  it('does not decide the verdict on other growth by its own iterations, without a confirming run', async () => {
    const early = (at: number): number => (at < 150 ? 10_000 : 20_000);
    const confirmed = await checkCourse({ holders: [], iterationMs: 0.5, collections: { early } });
    const late = (at: number): number => (at <= confirmed.iterations ? 10_000 : 80_000);
    const rest: SizeCourse = (at) => (at < 1000 ? 88 : 138) * MEBI;
    const { verdict, iterations } = await checkCourse({
      holders: [],
      iterationMs: 0.5,
      processes: { [OWN]: processWith(rest) },
      collections: { early, late },
    });
    expect(verdict).to.equal('clean');
    expect(iterations).to.be.greaterThan(2 * confirmed.iterations);
  });

  it('may grow by more if the heap is larger, which takes more memory to read', async () => {
    const grown = { [OWN]: processWith((at) => (at < 1000 ? 88 : 288) * MEBI, { heapBytes: 60 * MEBI }) };
    expect((await checkMemory(grown)).verdict).to.equal('clean');
  });

  it('may grow by more if the heap is of many small objects, which take more memory to read', async () => {
    const rest: SizeCourse = (at) => (at < 1000 ? 88 : 238) * MEBI;
    const few = await checkMemory({ [OWN]: processWith(rest) });
    const many = await checkMemory({ [OWN]: processWith(rest, { heapNodes: 250_000 }) });
    expect([few.verdict, many.verdict]).to.deep.equal(['inconclusive', 'clean']);
  });

  it('does not count what the young generation has given back, which stays resident', async () => {
    const rest: SizeCourse = (at) => (at < 1000 ? 88 : 188) * MEBI;
    const youngBytes: SizeCourse = (at) => (at < 1000 ? 64 : 4) * MEBI;
    const { verdict } = await checkMemory({ [OWN]: processWith(rest, { youngBytes }) });
    expect(verdict).to.equal('clean');
  });

  it('counts in full beside a young generation that has grown', async () => {
    const rest: SizeCourse = (at) => 88 * MEBI + 30_000 * at;
    const youngBytes: SizeCourse = (at) => (at < 1000 ? 4 : 64) * MEBI;
    const { verdict } = await checkMemory({ [OWN]: processWith(rest, { youngBytes }) });
    expect(verdict).to.equal('inconclusive');
  });

  it('does not count as grown because a child process was started', async () => {
    const processes = {
      [OWN]: processWith(() => 88 * MEBI),
      2: processWith(() => 200 * MEBI, { startedAt: 300 }),
    };
    const { verdict, remarks } = await checkMemory(processes);
    expect(verdict).to.equal('clean');
    expect(remarks).to.deep.equal([]);
  });

  it('prevents a clean verdict if it grows in a child process', async () => {
    const processes = {
      [OWN]: processWith(() => 88 * MEBI),
      2: processWith((at) => 50 * MEBI + 80_000 * at),
    };
    expect(reasonOf(await checkMemory(processes))).to.match(
      /^unowned-memory: Resident memory of the child process 2 that no/,
    );
  });

  it('is not judged in a process in which other code runs, too', async () => {
    const processes = { [OWN]: processWith((at) => 88 * MEBI + 200_000 * at) };
    const { verdict, remarks } = await checkCourse({ holders: [], processes, isShared: true });
    expect(verdict).to.equal('clean');
    expect(remarks).to.deep.equal([]);
  });

  it('is not noteworthy if it grows by less than a leak does', async () => {
    const { verdict, remarks } = await checkMemory({ [OWN]: processWith((at) => 88 * MEBI + 50 * at) });
    expect(verdict).to.equal('clean');
    expect(remarks).to.deep.equal([]);
  });
});
