import type { VNode } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { type Memory, SlotPatterns } from '../../render/page/components/index.js';
import type { WindowState } from '../routes/window-state.js';
import { connect } from './connection.js';
import { Driver } from './driver.js';
import { Projector } from './projector.js';
import { LIVE_LANGUAGES, type PageTexts } from './texts/languages.js';
import type { PageWindow } from './window.js';

interface PageProps {
  readonly window: PageWindow;
  readonly memory: Memory;
}

/** Both windows: the language, the state of the connection, and what the window is for. */
export function Page({ window, memory }: PageProps): VNode {
  const [texts, setTexts] = useState<PageTexts>(() =>
    textsFor(memory.recall('language') ?? navigator.language),
  );
  const [state, setState] = useState<WindowState | null>(null);
  const [online, setOnline] = useState(true);
  const connection = useMemo(() => connect(window, { state: setState, online: setOnline }), []);
  const { live } = texts;
  const isDriver = window.role === 'driver';
  useEffect(() => {
    document.documentElement.lang = texts.report.language;
    document.title = `heapwitness · ${live.title}`;
  }, [texts]);
  // The other windows of this browser follow the one in which the language is chosen.
  useEffect(() => {
    const follow = ({ key, newValue }: StorageEvent): void => {
      if (key === 'heapwitness.language' && newValue !== null) setTexts(textsFor(newValue));
    };
    addEventListener('storage', follow);
    return () => removeEventListener('storage', follow);
  }, []);
  const choose = (chosen: PageTexts): void => {
    setTexts(chosen);
    memory.keep('language', chosen.report.language);
  };
  return (
    <div class={`live ${window.role}`}>
      <SlotPatterns />
      <div class="toolbar">
        <h1>{live.title}</h1>
        {isDriver ? (
          <>
            <a href={window.address('/projector')} target="projector">
              {live.projector}
            </a>
            <LanguageChoice chosen={texts} choose={choose} />
          </>
        ) : null}
      </div>
      <main class="wide" aria-busy={state?.busy === true}>
        {online ? null : (
          <p class="notice" role="alert">
            {live.connection.lost}
          </p>
        )}
        {state === null ? <p class="note">{live.connection.waiting}</p> : null}
        {state !== null && isDriver ? (
          <Driver state={state} texts={texts} window={window} connection={connection} />
        ) : null}
        {state !== null && !isDriver ? <Projector state={state} texts={texts} /> : null}
      </main>
    </div>
  );
}

interface LanguageProps {
  readonly chosen: PageTexts;
  readonly choose: (texts: PageTexts) => void;
}

function LanguageChoice({ chosen, choose }: LanguageProps): VNode {
  return (
    <div class="choice" role="group" aria-label={chosen.live.language}>
      {LIVE_LANGUAGES.map((one) => (
        <button
          key={one.report.language}
          type="button"
          lang={one.report.language}
          data-language={one.report.language}
          aria-pressed={one === chosen}
          onClick={() => choose(one)}
        >
          {one.report.languageName}
        </button>
      ))}
    </div>
  );
}

function textsFor(language: string): PageTexts {
  const [first] = language.split('-');
  const [fallback] = LIVE_LANGUAGES;
  return LIVE_LANGUAGES.find(({ report }) => report.language.split('-')[0] === first) ?? fallback;
}
