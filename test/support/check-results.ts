import { findingOf } from '../../harness/check/result/finding.js';
import { heapObjectId } from '../../harness/core/units.js';
import type {
  CheckResult,
  CleanResult,
  Controls,
  Finding,
  InconclusiveResult,
  LeakResult,
} from '../../harness/check/result/verdict.js';
import type {
  AllocationFrame,
  LeakTrace,
  LeakTraceNode,
  PathStep,
  Witness,
} from '../../harness/retention/types.js';

const SCENARIO = 'file:///srv/shop/checks/session.scenario.js';

const BASE = {
  kind: 'check',
  schemaVersion: 2,
  scenario: SCENARIO,
  variant: '',
  findings: [],
  ignored: [],
  known: { found: [], expired: [], unused: [] },
  artefacts: [],
  controls: {
    planted: { passed: true, seen: 'planted 2 + 2 + 2 by cycle, found 2 + 2 + 2: seen as growing' },
    held: { passed: true, seen: 'the held object was alive in all 4 snapshots' },
    dropped: { passed: true, seen: 'the dropped objects were collected before each of the 4 snapshots' },
    passed: true,
  },
  evidence: {
    warmupIterations: 97,
    cycles: [
      { iterations: 97, elapsedMs: 212.4, gcRounds: 4, settled: true },
      { iterations: 97, elapsedMs: 180.9, gcRounds: 4, settled: true },
      { iterations: 97, elapsedMs: 1204.2, gcRounds: 5, settled: true },
    ],
    iterations: 291,
    quietMs: 0,
    alsoRead: [],
    ignoredIsolates: [],
    balance: {
      residentBytes: { first: 120_000_000, last: 131_000_000 },
      heapBytes: { first: 5_100_000, last: 5_300_000 },
      externalBytes: { first: 2_800_000, last: 9_100_000 },
      externalOwners: [
        {
          path: [
            { reference: null, repeats: 1, node: 'module scope', position: null },
            { reference: 'cache', repeats: 1, node: 'Buffer', position: null },
          ],
          first: 0,
          last: 6_300_000,
        },
      ],
      cppHeapBytes: { first: 131_072, last: 131_072 },
      restBytes: { first: 88_000_000, last: 88_100_000 },
      files: [{ name: '/srv/app/data/orders.db', first: 1, last: 4 }],
      sockets: [{ name: '127.0.0.1:41000 to 127.0.0.1:5432', first: 0, last: 2 }],
      processes: [{ name: 'process 4711 (sleep 600)', first: 0, last: 1 }],
    },
  },
  environment: {
    node: 'v20.20.0',
    v8: '11.3.244.8',
    platform: 'linux',
    arch: 'x64',
    worker: 'thread',
    backend: 'node:v8',
  },
  remarks: [],
  elapsedMs: 2417,
} as const;

const FRAMES: readonly AllocationFrame[] = [
  { functionName: 'new Session', position: { url: 'file:///srv/shop/src/session.js', line: 12, column: 5 } },
  { functionName: 'open', position: { url: 'file:///srv/shop/src/session.js', line: 31, column: 19 } },
  { functionName: 'iteration', position: null },
];

/** A step of a path, without a place. */
export function step(reference: string | null, node: string): PathStep {
  return { reference, repeats: 1, node, position: null };
}

/** A check that found nothing. */
export function cleanResult(changes: Partial<CleanResult> = {}): CleanResult {
  const sensitivity = {
    oneInIterations: 50,
    unownedBytesPerIteration: 16_000,
    bytesPerIteration: 64,
    text: '1 object per 50 iterations',
  };
  return { ...BASE, verdict: 'clean', sensitivity, ...changes };
}

/** A check that found sessions left behind in a map, and what hangs on them. */
export function leakResult(changes: Partial<LeakResult> = {}): LeakResult {
  return { ...BASE, verdict: 'leak', findings: [witnessedFinding()], ...changes };
}

/** A check one of whose controls failed. */
export function inconclusiveResult(changes: Partial<InconclusiveResult> = {}): InconclusiveResult {
  const planted = { passed: false, seen: 'planted 2 + 2 + 2 by cycle, found 2 + 0 + 2: not seen as growing' };
  const controls: Controls = { ...BASE.controls, planted, passed: false };
  const reason = { code: 'control-failed', message: `A control failed: ${planted.seen}.` } as const;
  return { ...BASE, verdict: 'inconclusive', reason, controls, ...changes };
}

