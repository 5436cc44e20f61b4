import type { VNode } from 'preact';
import type { WindowState } from '../routes/window-state.js';
import { Guess } from './guess-panel.js';
import { StorySentence } from './story-panel.js';
import type { PageTexts } from './texts/languages.js';
import { ThreadList } from './thread-list.js';
import { ThreadPanel } from './thread-panel.js';

interface ProjectorProps {
  readonly state: WindowState;
  readonly texts: PageTexts;
}

/** The window for the room: large, and without anything to press. */
export function Projector({ state, texts }: ProjectorProps): VNode {
  const thread = state.threads.find(({ name }) => name === state.current) ?? null;
  return (
    <>
      <StorySentence at={state.story} texts={texts.live} />
      <Guess guess={state.guess} real={thread?.look.counts ?? null} texts={texts.live} />
      {state.threads.length > 1 ? (
        <ThreadList threads={state.threads} chosen={thread} texts={texts.live} choose={null} />
      ) : null}
      {thread === null ? null : (
        <ThreadPanel thread={thread} step={state.steps} texts={texts} onSlot={null} snapshotAt={null} plays />
      )}
    </>
  );
}
