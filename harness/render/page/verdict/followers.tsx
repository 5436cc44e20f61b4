import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import { shownClassOf } from '../../../retention/index.js';
import type { Follower } from '../../../retention/index.js';

/** The objects that the leaking objects retain, by class. */
export function Followers(props: { followers: readonly Follower[]; texts: Texts }): VNode | null {
  const { followers, texts } = props;
  if (followers.length === 0) return null;
  const words = texts.verdict.finding;
  return (
    <section class="followers">
      <h3>{words.followersHeading}</h3>
      <p class="note">{words.followers}</p>
      <ul>
        {followers.map(({ className, type, count }, index) => (
          <li key={index}>
            <span class="count">{texts.number(count)}</span> <bdi>{shownClassOf(className, type)}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
