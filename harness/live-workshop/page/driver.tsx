import type { VNode } from 'preact';
import { useState } from 'preact/hooks';
import type { WindowState } from '../routes/window-state.js';
import type { SlotCall, Step } from '../session/step.js';
import type { Connection } from './connection.js';
import { Operations, RequestForm, SlotCallChoice } from './controls.js';
import { Guess, GuessForm } from './guess-panel.js';
import { StepList } from './step-list.js';
import { StoryPanel } from './story-panel.js';
import type { PageTexts } from './texts/languages.js';
import { ThreadList } from './thread-list.js';
import { ThreadPanel } from './thread-panel.js';
import type { PageWindow } from './window.js';

interface DriverProps {
  readonly state: WindowState;
  readonly texts: PageTexts;
  readonly window: PageWindow;
  readonly connection: Connection;
}

/** The driver's window: buttons, notes, what comes next. */
export function Driver({ state, texts, window, connection }: DriverProps): VNode {
  const { live } = texts;
  const [wanted, setWanted] = useState<{ name: string; steps: number } | null>(null);
  const [call, setCall] = useState<SlotCall>('get');
  const [problem, setProblem] = useState<string | null>(null);
  const drives = state.driver === window.id;
  // A step of another thread makes that one the chosen one.
  const name = wanted?.steps === state.steps ? wanted.name : state.current;
  const thread = state.threads.find((one) => one.name === name) ?? null;
  const running = thread?.state === 'running' ? thread : null;
  const perform = async (step: Step): Promise<void> => setProblem(await connection.perform(step));
  const act = async (): Promise<void> => setProblem(await connection.playScene(name));
  return (
    <>
      {drives ? null : (
        <p class="notice" role="status">
          {live.connection.otherDrives}{' '}
          <button type="button" onClick={() => void connection.takeOver()}>
            {live.connection.takeOver}
          </button>
        </p>
      )}
      <div class="driver-columns">
        <div class="driver-controls">
          <StoryPanel
            at={state.story}
            texts={live}
            disabled={!drives}
            go={(at) => void perform({ kind: 'story', at })}
            act={() => void act()}
          />
          {problem === null ? null : (
            <p class="notice" role="alert">
              {problem}
            </p>
          )}
          <section class="threads">
            <h2>{live.threads.heading}</h2>
            <ThreadList
              threads={state.threads}
              chosen={thread}
              texts={live}
              choose={(one) => setWanted({ name: one, steps: state.steps })}
            />
            <div class="buttons">
              <button
                type="button"
                data-operation="start"
                disabled={!drives}
                onClick={() => void perform({ kind: 'start' })}
              >
                {state.threads.length === 0 ? live.threads.start : live.threads.restart}
              </button>
              <button
                type="button"
                data-operation="end"
                disabled={!drives || running === null}
                onClick={() => {
                  if (running !== null) void perform({ kind: 'end', thread: running.name });
                }}
              >
                {live.threads.end}
              </button>
            </div>
          </section>
          <RequestForm
            thread={running}
            texts={live}
            disabled={!drives}
            perform={(step) => void perform(step)}
          />
          <Operations
            thread={running}
            texts={live}
            disabled={!drives}
            perform={(step) => void perform(step)}
          />
          <SlotCallChoice texts={live} chosen={call} choose={setCall} />
          <h3>{live.guess.heading}</h3>
          <GuessForm
            texts={live}
            disabled={!drives}
            give={(guess) => void perform({ kind: 'guess', ...guess })}
          />
          <Guess guess={state.guess} texts={live} />
        </div>
        <div class="driver-view">
          {thread === null ? null : (
            <ThreadPanel
              thread={thread}
              step={state.steps}
              texts={texts}
              plays={false}
              snapshotAt={(file) => window.address(`/snapshots/${encodeURIComponent(file)}`)}
              onSlot={
                !drives || running === null
                  ? null
                  : (slot) => void perform({ kind: 'slot', thread: running.name, slot, call })
              }
            />
          )}
          <StepList
            state={state}
            texts={live}
            logAt={window.address('/log')}
            reportAt={window.address('/report')}
          />
        </div>
      </div>
    </>
  );
}
