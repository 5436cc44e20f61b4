import { visibleText } from '../../core/escape-control-characters.js';
import { formatBytes } from '../../core/quantities.js';
import { type Painter, painterOf, placeText, type PlaceOptions } from './format-text.js';
import type { LeakTrace, LeakTraceNode, PathStep } from '../types.js';

export interface FormatTraceOptions extends PlaceOptions {
  /**
   * Whether to colour the text for a terminal.
   * @defaultValue false
   */
  readonly color?: boolean | undefined;
  /**
   * Number of columns after which a position is printed on its own line.
   * @defaultValue 100
   */
  readonly width?: number | undefined;
}

/** Returns the steps of a trace: the root first, then each node with the reference that leads to it. */
export function pathOf({ root, nodes }: LeakTrace): PathStep[] {
  return [
    { reference: null, repeats: 1, node: root.text, position: null },
    ...nodes.map(({ label, position, reference: { text, repeats } }) => ({
      reference: text,
      repeats,
      node: label,
      position,
    })),
  ];
}

/**
 * Formats a trace as text: the root first, one reference per line; each node with its status and the reason. References
 * that may be the cause of the leak are underlined.
 *
 * ```text
 * ┬─ module src/server.js
 * │     ↓ variable sessions
 * ├─ Map
 * │     leaking: no (older than the first cycle)
 * │     ↓ sessions.get("user-17")
 * │               ~~~~~~~~~~~~~~~
 * ╰→ Session  src/session.js:12:1
 *       leaking: yes (allocated during the run and still alive)
 *       retains 2.3 KiB in 14 objects
 * ```
 */
export function formatLeakTrace({ root, nodes }: LeakTrace, options: FormatTraceOptions = {}): string {
  const paint = painterOf(options.color === true);
  const lines = [`┬─ ${paint.strong(visibleText(placeText(root.text, options)))}`];
  for (const [at, node] of nodes.entries()) {
    lines.push(...referenceLines(node, paint));
    lines.push(...nodeLines(node, { at, nodes, paint, options }));
  }
  return lines.join('\n');
}

function referenceLines(node: LeakTraceNode, paint: Painter): string[] {
  const text = referenceText(node);
  const { start, suspect } = node.reference;
  const [owner, rest] = [visibleText(text.slice(0, start)), visibleText(text.slice(start))];
  if (!suspect) return [`│     ↓ ${paint.faint(owner + rest)}`];
  const mark = ' '.repeat(owner.length) + '~'.repeat(rest.length);
  return [`│     ↓ ${owner}${paint.bad(rest)}`, `│       ${paint.bad(mark)}`];
}

interface NodePlace {
  readonly at: number;
  readonly nodes: readonly LeakTraceNode[];
  readonly paint: Painter;
  readonly options: FormatTraceOptions;
}

function nodeLines(node: LeakTraceNode, { at, nodes, paint, options }: NodePlace): string[] {
  const isLast = at === nodes.length - 1;
  const bar = isLast ? '      ' : '│     ';
  const head = `${isLast ? '╰→' : '├─'} `;
  const where = visibleText(whereText(node, options));
  const label = visibleText(node.label);
  const fits = head.length + label.length + where.length <= (options.width ?? 100);
  const lines = [`${head}${paint.strong(label)}${fits ? paint.faint(where) : ''}`];
  if (!fits) lines.push(`${bar}${paint.faint(where.trim())}`);
  const { status, reason } = node;
  lines.push(
    `${bar}leaking: ${paint[status](status)}${reason === null ? '' : paint.faint(` (${visibleText(reason)})`)}`,
  );
  const isFirstLeaking = status === 'yes' && nodes[at - 1]?.status !== 'yes';
  if (node.retainedBytes !== null && (isLast || isFirstLeaking)) lines.push(bar + retainsText(node));
  return lines;
}

function retainsText({ retainedBytes, retainedObjects }: LeakTraceNode): string {
  const objects = retainedObjects === 1 ? '1 object' : `${retainedObjects} objects`;
  return `retains ${formatBytes(retainedBytes ?? 0)} in ${objects}`;
}

function referenceText({ reference: { text, repeats } }: LeakTraceNode): string {
  return repeats > 1 ? `${text} × ${repeats}` : text;
}

function whereText({ position }: LeakTraceNode, options: PlaceOptions): string {
  if (position === null) return '';
  return `  ${placeText(position.url, options)}:${position.line}:${position.column}`;
}
