import type { KnownLeak } from '../known-leaks/known-leaks.js';
import type { ResolvedOptions } from './resolved-options.js';
import type { Finding } from '../result/verdict.js';

/**
 * The policy of the caller: which growth is excluded from the verdict. The run uses it to decide whether to go on, and
 * the judge to decide what to report, so that allowed, ignored and known mean the same to both.
 */
export interface Policy extends Pick<
  ResolvedOptions,
  'allowGrowth' | 'ignore' | 'knownLeaks' | 'sensitivity'
> {
  /** Name of the scenario's module, or of the function: part of a resource's fingerprint. */
  readonly scenario: string;
  /** The day that decides which known leaks have expired. */
  readonly today: Date;
}

/** Why growth does not affect the verdict: a reason to ignore it, or the known leak that it matches. */
export type Excuse = { readonly reason: string } | { readonly leak: KnownLeak };

/** Returns why a group is left out of the verdict; `null` if it is not. */
export function excuseOf(
  { className, fingerprint }: Pick<Finding, 'className' | 'fingerprint'>,
  { allowGrowth, ignore, knownLeaks, today }: Policy,
): Excuse | null {
  const rule = ignore.find((one) =>
    'className' in one ? one.className === className : one.fingerprint === fingerprint,
  );
  if (rule !== undefined) return { reason: rule.reason };
  if (allowGrowth.includes(className)) return { reason: 'allowed to grow' };
  const leak = knownLeaks.find((one) => one.fingerprint === fingerprint && !isExpired(one, today));
  return leak === undefined ? null : { leak };
}

function isExpired({ expires }: KnownLeak, today: Date): boolean {
  return expires < today.toISOString().slice(0, 10);
}