/** One of each verdict, by its name. */
export function oneOfEach(): Record<CheckResult['verdict'], CheckResult> {
  return { clean: cleanResult(), leak: leakResult(), inconclusive: inconclusiveResult() };
}

/** A finding as a check without a witness makes it. */
export function bareFinding(changes: Partial<Finding> = {}): Finding {
  return findingOf({
    fingerprint: '9f3a52c01b7de846',
    className: 'Session',
    kind: 'object',
    count: 291,
    iterations: 291,
    retainedBytesPerIteration: 2355,
    survivors: [97, 97, 97],
    allocatedAt: FRAMES,
    path: [
      step(null, 'module session.scenario.js'),
      step('variable sessions', 'Map'),
      step('sessions.get("user-17")', 'Session'),
    ],
    ...changes,
  });
}

export type WitnessedFinding = Finding & { readonly witness: Witness };

/** A finding with all that a witness can say. */
export function witnessedFinding(changes: Partial<WitnessedFinding> = {}): WitnessedFinding {
  return { ...bareFinding(), witness: witness(), ...changes };
}

export function witness(changes: Partial<Witness> = {}): Witness {
  return {
    fingerprint: '9f3a52c01b7de846',
    signature: ['module session.scenario', 'sessions', 'Map', 'Session'],
    className: 'Session',
    type: 'object',
    count: 291,
    followers: [
      { className: 'Row', type: 'object', count: 11_640 },
      { className: 'Array', type: 'object', count: 291 },
      { className: 'onExpire', type: 'closure', count: 291 },
    ],
    trace: sessionTrace(),
    kind: {
      id: 'unbounded-cache',
      holder: 'store.sessions',
      held: 'Session',
      detail: null,
      milliseconds: null,
      places: null,
      collections: null,
      why: '`store.sessions` keeps what it is given under each new key.',
      mend: 'Bound it, or delete the entry.',
      line: {
        name: 'open()',
        position: { url: 'file:///srv/shop/src/session.js', line: 31, column: 19 },
        inPackage: false,
      },
    },
    verifiedCut: { text: 'store.sessions', references: 1, others: 0, freed: 51, freedBytes: 120_105 },
    holders: [
      { text: 'timer.onTimeout', references: 1, count: 240, artefact: null, trace: timerTrace() },
      { text: 'bus.listeners[17]', references: 1, count: 12, artefact: null, trace: timerTrace() },
    ],
    holdersComplete: true,
    artefact: null,
    retainedBytes: 685_305,
    retainedObjects: 12_222,
    allocationSite: {
      count: 290,
      frames: FRAMES,
    },
    ...changes,
  };
}

function sessionTrace(): LeakTrace {
  return {
    root: { word: 'module', text: `module ${SCENARIO}: a module stays loaded until the program ends` },
    cut: 2,
    nodes: [
      traceNode({
        label: 'SessionStore',
        reason: 'older than the first cycle',
        status: 'no',
        reference: { text: 'variable store', start: 0, suspect: false, repeats: 1 },
      }),
      traceNode({
        id: heapObjectId(1039),
        label: 'Map: 291 entries',
        reference: { text: 'store.sessions', start: 5, suspect: true, repeats: 1 },
      }),
      traceNode({
        id: heapObjectId(1041),
        label: 'Session',
        status: 'yes',
        reason: 'it came with an iteration and stayed',
        position: { url: 'file:///srv/shop/node_modules/@shop/session/index.js', line: 12, column: 5 },
        retainedBytes: 2355,
        retainedObjects: 42,
        reference: { text: 'sessions.get("user-17")', start: 8, suspect: true, repeats: 1 },
      }),
    ],
  };
}

function timerTrace(): LeakTrace {
  return {
    root: { word: 'timer', text: 'pending timers of 30000 ms' },
    cut: 1,
    nodes: [
      traceNode({
        label: 'Timeout',
        reference: { text: '._idleNext', start: 0, suspect: true, repeats: 571 },
      }),
      traceNode({
        label: 'onExpire()',
        status: 'yes',
        reason: 'retained by a leaking object',
        position: { url: 'file:///srv/shop/src/session.js', line: 44, column: 21 },
        reference: { text: 'timer.onTimeout', start: 5, suspect: true, repeats: 1 },
      }),
    ],
  };
}

function traceNode(
  changes: Partial<LeakTraceNode> & Pick<LeakTraceNode, 'label' | 'reference'>,
): LeakTraceNode {
  return {
    id: heapObjectId(1037),
    className: changes.label,
    status: 'unknown',
    reason: null,
    position: null,
    retainedBytes: null,
    retainedObjects: null,
    ...changes,
  };
}
