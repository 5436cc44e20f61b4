import type { CaseResult } from '../../harness/workshop/result.js';
import { counts, leakingCase, leakingVariant, look, traceTo, table } from '../support/case-results.js';

/** What a name may be when somebody means ill. */
export const HOSTILE = '</script><img src=x onerror=alert(1)>';

/** A case in which everything that has a name has a hostile one. */
export function hostileCase(): CaseResult {
  const observation = look(HOSTILE, counts(0, 3, 3), {
    worker: HOSTILE,
    tables: [{ ...table('stale'), thread: HOSTILE }],
    trace: traceTo(HOSTILE),
    witnesses: [{ what: HOSTILE, walk: 1, snapshot: 2, queryObjects: null }],
    disagreements: [HOSTILE],
  });
  const variant = leakingVariant({
    variant: '"><script>alert(2)</script>',
    title: HOSTILE,
    outcome: 'failed',
    observations: [{ ...observation, gc: null }, observation],
    facts: [{ name: HOSTILE, stated: HOSTILE, observed: [HOSTILE], asStated: false }],
    remarks: [HOSTILE],
    differences: [HOSTILE],
    error: { name: HOSTILE, message: HOSTILE, code: HOSTILE, cause: { name: HOSTILE, message: HOSTILE } },
    snapshots: [`snapshots/${HOSTILE}.heapsnapshot`, 'snapshots/javascript:alert(3)'],
  });
  return leakingCase({
    title: HOSTILE,
    claim: HOSTILE,
    why: HOSTILE,
    source: { file: HOSTILE, quote: HOSTILE, translation: HOSTILE },
    outcome: 'failed',
    variants: [variant],
  });
}
