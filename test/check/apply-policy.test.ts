import { expect } from 'chai';
import { applyPolicy } from '../../harness/check/judge/apply-policy.js';
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
