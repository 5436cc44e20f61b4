import { visibleText } from '../../core/escape-control-characters.js';
import { shownClassOf } from '../grouping/class-name.js';
import { formatBytes } from '../../core/quantities.js';
import { painterOf, placeText, type PlaceOptions } from './format-text.js';
import { formatLeakTrace, type FormatTraceOptions } from './format-trace.js';
import type { AllocationFrame, AllocationSite, Follower, VerifiedCut, Witness } from '../types.js';

export interface FormatWitnessOptions extends FormatTraceOptions {
  /** The counts of the caller: `137 in 137 iterations, 1.0 per iteration`. */
  readonly counted?: string | undefined;
}

/** Maximum number of characters of an explanation's line. */
const LONGEST_SENTENCE = 1000;
/** Maximum number of named followers. */
const NAMED = 6;

/** Formats a finding as text: what leaks and how much of it, what retains it, and what else retains it. */
export function formatWitness(witness: Witness, options: FormatWitnessOptions = {}): string {
  const paint = painterOf(options.color === true);
  const { className, type, count, artefact, followers, holders, fingerprint } = witness;
  const shown = shownClass(className, type);
  const lines = [
    `${paint.strong(`${shown} × ${count}`)}${options.counted === undefined ? '' : `  ${options.counted}`}`,
    ...(artefact === null ? explanationLines(witness, options) : []),
    paint.faint(`${sizeText(witness)}, fingerprint ${visibleText(fingerprint)}`),
  ];
  if (artefact !== null)
    lines.push(
      paint.unknown(`An artefact of the measurement (${visibleText(artefact.name)}):`),
      `${visibleText(artefact.why, 1000)}.`,
    );
  if (followers.length > 0) lines.push(`also leaking through it: ${followersText(followers)}`);
  lines.push('', formatLeakTrace(witness.trace, options));
  if (witness.allocationSite !== null) lines.push('', ...siteLines(witness.allocationSite, options));
  if (holders.length > 0) lines.push('', ...holderLines(witness, options));
  if (artefact !== null) lines.push('', `What to do: ${visibleText(artefact.remedy, 1000)}.`);
  return lines.join('\n');
}

/** Formats why it leaks, how and where to fix it, and the result of trying that. */
export function explanationLines(
  { kind, verifiedCut, count, holders, holdersComplete }: ExplainedPart,
  options: PlaceOptions,
): string[] {
  const { why, mend, line } = kind;
  const where =
    line === null
      ? ''
      : ` ${line.inPackage ? 'In a package' : 'Your line'}: ${line.name}  ${placeText(line.position.url, options)}:${line.position.line}:${line.position.column}`;
  const others = { found: holders.length, complete: holdersComplete };
  const tried = verifiedCut === null ? [] : [`Tried: ${triedText(verifiedCut, count, others)}`];
  return [`Why: ${why}`, `Fix: ${mend}${where}`, ...tried].map((text) => visibleText(text, LONGEST_SENTENCE));
}

type ExplainedPart = Pick<Witness, 'kind' | 'verifiedCut' | 'count' | 'holders' | 'holdersComplete'>;

/** Formats what one cut frees, as a sentence. */
function triedText(
  { text, references, others, freed, freedBytes }: VerifiedCut,
  count: number,
  { found, complete }: { readonly found: number; readonly complete: boolean },
): string {
  const cut = `cutting \`${text.replaceAll('`', "'")}\`${alsoCutText(references, others)} alone frees`;
  const number = found === 0 ? 'other' : `${complete ? '' : 'at least '}${found} other`;
  const rest = found === 1 ? `${number} reference holds` : `${number} references hold`;
  if (freed === 0) return `${cut} none: ${rest} them.`;
  const some = `${cut} ${freed} of ${count} and ${formatBytes(freedBytes)}`;
  return freed === count ? `${some}.` : `${some}; ${rest} the others.`;
}

/** Returns what is cut together with the reference that is named. */
function alsoCutText(references: number, others: number): string {
  if (references === 1) return others === 0 ? '' : ` and ${others} other reference${others === 1 ? '' : 's'}`;
  const more = others === 0 ? '' : ` and ${others} other${others === 1 ? '' : 's'}`;
  return `, ${references} references of this kind${more},`;
}

function siteLines({ frames }: AllocationSite, options: PlaceOptions): string[] {
  return ['Mostly allocated at:', ...callLines(frames, options)];
}

/** Formats calls, one per line, innermost first. */
export function callLines(frames: readonly AllocationFrame[], options: PlaceOptions): string[] {
  return frames.map((frame) => `  in ${visibleText(callText(frame, options), 1000)}`);
}

function callText({ functionName, position }: AllocationFrame, options: PlaceOptions): string {
  if (position === null) return `${functionName}()`;
  return `${functionName}()  ${placeText(position.url, options)}:${position.line}:${position.column}`;
}

function sizeText({ retainedBytes, retainedObjects, count }: Witness): string {
  const each = count > 1 ? `${formatBytes(retainedBytes / count)} each, ` : '';
  return `${each}${formatBytes(retainedBytes)} in ${retainedObjects} objects in total`;
}

function followersText(followers: readonly Follower[]): string {
  const named = followers
    .slice(0, NAMED)
    .map(({ className, type, count }) => `${shownClass(className, type)} × ${count}`);
  const more = followers.length - NAMED;
  return `${named.join(', ')}${more > 0 ? `, and ${more} more classes` : ''}`;
}

function shownClass(className: string, type: string): string {
  return visibleText(shownClassOf(className, type));
}

function holderLines({ holders, holdersComplete, stillHeld }: Witness, options: PlaceOptions): string[] {
  return [
    'If the underlined reference is cut, it is still retained by:',
    ...holders.map(({ text, references, count, artefact, trace }) => {
      const root = visibleText(placeText(trace.root.text.replace(/: .*$/s, ''), options), 1000);
      const name = artefact === null ? '' : `; an artefact of the measurement: ${visibleText(artefact.name)}`;
      const held = count === 0 ? 'none of them, only objects of the other classes' : `${count} of them`;
      const alike = references === 1 ? '' : `, ${references} references of this kind`;
      return `  · ${visibleText(text)}${alike}  (${held}, from ${root}${name})`;
    }),
    holdersComplete ? 'If these are cut too, nothing retains it any more.' : openText(stillHeld),
  ];
}

function openText(stillHeld: number | undefined): string {
  const open = 'Further retainers were not searched for: cut these, and check again.';
  if (stillHeld === undefined) return open;
  const rest = `If these are cut too, ${stillHeld} of them ${stillHeld === 1 ? 'is' : 'are'} still retained.`;
  return `${rest} ${open}`;
}
