import type { SceneId } from '../../story/story.js';
import type { SlotCall, Step } from '../../session/step.js';
import type { Counts, RequestKind } from '../../../workshop/index.js';

/** The texts of one scene. */
export interface SceneTexts {
  /** For the room: one sentence. */
  readonly say: string;
  /** For the driver: what to point at. */
  readonly note: string;
}

/** All texts of the live pages that the report does not have, in one language. */
export interface LiveTexts {
  readonly title: string;
  readonly projector: string;
  readonly language: string;
  readonly story: {
    readonly heading: string;
    readonly place: (at: number, of: number) => string;
    readonly back: string;
    readonly next: string;
    /** Does what the scene is about. */
    readonly act: string;
    readonly comes: (sentence: string) => string;
    readonly scenes: Readonly<Record<SceneId, SceneTexts>>;
  };
  readonly threads: {
    readonly heading: string;
    readonly none: string;
    readonly start: string;
    readonly end: string;
    readonly restart: string;
    readonly running: string;
    readonly ended: string;
    readonly died: (reason: string) => string;
    readonly served: (requests: number, collections: number) => string;
    readonly select: (name: string) => string;
  };
  readonly requests: {
    readonly heading: string;
    readonly count: string;
    readonly how: Readonly<Record<RequestKind, string>>;
    readonly send: (count: number) => string;
  };
  readonly calls: {
    readonly heading: string;
    readonly collect: string;
    readonly miss: string;
    readonly removeAll: string;
    readonly snapshot: string;
    readonly onSlot: string;
    readonly slotCall: Readonly<Record<SlotCall, string>>;
    readonly noMap: string;
  };
  readonly guess: {
    readonly heading: string;
    readonly keys: string;
    readonly values: string;
    readonly give: string;
    readonly guessed: string;
    readonly real: string;
    readonly right: string;
    readonly wrong: string;
  };
  readonly counts: Readonly<Record<keyof Counts, (count: number) => string>>;
  readonly slot: (slot: number, state: string, key: number | null) => string;
  readonly slotState: Readonly<Record<string, string>>;
  readonly course: (thread: string) => string;
  /** Of this number of calls, the walks of the last ones are shown. */
  readonly walks: (shown: number, calls: number) => string;
  readonly chain: {
    readonly heading: (step: number) => string;
    readonly file: string;
    readonly opened: string;
  };
  readonly log: {
    readonly heading: string;
    readonly sentence: (step: Step) => string;
    readonly failed: (reason: string) => string;
    readonly file: (path: string) => string;
    readonly save: string;
    readonly report: string;
    readonly notWritten: (reason: string) => string;
  };
  /** The page of a log. */
  readonly report: {
    readonly title: string;
    readonly summary: (steps: number, startedAt: string) => string;
    readonly number: string;
    readonly step: string;
    readonly thread: string;
    readonly more: (steps: number) => string;
    readonly replay: (command: string) => string;
  };
  readonly connection: {
    readonly waiting: string;
    readonly lost: string;
    readonly otherDrives: string;
    readonly takeOver: string;
  };
}
