import type { VNode } from 'preact';
import { STORY } from '../story/story.js';
import type { LiveTexts } from './texts/texts.js';

interface Props {
  readonly at: number;
  readonly texts: LiveTexts;
}

/** The sentence of the scene, for the room. */
export function StorySentence({ at, texts }: Props): VNode | null {
  const scene = STORY[at];
  if (scene === undefined) return null;
  return (
    <p class="story-sentence" aria-live="polite">
      {texts.story.scenes[scene.id].say}
    </p>
  );
}

interface DriverProps extends Props {
  readonly disabled: boolean;
  readonly go: (at: number) => void;
  readonly act: () => void;
}

/** The scene, what to do for it, and what comes next. */
export function StoryPanel({ at, texts, disabled, go, act }: DriverProps): VNode {
  const words = texts.story;
  const [scene, next] = [STORY[at], STORY[at + 1]];
  return (
    <section class="story" aria-label={words.heading}>
      <h2>
        {words.heading}{' '}
        <span class="note">{words.place(Math.min(at, STORY.length - 1) + 1, STORY.length)}</span>
      </h2>
      <StorySentence at={at} texts={texts} />
      {scene === undefined ? null : <p class="story-note">{words.scenes[scene.id].note}</p>}
      <div class="buttons">
        <button type="button" disabled={disabled || at === 0} onClick={() => go(at - 1)}>
          ← {words.back}
        </button>
        <button
          type="button"
          class="act"
          disabled={disabled || scene === undefined || scene.actions.length === 0}
          onClick={act}
        >
          {words.act}
        </button>
        <button type="button" disabled={disabled || next === undefined} onClick={() => go(at + 1)}>
          {words.next} →
        </button>
      </div>
      {next === undefined ? null : <p class="note">{words.comes(words.scenes[next.id].say)}</p>}
    </section>
  );
}
