import type { VNode } from 'preact';
import type { WindowState } from '../routes/window-state.js';
import type { LiveTexts } from './texts/texts.js';

interface Props {
  readonly state: WindowState;
  readonly texts: LiveTexts;
  /** Addresses of the log and of its report. */
  readonly logAt: string;
  readonly reportAt: string;
}

/** The last steps, the newest one first, and where all of them are. */
export function StepList({ state, texts: { log: words }, logAt, reportAt }: Props): VNode {
  return (
    <section class="step-list">
      <h2>{words.heading}</h2>
      {state.logError === null ? null : (
        <p class="notice" role="alert">
          {words.notWritten(state.logError)}
        </p>
      )}
      <ol reversed start={state.steps}>
        {state.last.toReversed().map(({ number, step, error }) => (
          <li key={number}>
            {words.sentence(step)}
            {error === null ? null : <span class="flag"> ✗ {words.failed(error)}</span>}
          </li>
        ))}
      </ol>
      <p class="note">
        {words.file(state.logFile)} <a href={logAt}>{words.save}</a> <a href={reportAt}>{words.report}</a>
      </p>
    </section>
  );
}
