import type { VNode } from 'preact';
import { useEffect } from 'preact/hooks';
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
  // The room sees the sentence and the counts after each step, however long the walk below them is.
  useEffect(() => scrollTo(0, 0), [state.steps]);
  return (
    <>
      {/* A scene's sentence says what the room has seen. */}
      <StorySentence at={state.isSceneDone ? state.story : state.story - 1} texts={texts.live} />
      <Guess guess={state.guess} texts={texts.live} />
      {state.threads.length > 1 ? (
        <ThreadList threads={state.threads} chosen={thread} texts={texts.live} choose={null} />
      ) : null}
      {thread === null ? null : (
        <ThreadPanel thread={thread} step={state.steps} texts={texts} onSlot={null} snapshotAt={null} plays />
      )}
    </>
  );
}
