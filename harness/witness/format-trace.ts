import type { LeakTrace, LeakTraceNode, SourcePosition } from './types.js';

export interface FormatTraceOptions {
  /** @defaultValue false */
  readonly color?: boolean | undefined;
}

/** A trace as plain lines, one reference each: for `path` in JSON. */
export function traceLines({ root, nodes }: LeakTrace): string[] {
  return [root.text, ...nodes.map((node) => `${referenceText(node)} → ${nodeText(node)}`)];
}

/** A trace as text, root first, one reference per line, the suspect ones underlined. */
export function formatLeakTrace({ root, nodes }: LeakTrace, _options: FormatTraceOptions = {}): string {
  const lines = [`┬ ${root.text}`];
  for (const [at, node] of nodes.entries()) {
    const isLast = at === nodes.length - 1;
    const text = referenceText(node);
    lines.push(`│   ↓ ${text}`);
    if (node.reference.suspect) lines.push(`│     ${'~'.repeat(text.length)}`);
    lines.push(`${isLast ? '╰→' : '├─'} ${nodeText(node)}`);
    const bar = isLast ? '  ' : '│ ';
    lines.push(`${bar}   leaking: ${node.status}${node.reason === null ? '' : ` (${node.reason})`}`);
  }
  return lines.join('\n');
}

function referenceText({ reference: { text, repeats } }: LeakTraceNode): string {
  return repeats > 1 ? `${text} × ${repeats}` : text;
}

function nodeText({ label, position }: LeakTraceNode): string {
  return position === null ? label : `${label} at ${placeText(position)}`;
}

export function placeText({ url, line, column }: SourcePosition): string {
  return `${url}:${line}:${column}`;
}
