import type { VNode } from 'preact';
import { useRef } from 'preact/hooks';
import {
  ChartPanel,
  chartScales,
  countScale,
  localisedTrace,
  Path,
  Walks,
  widthWithNames,
} from '../../render/page/components/index.js';
import type { ThreadView } from '../session/live-thread.js';
import { SlotButtons } from './slot-buttons.js';
import type { PageTexts } from './texts/languages.js';
import { usePlayedWalk } from './played-walk.js';

interface Props {
  readonly thread: ThreadView;
  /** Number of the last step: what belongs to a step is drawn anew for the next one. */
  readonly step: number;
  readonly texts: PageTexts;
  readonly onSlot: ((slot: number) => void) | null;
  /** Returns the address of a snapshot; `null` if it is not offered. */
  readonly snapshotAt: ((file: string) => string) | null;
  /** Whether the last walk is shown step by step without being operated. */
  readonly plays: boolean;
}

/** The thread that is operated: its counts, its table, the walks of the last step, the course, and the chain. */
export function ThreadPanel({ thread, step, texts, onSlot, snapshotAt, plays }: Props): VNode {
  const { live, report } = texts;
  const { look } = thread;
  const walks = useRef<HTMLDivElement>(null);
  usePlayedWalk(walks, plays ? `${thread.name} ${step}` : null);
  const { shown, more } = look.walks;
  return (
    <section class="thread-panel" aria-label={thread.name}>
      <h2>
        {thread.name} <span class={`thread-state ${thread.state}`}>{stateOf(thread, texts)}</span>
      </h2>
      <Numbers thread={thread} texts={texts} />
      {look.tables.length === 0 && thread.state === 'running' ? <p class="note">{live.calls.noMap}</p> : null}
      {look.tables.map((table) => (
        <SlotButtons key={table.owner} table={table} texts={live} onSlot={onSlot} />
      ))}
      <div class="below-table">
        <div ref={walks}>
          <Walks
            key={`${thread.name}-${step}-${report.language}`}
            look={look}
            texts={report}
            open
            heading={live.walks(shown.length, shown.length + more)}
          />
          <Chain thread={thread} texts={texts} snapshotAt={snapshotAt} />
        </div>
        <Course thread={thread} texts={texts} />
      </div>
    </section>
  );
}

function stateOf({ state, reason }: ThreadView, { live }: PageTexts): string {
  if (state === 'running') return live.threads.running;
  return state === 'ended' ? live.threads.ended : live.threads.died(reason ?? '');
}

function Numbers({ thread, texts: { live, report } }: { thread: ThreadView; texts: PageTexts }): VNode {
  const { counts } = thread.look;
  return (
    <dl class="numbers" aria-live="polite">
      {(['keys', 'values', 'staleEntries'] as const).map((what) => (
        <div key={what} class={what === 'keys' ? 'key' : what === 'values' ? 'value' : 'stale'}>
          <dt>{live.counts[what](counts[what])}</dt>
          <dd data-count={what}>{report.number(counts[what])}</dd>
        </div>
      ))}
      <div class="served">
        <dt>{live.threads.served(thread.served, thread.collections)}</dt>
      </div>
    </dl>
  );
}

function Chain({ thread, texts, snapshotAt }: Pick<Props, 'thread' | 'texts' | 'snapshotAt'>): VNode | null {
  const { heap, look } = thread;
  if (heap === null) return null;
  const words = texts.live.chain;
  return (
    <details class="chain" open={heap.isNew}>
      <summary>{words.heading(heap.step)}</summary>
      <Path trace={look.trace && localisedTrace(look.trace, texts.report.language)} texts={texts.report} />
      {snapshotAt === null ? null : (
        <p class="note">
          <a href={snapshotAt(heap.file)}>{words.file}</a> {words.opened}
        </p>
      )}
    </details>
  );
}

function Course({ thread, texts: { live, report } }: { thread: ThreadView; texts: PageTexts }): VNode | null {
  const { course, look } = thread;
  if (course.length < 2) return null;
  const looks = course.map(({ step, gc, counts }) => ({ ...look, label: String(step), counts, gc }));
  const most = Math.max(...looks.flatMap(({ counts }) => Object.values(counts)));
  return (
    <figure class="chart course-chart">
      <ChartPanel
        id={`course-${thread.name}`}
        title={live.course(thread.name)}
        looks={looks}
        scales={chartScales(looks.length, countScale(most))}
        width={widthWithNames(looks, report)}
        texts={report}
      />
    </figure>
  );
}
