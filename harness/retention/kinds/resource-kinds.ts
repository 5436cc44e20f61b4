import type { LeakKind, LeakKindId } from './leak-kind.js';
import { explained } from './texts-en.js';

/** Resources that Node counts by name and that are not handles. */
const KINDS: Readonly<Record<string, LeakKindId>> = {
  'external bytes': 'native-memory',
  Timeout: 'timer',
  Immediate: 'timer',
  Worker: 'running-worker',
  ProcessWrap: 'running-worker',
  'child processes': 'running-worker',
  PROMISE: 'promise-chain',
};

/** Returns the kind of a leaking resource that is not an object of the heap, by the name under which it is counted. */
export function kindOfResource(name: string): LeakKindId {
  return (Object.hasOwn(KINDS, name) ? KINDS[name] : undefined) ?? 'unclosed-handle';
}

/** Returns the kind of a leaking resource with its explanation. */
export function resourceKind(name: string): LeakKind {
  const unknown = { holder: null, milliseconds: null, places: null, collections: null, line: null };
  const id = kindOfResource(name);
  const detail = id === 'unclosed-handle' || id === 'running-worker' ? 'counted' : null;
  return explained({ id, held: name, detail, ...unknown });
}
