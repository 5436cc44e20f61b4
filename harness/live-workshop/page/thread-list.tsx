import type { VNode } from 'preact';
import type { ThreadView } from '../session/live-thread.js';
import type { LiveTexts } from './texts/texts.js';

interface Props {
  readonly threads: readonly ThreadView[];
  readonly chosen: ThreadView | null;
  readonly texts: LiveTexts;
  /** `null` if threads cannot be chosen. */
  readonly choose: ((name: string) => void) | null;
}

/** All threads of the pool with their counts; the chosen one is marked. */
export function ThreadList({ threads, chosen, texts, choose }: Props): VNode {
  if (threads.length === 0) return <p class="note">{texts.threads.none}</p>;
  return (
    <ul class="thread-list" aria-label={texts.threads.heading}>
      {threads.map((thread) => (
        <li key={thread.name} class={thread.state} aria-current={thread === chosen}>
          {choose === null ? (
            <strong>{thread.name}</strong>
          ) : (
            <button
              type="button"
              aria-pressed={thread === chosen}
              aria-label={texts.threads.select(thread.name)}
              onClick={() => choose(thread.name)}
            >
              {thread.name}
            </button>
          )}{' '}
          <Summary thread={thread} texts={texts} />
        </li>
      ))}
    </ul>
  );
}

function Summary({ thread, texts }: { thread: ThreadView; texts: LiveTexts }): VNode {
  const { counts } = thread.look;
  if (thread.state === 'ended') return <span class="note">{texts.threads.ended}</span>;
  if (thread.state === 'died') return <span class="flag">✗ {texts.threads.died(thread.reason ?? '')}</span>;
  return (
    <span>
      <span class="key">
        {counts.keys} {texts.counts.keys(counts.keys)}
      </span>{' '}
      ·{' '}
      <span class="value">
        {counts.values} {texts.counts.values(counts.values)}
      </span>{' '}
      ·{' '}
      <span class="stale">
        {counts.staleEntries} {texts.counts.staleEntries(counts.staleEntries)}
      </span>
    </span>
  );
}
