import { visibleText } from '../core/visible-text.js';
import { shownName } from './class-name.js';
import { bytesText, painterOf, placeText, type PlaceOptions } from './format-text.js';
import { formatLeakTrace, type FormatTraceOptions } from './format-trace.js';
import type { AllocationFrame, AllocationSite, Follower, Witness } from './types.js';

export interface FormatWitnessOptions extends FormatTraceOptions {
  /** What the caller counted: `137 per 137 iterations, 1.0 each`. */
  readonly counted?: string | undefined;
}

/** Followers named at most. */
const NAMED = 6;

/** A finding as text: what stays and how much of it, what holds it, what holds it besides. */
export function formatWitness(witness: Witness, options: FormatWitnessOptions = {}): string {
  const paint = painterOf(options.color === true);
  const { className, type, count, artefact, followers, holders, fingerprint } = witness;
  const shown = shownClass(className, type);
  const lines = [
    `${paint.strong(`${shown} × ${count}`)}${options.counted === undefined ? '' : `  ${options.counted}`}`,
    paint.faint(`${sizeText(witness)}, fingerprint ${visibleText(fingerprint)}`),
  ];
  if (artefact !== null)
    lines.push(
      paint.unknown(`An artefact of measuring (${visibleText(artefact.name)}):`),
      `${visibleText(artefact.why, 1000)}.`,
    );
  if (followers.length > 0) lines.push(`leaking with it: ${followersText(followers)}`);
  lines.push('', formatLeakTrace(witness.trace, options));
  if (witness.allocationSite !== null) lines.push('', ...siteLines(witness.allocationSite, options));
  if (holders.length > 0) lines.push('', ...holderLines(witness, options));
  if (artefact !== null) lines.push('', `What to do: ${visibleText(artefact.remedy, 1000)}.`);
  return lines.join('\n');
}

/** The calls of a site as plain lines, innermost first: for JSON. */
export function siteCallLines({ frames }: AllocationSite): string[] {
  return frames.map((frame) => callText(frame, { folder: '' }));
}

function siteLines({ frames }: AllocationSite, options: PlaceOptions): string[] {
  const calls = frames.map((frame) => `  in ${visibleText(callText(frame, options), 1000)}`);
  return ['Allocated, mostly:', ...calls];
}

function callText({ functionName, position }: AllocationFrame, options: PlaceOptions): string {
  if (position === null) return `${functionName}()`;
  return `${functionName}()  ${placeText(position.url, options)}:${position.line}:${position.column}`;
}

function sizeText({ retainedBytes, retainedObjects, count }: Witness): string {
  const each = count > 1 ? `${bytesText(retainedBytes / count)} each, ` : '';
  return `${each}${bytesText(retainedBytes)} in ${retainedObjects} objects together`;
}

function followersText(followers: readonly Follower[]): string {
  const named = followers
    .slice(0, NAMED)
    .map(({ className, type, count }) => `${shownClass(className, type)} × ${count}`);
  const more = followers.length - NAMED;
  return `${named.join(', ')}${more > 0 ? `, and ${more} classes more` : ''}`;
}

function shownClass(className: string, type: string): string {
  const isNamedFunction = type === 'closure' && !className.startsWith('(');
  return visibleText(isNamedFunction ? `${className}()` : shownName(className));
}

function holderLines({ holders, holdersComplete, stillHeld }: Witness, options: PlaceOptions): string[] {
  return [
    'Cut the underlined reference, and it is still held by:',
    ...holders.map(({ text, count, artefact, trace }) => {
      const root = visibleText(placeText(trace.root.text.replace(/: .*$/s, ''), options), 1000);
      const name = artefact === null ? '' : `; an artefact of measuring: ${visibleText(artefact.name)}`;
      return `  · ${visibleText(text)}  (${count} of them, from ${root}${name})`;
    }),
    holdersComplete ? 'Cut these too, and nothing holds it any more.' : openText(stillHeld),
  ];
}

function openText(stillHeld: number | undefined): string {
  const open = 'Others were not looked for: cut these, and check again.';
  if (stillHeld === undefined) return open;
  const rest = `Cut these too, and ${stillHeld} of them ${stillHeld === 1 ? 'is' : 'are'} still held.`;
  return `${rest} ${open}`;
}
