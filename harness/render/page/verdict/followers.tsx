import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import type { FollowerModel } from '../verdict-model.js';

/** What hangs on the leaking objects, by class. */
export function Followers(props: { followers: readonly FollowerModel[]; texts: Texts }): VNode | null {
  const { followers, texts } = props;
  if (followers.length === 0) return null;
  const words = texts.verdict.finding;
  return (
    <section class="followers">
      <h3>{words.followersHeading}</h3>
      <p class="note">{words.followers}</p>
      <ul>
        {followers.map(({ className, count }, index) => (
          <li key={index}>
            <span class="count">{texts.number(count)}</span> <bdi>{className}</bdi>
          </li>
        ))}
      </ul>
    </section>
  );
}
