import type { RequestKind } from '../../workshop/index.js';

/** A call on the key in one slot. */
export type SlotCall = 'get' | 'set' | 'remove';

/** One thing that the driver does. Threads are named `pool-1`, `pool-2`, … in the order of their start. */
export type Step =
  | { readonly kind: 'start' }
  | { readonly kind: 'end'; readonly thread: string }
  | { readonly kind: 'requests'; readonly thread: string; readonly count: number; readonly how: RequestKind }
  | { readonly kind: 'slot'; readonly thread: string; readonly slot: number; readonly call: SlotCall }
  | { readonly kind: 'miss'; readonly thread: string }
  | { readonly kind: 'remove-all'; readonly thread: string }
  | { readonly kind: 'collect'; readonly thread: string }
  | { readonly kind: 'snapshot'; readonly thread: string }
  | { readonly kind: 'guess'; readonly keys: number; readonly values: number }
  | { readonly kind: 'story'; readonly at: number };

export type StepKind = Step['kind'];

/** Maximum number of requests of one step. */
export const MOST_REQUESTS = 200;

export const REQUEST_KINDS: readonly RequestKind[] = ['not-removed', 'removed', 'set-null', 'static-key'];
export const SLOT_CALLS: readonly SlotCall[] = ['get', 'set', 'remove'];
