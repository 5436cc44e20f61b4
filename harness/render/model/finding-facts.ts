import type { Evidence, Finding, FindingIsolates, NamedFile } from '../../check/index.js';
import { resourceKind, shownClassOf } from '../../retention/index.js';
import type { LeakKind, LeakTrace, PathStep, SourcePosition, Witness } from '../../retention/index.js';

/** The controls of a check, in the order in which they are shown. */
export const CONTROLS = ['planted', 'held', 'dropped'] as const;

/** Returns a class or a function as it is written in code: `Session`, `onExpire()`. */
export function nameOf({ className, kind }: Pick<Finding, 'className' | 'kind'>): string {
  return shownClassOf(className, kind);
}

/** Returns the bytes that one object of a finding retains. */
export function bytesEachOf(finding: Finding): number {
  const { perIteration, retainedBytesPerIteration } = finding;
  return perIteration > 0 && !isInBytes(finding) ? retainedBytesPerIteration / perIteration : 0;
}

/** Whether a finding counts bytes, not objects. */
export function isInBytes({ kind, className }: Pick<Finding, 'kind' | 'className'>): boolean {
  return kind === 'resource' && className.endsWith('bytes');
}

/** Returns why a finding leaks and how to fix it; null for an artefact of the measurement or an unknown kind. */
export function explanationOf({ kind, className, witness }: Finding): LeakKind | null {
  if (witness !== null) return witness.artefact === null ? witness.kind : null;
  return kind === 'resource' ? resourceKind(className) : null;
}

/** Returns the result of cutting one reference; null if that was not tried. */
export function triedCutOf({ witness }: Finding): TriedCut | null {
  if (witness === null || witness.artefact !== null || witness.verifiedCut === null) return null;
  return { ...witness, verifiedCut: witness.verifiedCut };
}

/** A cut that was tried, and what else retains the objects. */
export interface TriedCut extends Pick<Witness, 'count' | 'holders' | 'holdersComplete'> {
  readonly verifiedCut: NonNullable<Witness['verifiedCut']>;
}

/** The growth in one cycle. */
export interface CycleGrowth {
  readonly iterations: number;
  /** Objects allocated in the cycle that are still reachable at the end. */
  readonly survivors: number;
}

/** Returns the growth of a finding by cycle; empty if it is unknown. */
export function growthOf({ survivors }: Finding, { cycles }: Evidence): CycleGrowth[] {
  return cycles.flatMap(({ iterations }, cycle) => {
    const ofCycle = survivors[cycle];
    return ofCycle === undefined ? [] : [{ iterations, survivors: ofCycle }];
  });
}

/** Returns the root of a trace, and the reason why it stays, which may be empty. */
export function rootOf({ root: { text } }: LeakTrace): { readonly name: string; readonly reason: string } {
  const end = text.lastIndexOf(': ');
  return end < 0 ? { name: text, reason: '' } : { name: text.slice(0, end), reason: text.slice(end + 2) };
}

/** Formats a position in the code: `src/session.js:12:3`; null if it is unknown. */
export function placeOf(position: SourcePosition | null): string | null {
  return position && `${position.url}:${position.line}:${position.column}`;
}

/** Formats where a finding was found: `in 4 of 4 threads started at pool.js:12:3`, `in thread 3 (mailer)`. */
export function isolatesText(
  { kind, names, of }: Omit<FindingIsolates, 'startedAt'>,
  line: string | null,
): string {
  const several = kind === 'worker' ? 'threads' : 'processes';
  const which = of === 1 ? names.join(', ') : `${names.length} of ${of} ${several}`;
  return `in ${which}${line === null ? '' : `${of === 1 ? ',' : ''} started at ${line}`}`;
}

/** Formats which file is open: `/etc/hostname, opened for reading`. */
export function openFileText({ name, access }: NamedFile): string {
  return `${name}, opened for ${access}`;
}

/** Says which other threads and processes were examined, without a full stop. */
export function alsoReadText(names: readonly string[]): string {
  return `Also read: ${names.length === 1 ? 'the heap' : 'the heaps'} of ${names.join(', ')}`;
}

/** Says which threads and processes were left out, without a full stop. */
export function ignoredIsolatesText(ignored: Evidence['ignoredIsolates']): string {
  return `Not read, as the options say: ${ignored.map(({ name, reason }) => `${name} (${reason})`).join(', ')}`;
}

/** Formats a step of a path: `sessions.get("user-17") → Session  src/session.js:12:1`. */
export function stepText({ reference, repeats, node, position }: PathStep): string {
  const times = repeats > 1 ? ` × ${repeats}` : '';
  const place = placeOf(position);
  return `${reference === null ? '' : `${reference}${times} → `}${node}${place === null ? '' : `  ${place}`}`;
}
