import { expect } from 'chai';
import { replayTrace } from '../../conformance/replay.js';
import type { Trace } from '../../conformance/trace.js';
import { goldenFiles, readGolden } from '../../support/golden.js';

const countsByFile: Readonly<Record<string, readonly [traces: number, operations: number]>> = {
  'inheritable.jsonl.gz': [15, 2297],
  'internals.jsonl.gz': [10, 1073],
  'plain.jsonl.gz': [194, 50173],
};

describe('recordings of the JDK', () => {
  it('are complete', () => {
    expect([...goldenFiles].sort()).to.deep.equal(Object.keys(countsByFile).sort());
  });

  for (const [file, [traceCount, operationCount]] of Object.entries(countsByFile)) {
    it(`replay with every table equal: ${file}`, async () => {
      const traces = await readGolden(file);
      const replays = traces.map((trace) => replayTrace(trace));
      expect(replays.flatMap(({ mismatches }) => mismatches)).to.deep.equal([]);
      expect(replays.length).to.equal(traceCount);
      expect(replays.reduce((sum, { operations }) => sum + operations, 0)).to.equal(operationCount);
    });
  }

  it('detect a table that differs in one slot (negative control)', async () => {
    const [trace] = await readGolden('plain.jsonl.gz');
    const broken = changeOneValue(trace);
    const { mismatches } = replayTrace(broken);
    expect(mismatches[0]).to.deep.include({
      trace: broken.id,
      index: 1,
      where: 'slot 0',
      expected: 'key 0 with value 99',
    });
  });
});

/** The trace with the value of the first recorded change replaced by 99. */
function changeOneValue(trace: Trace | undefined): Trace {
  if (trace === undefined) throw new Error('there is no trace');
  const index = trace.states.findIndex(({ changes }) => changes.length > 0);
  const states = trace.states.map((state, position) =>
    position === index
      ? { ...state, changes: state.changes.map((change) => ({ ...change, value: 99 })) }
      : state,
  );
  return { ...trace, states };
}
