import { expect } from 'chai';
import { applyPolicy, sortFindings } from '../../harness/check/judge/apply-policy.js';
import { NOTHING_GROWS } from '../../harness/check/judge/growth-assessment.js';
import type { HeldGroup } from '../../harness/check/run/heap-history.js';
import type { Finding } from '../../harness/check/result/verdict.js';

const NOTHING = {
  allowGrowth: [],
  ignore: [],
  knownLeaks: [],
  sensitivity: 50,
  scenario: 'session',
  today: new Date(),
};

/** As much of a finding as sorting looks at. */
function finding(fingerprint: string, within: string | null, artefact: string | null): Finding {
  const witness = within === null ? { artefact, trace: { nodes: [] } } : null;
  return { fingerprint, className: fingerprint, path: [], within, witness } as unknown as Finding;
}

describe('applyPolicy()', () => {
  const findings = [
    finding('logged', null, 'the inspector’s console'),
    finding('logged/Row', 'logged', null),
    finding('held', null, null),
    finding('held/Row', 'held', null),
  ];
  const names = (some: readonly Finding[]): string[] => some.map(({ fingerprint }) => fingerprint);

  it('sorts findings below an artefact of the measurement with it, and no others', () => {
    const { artefacts, wanted } = applyPolicy(findings, NOTHING);
    expect(names(artefacts)).to.deep.equal(['logged', 'logged/Row']);
    expect(names(wanted)).to.deep.equal(['held', 'held/Row']);
  });

  it('sorts findings below an ignored finding with it', () => {
    const ignore = [{ className: 'held', reason: 'swept at night' }];
    const { ignored, wanted } = applyPolicy(findings, { ...NOTHING, ignore });
    expect(names(ignored)).to.deep.equal(['held', 'held/Row']);
    expect(wanted).to.deep.equal([]);
  });
});

describe('sortFindings()', () => {
  /** As much of a group as sorting looks at; it reports itself and what is below it. */
  function group(className: string, within: HeldGroup | null): HeldGroup {
    const fingerprint = within === null ? 'held' : `held/${className}`;
    const findings = (below: readonly HeldGroup[]): Finding[] => [
      finding(fingerprint, within === null ? null : 'separately', null),
      ...below.map((one) => finding(one.fingerprint, 'held', null)),
    ];
    return {
      kind: 'object',
      className,
      fingerprint,
      within,
      survivors: [9, 9],
      findings,
    } as unknown as HeldGroup;
  }
  const alone = group('Job', null);
  const combined = group('Job', null);
  const wantedOf = (growing: readonly HeldGroup[], allowGrowth: readonly string[] = []): (string | null)[] =>
    sortFindings({ ...NOTHING_GROWS, growing }, { ...NOTHING, allowGrowth }).wanted.map(
      ({ within }) => within,
    );

  it('reports what a group retains with it, also if that group was combined with others', () => {
    for (const head of [alone, combined])
      expect(wantedOf([head, group('Row', alone)])).to.deep.equal([null, 'held']);
  });

  it('reports separately what is retained by a group that does not grow, or of which only another may grow', () => {
    expect(wantedOf([group('Row', alone)])).to.deep.equal(['separately']);
    expect(wantedOf([group('Other', null), group('Row', alone)])).to.have.members([null, 'separately']);
    expect(wantedOf([combined, group('Row', alone)], ['Job'])).to.include('separately');
  });
});
