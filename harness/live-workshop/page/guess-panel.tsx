import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { Counts } from '../../workshop/index.js';
import type { LiveState } from '../session/session.js';
import type { LiveTexts } from './texts/texts.js';

interface ShownProps {
  readonly guess: LiveState['guess'];
  readonly texts: LiveTexts;
}

/** What the room has guessed, beside what the next collection has left. */
export function Guess({ guess, texts }: ShownProps): VNode | null {
  if (guess === null) return null;
  const { real } = guess;
  const words = texts.guess;
  return (
    <table class="guess">
      <caption>{words.heading}</caption>
      <thead>
        <tr>
          <th scope="col" />
          <th scope="col">{words.guessed}</th>
          <th scope="col">{words.real}</th>
        </tr>
      </thead>
      <tbody>
        {(['keys', 'values'] as const).map((what) => (
          <tr key={what} class={what === 'keys' ? 'key' : 'value'}>
            <th scope="row">{words[what]}</th>
            <td class="number">{guess[what]}</td>
            <td class="number">
              {real === null ? '–' : real[what]}{' '}
              {real === null ? null : (
                <span class="mark">
                  {real[what] === guess[what] ? `✓ ${words.right}` : `✗ ${words.wrong}`}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface FormProps {
  readonly texts: LiveTexts;
  readonly disabled: boolean;
  readonly give: (guess: Pick<Counts, 'keys' | 'values'>) => void;
}

/** Where the driver types the room's guess. */
export function GuessForm({ texts: { guess: words }, disabled, give }: FormProps): VNode {
  const [guess, setGuess] = useState({ keys: 0, values: 0 });
  return (
    <form
      class="guess-form"
      aria-label={words.heading}
      onSubmit={(event) => {
        event.preventDefault();
        give(guess);
      }}
    >
      {(['keys', 'values'] as const).map((what) => (
        <label key={what}>
          {words[what]}{' '}
          <input
            type="number"
            min={0}
            max={9999}
            required
            value={guess[what]}
            onInput={({ currentTarget }) => setGuess({ ...guess, [what]: currentTarget.valueAsNumber })}
          />
        </label>
      ))}
      <button type="submit" disabled={disabled}>
        {words.give}
      </button>
    </form>
  );
}
