import type { Counts } from '../../workshop/index.js';
import type { Step } from '../session/step.js';

/** A step of the story, without the thread: that of the last step, or a new one. */
export type StoryAction = Step extends infer One ? (One extends Step ? Omit<One, 'thread'> : never) : never;

/** Ids of the scenes, for their texts. */
export type SceneId =
  | 'start'
  | 'requests'
  | 'guess'
  | 'collect'
  | 'collect-again'
  | 'snapshot'
  | 'miss'
  | 'removed'
  | 'end'
  | 'static-key'
  | 'set-null'
  | 'own-maps'
  | 'free-play';

/** One scene of the guided story: one sentence, and what the driver does for it. */
export interface Scene {
  readonly id: SceneId;
  readonly actions: readonly StoryAction[];
  /** The counts of the current thread after the actions; `null` if it has ended, or nothing was done. */
  readonly after: Counts | null;
}

const counts = (keys: number, values: number, staleEntries: number): Counts => ({
  keys,
  values,
  staleEntries,
});
const COLLECT: StoryAction = { kind: 'collect' };
const REQUESTS = 8;

/** The guided story, from the first thread to the cure. The counts are what real threads show: a test plays it. */
export const STORY: readonly Scene[] = [
  { id: 'start', actions: [{ kind: 'start' }], after: counts(0, 0, 0) },
  {
    id: 'requests',
    actions: [{ kind: 'requests', count: REQUESTS, how: 'not-removed' }],
    after: counts(REQUESTS, REQUESTS, 0),
  },
  { id: 'guess', actions: [], after: null },
  { id: 'collect', actions: [COLLECT], after: counts(0, REQUESTS, REQUESTS) },
  { id: 'collect-again', actions: [COLLECT], after: counts(0, REQUESTS, REQUESTS) },
  { id: 'snapshot', actions: [{ kind: 'snapshot' }], after: counts(0, REQUESTS, REQUESTS) },
  { id: 'miss', actions: [{ kind: 'miss' }], after: counts(1, 0, 0) },
  {
    id: 'removed',
    actions: [{ kind: 'requests', count: REQUESTS, how: 'removed' }, COLLECT],
    // The get() that missed has left an entry of its own, without a value.
    after: counts(0, 0, 1),
  },
  {
    id: 'end',
    actions: [{ kind: 'requests', count: REQUESTS, how: 'not-removed' }, { kind: 'end' }],
    after: null,
  },
  {
    id: 'static-key',
    actions: [{ kind: 'start' }, { kind: 'requests', count: REQUESTS, how: 'static-key' }, COLLECT],
    after: counts(1, 1, 0),
  },
  {
    id: 'set-null',
    actions: [{ kind: 'requests', count: REQUESTS, how: 'set-null' }, COLLECT],
    after: counts(1, 1, REQUESTS),
  },
  {
    id: 'own-maps',
    actions: [{ kind: 'start' }, { kind: 'requests', count: REQUESTS, how: 'static-key' }],
    after: counts(1, 1, 0),
  },
  { id: 'free-play', actions: [], after: null },
];

/** Returns the steps of an action, for the thread of the last step. */
export function stepOf(action: StoryAction, current: string | null): Step {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- an action is a step without its thread
  return { thread: current ?? '', ...action } as Step;
}
