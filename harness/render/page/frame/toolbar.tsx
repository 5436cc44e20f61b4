import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';

interface ToolbarProps {
  readonly texts: Texts;
  readonly languages: readonly Texts[];
  /** Whether there are observations that can be hidden. */
  readonly curtain: boolean;
}

/** The toolbar, for the language and for hiding observations. Shown only if the script runs. */
export function Toolbar({ texts, languages, curtain }: ToolbarProps): VNode {
  const words = texts.toolbar;
  return (
    <div class="toolbar scripted-only" role="group" aria-label={words.label}>
      <div class="choice" role="group" aria-label={words.languages}>
        {languages.map(({ language, languageName }) => (
          <button
            key={language}
            type="button"
            lang={language}
            data-language={language}
            aria-pressed={language === texts.language}
          >
            {languageName}
          </button>
        ))}
      </div>
      {curtain ? <CurtainButton id="" hide={words.hideAll} reveal={words.revealAll} /> : null}
    </div>
  );
}

/** Hides the observations of one case, or of all, and reveals them again. */
export function CurtainButton({ id, hide, reveal }: { id: string; hide: string; reveal: string }): VNode {
  return (
    <button type="button" class="curtain scripted-only" data-curtain={id}>
      <span class="when-revealed">{hide}</span>
      <span class="when-concealed">{reveal}</span>
    </button>
  );
}

/** The placeholder of a hidden number. */
export function Unknown(): VNode {
  return <span class="unknown">?</span>;
}
