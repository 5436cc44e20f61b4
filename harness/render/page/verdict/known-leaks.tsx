import type { VNode } from 'preact';
import { amountOf } from './amount-of.js';
import { LeftOut } from './left-out.js';
import type { Texts } from '../texts/texts.js';
import { nameOf } from '../../model/finding-facts.js';
import type { KnownLeak, KnownOutcome } from '../../../check/index.js';

/** The known leaks: those found, those that have expired, and those no longer found. */
export function KnownLeaks(props: { known: KnownOutcome; leftOut: number; texts: Texts }): VNode | null {
  const { known, leftOut, texts } = props;
  const { found, expired, unused } = known;
  if (found.length + expired.length + unused.length === 0) return null;
  const words = texts.verdict.known;
  return (
    <section class="apart" aria-labelledby="known-title">
      <h2 id="known-title">{words.heading}</h2>
      <p class="note">{words.note}</p>
      <ul>
        {found.map((finding, index) => (
          <li key={index}>
            <p class="what">
              <bdi>{nameOf(finding)}</bdi> <span class="figures">{amountOf(finding, texts)}</span>
            </p>
            <p>
              {words.until(finding.expires)} <bdi>{finding.reason}</bdi>
            </p>
            <p class="note">
              <code>{finding.fingerprint}</code>
            </p>
          </li>
        ))}
        {expired.map((leak, index) => (
          <Entry key={index} leak={leak} says={words.expired(leak.expires)} />
        ))}
        {unused.map((leak, index) => (
          <Entry key={index} leak={leak} says={words.unused} />
        ))}
      </ul>
      <LeftOut count={leftOut} texts={texts} />
    </section>
  );
}

/** A known leak that has expired, or is no longer found. */
function Entry({ leak, says }: { leak: KnownLeak; says: string }): VNode {
  return (
    <li>
      <p class="what">
        <bdi>{leak.className ?? leak.fingerprint}</bdi>
      </p>
      <p>
        <span class="flag">!</span> {says} <bdi>{leak.reason}</bdi>
      </p>
      <p class="note">
        <code>{leak.fingerprint}</code>
      </p>
    </li>
  );
}
