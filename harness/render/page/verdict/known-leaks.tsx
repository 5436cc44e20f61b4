import type { VNode } from 'preact';
import { figuresOf } from './figures-of.js';
import { LeftOut } from './left-out.js';
import type { Texts } from '../texts/texts.js';
import type { KnownLeakModel, KnownModel } from '../verdict-model.js';

/** The leaks that were given as known: those found, those whose day is over, and those found no more. */
export function KnownLeaks(props: { known: KnownModel; leftOut: number; texts: Texts }): VNode | null {
  const { known, leftOut, texts } = props;
  const { found, expired, unused } = known;
  if (found.length + expired.length + unused.length === 0) return null;
  const words = texts.verdict.known;
  return (
    <section class="apart" aria-labelledby="known-title">
      <h2 id="known-title">{words.heading}</h2>
      <p class="note">{words.note}</p>
      <ul>
        {found.map(({ finding, reason, expires }, index) => (
          <li key={index}>
            <p class="what">
              <bdi>{finding.className}</bdi> <span class="figures">{figuresOf(finding, texts)}</span>
            </p>
            <p>
              {words.until(expires)} <bdi>{reason}</bdi>
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

/** An entry that should be looked at. */
function Entry({ leak, says }: { leak: KnownLeakModel; says: string }): VNode {
  return (
    <li>
      <p class="what">
        <bdi>{leak.className === '' ? leak.fingerprint : leak.className}</bdi>
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
