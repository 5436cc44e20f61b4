import { join } from 'node:path';
import { expect } from 'chai';
import { traces as excerpts } from '../cases/self-cleaning/jdk-traces.js';
import { discoverCases } from '../harness/workshop/index.js';
import { replayTrace } from './conformance/replay.js';
import { stepsOf } from './conformance/steps.js';
import type { SlotState } from './conformance/table-state.js';
import type { Trace } from './conformance/trace.js';
import { goldenFiles, readGolden } from './support/golden.js';
import {
  CASES_WITHOUT_TRACE,
  JAVA_STATEMENTS,
  type JavaStatement,
  type JavaStatementName,
  STATEMENTS_OF_CASES,
} from './support/java-statements.js';
import { PROJECT } from './support/project.js';

/** Where the recordings show a statement, and where they refute it. */
interface Evidence {
  readonly shownBy: Set<Trace>;
  readonly against: string[];
}

describe('what the cases say of Java, in the recordings of the JDK', () => {
  const evidence = new Map<string, Evidence>();
  const byId = new Map<string, Trace>();

  before(async () => {
    for (const file of goldenFiles) {
      for (const trace of await readGolden(file)) {
        byId.set(trace.id, trace);
        lookInto(trace, evidence);
      }
    }
  });
  after(() => {
    byId.clear();
    evidence.clear();
  });

  const statements = Object.keys(JAVA_STATEMENTS) as JavaStatementName[];
  for (const statement of statements) {
    it(`holds in all that the JDK did: ${statement}`, () => {
      const { shownBy, against } = evidence.get(statement) ?? { shownBy: new Set(), against: [] };
      expect(against).to.deep.equal([]);
      expect(shownBy.size).to.be.at.least(2);
    });
  }

  it('is refuted by a get that answers something else (negative control)', () => {
    const trace = byId.get('pub-000-seq');
    if (trace === undefined) throw new Error('there is no such trace');
    const states = trace.states.map((state, index) =>
      trace.ops[index]?.name === 'g' ? { ...state, result: 99_999 } : state,
    );
    const refuted = new Map<string, Evidence>();
    lookInto({ ...trace, states }, refuted);
    expect(refuted.get('a get reads what was set')?.against[0]).to.match(
      /^pub-000-seq, operation \d+ \["g",/,
    );
  });

  it('is there for every case, or there is a reason why not', async () => {
    const cases = await discoverCases(join(PROJECT, 'dist', 'cases'));
    const known = [...Object.keys(STATEMENTS_OF_CASES), ...Object.keys(CASES_WITHOUT_TRACE)];
    expect(known.sort()).to.deep.equal(cases.map(({ definition }) => definition.id).sort());
  });

  for (const [id, itsStatements] of Object.entries(STATEMENTS_OF_CASES)) {
    it(`${id}: the port does the same in the traces that show what it says`, () => {
      for (const statement of itsStatements) {
        const traces = [...(evidence.get(statement)?.shownBy ?? [])];
        const shortest = traces.sort((a, b) => a.ops.length - b.ops.length).slice(0, 3);
        expect(shortest, statement).not.to.have.lengthOf(0);
        expect(shortest.flatMap((trace) => replayTrace(trace).mismatches)).to.deep.equal([]);
      }
    });
  }

  for (const [path, { id, hashBase, operations, before: tableBefore, after: tableAfter }] of Object.entries(
    excerpts,
  )) {
    it(`self-cleaning: the excerpt for ${path} is as recorded, and the port replays it`, () => {
      const trace = byId.get(id);
      if (trace === undefined) throw new Error(`there is no trace ${id}`);
      const steps = [...stepsOf(trace)].slice(0, operations.length);
      const last = steps.at(-1);
      expect(hashBase).to.equal(trace.hashBase);
      expect(operations.map((operation) => JSON.stringify(operation))).to.deep.equal(
        steps.map(({ operation }) => operation.text),
      );
      expect([tableBefore, tableAfter]).to.deep.equal(
        [last?.before, last?.after].map((table) => ({
          length: table?.length,
          slots: filled(table?.slots ?? []),
        })),
      );
      expect(replayTrace(trace).mismatches).to.deep.equal([]);
    });
  }
});

function lookInto(trace: Trace, evidence: Map<string, Evidence>): void {
  const statements: readonly [string, JavaStatement][] = Object.entries(JAVA_STATEMENTS);
  for (const step of stepsOf(trace)) {
    for (const [statement, { applies, holds }] of statements) {
      if (!applies(step)) continue;
      const found = evidence.get(statement) ?? { shownBy: new Set(), against: [] };
      evidence.set(statement, found);
      if (holds(step)) found.shownBy.add(trace);
      else found.against.push(`${trace.id}, operation ${step.index} ${step.operation.text}`);
    }
  }
}

/** The filled slots, each with its number, its key and its value. */
function filled(slots: readonly SlotState[]): unknown[] {
  return slots.flatMap((slot, at) => (slot === null ? [] : [[at, ...slot]]));
}
