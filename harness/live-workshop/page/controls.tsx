import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { RequestKind } from '../../workshop/index.js';
import type { ThreadView } from '../session/live-thread.js';
import { MOST_REQUESTS, REQUEST_KINDS, SLOT_CALLS } from '../session/step.js';
import type { SlotCall, Step } from '../session/step.js';
import type { LiveTexts } from './texts/texts.js';

interface Props {
  readonly thread: ThreadView | null;
  readonly texts: LiveTexts;
  readonly disabled: boolean;
  readonly perform: (step: Step) => void;
}

/** Requests, and how each of them uses its ThreadLocal. */
export function RequestForm({ thread, texts: { requests: words }, disabled, perform }: Props): VNode {
  const [count, setCount] = useState(8);
  const [how, setHow] = useState<RequestKind>('not-removed');
  return (
    <form
      class="request-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (thread !== null) perform({ kind: 'requests', thread: thread.name, count, how });
      }}
    >
      <h3>{words.heading}</h3>
      <select
        aria-label={words.heading}
        value={how}
        onChange={({ currentTarget }) => setHow(currentTarget.value as RequestKind)}
      >
        {REQUEST_KINDS.map((one) => (
          <option key={one} value={one}>
            {words.how[one]}
          </option>
        ))}
      </select>{' '}
      <label>
        {words.count}{' '}
        <input
          type="number"
          min={1}
          max={MOST_REQUESTS}
          required
          value={count}
          onInput={({ currentTarget }) => setCount(currentTarget.valueAsNumber)}
        />
      </label>{' '}
      <button type="submit" disabled={disabled || thread === null}>
        {words.send(Number.isNaN(count) ? 0 : count)}
      </button>
    </form>
  );
}

/** Collections, calls that clean up, and snapshots. */
export function Operations({ thread, texts: { calls: words }, disabled, perform }: Props): VNode {
  const buttons = [
    ['collect', words.collect],
    ['miss', words.miss],
    ['remove-all', words.removeAll],
    ['snapshot', words.snapshot],
  ] as const;
  return (
    <div>
      <h3>{words.heading}</h3>
      <div class="buttons">
        {buttons.map(([kind, text]) => (
          <button
            key={kind}
            type="button"
            data-operation={kind}
            disabled={disabled || thread === null}
            onClick={() => {
              if (thread !== null) perform({ kind, thread: thread.name });
            }}
          >
            {text}
          </button>
        ))}
      </div>
    </div>
  );
}

interface SlotCallProps {
  readonly texts: LiveTexts;
  readonly chosen: SlotCall;
  readonly choose: (call: SlotCall) => void;
}

/** What a click on a slot calls. */
export function SlotCallChoice({ texts: { calls: words }, chosen, choose }: SlotCallProps): VNode {
  return (
    <fieldset class="slot-call">
      <legend>{words.onSlot}</legend>
      {SLOT_CALLS.map((call) => (
        <label key={call}>
          <input
            type="radio"
            name="slot-call"
            value={call}
            checked={call === chosen}
            onChange={() => choose(call)}
          />{' '}
          <code>{words.slotCall[call]}</code>
        </label>
      ))}
    </fieldset>
  );
}
