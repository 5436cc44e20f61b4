import type { NodeOrdinal } from '../../../core/units.js';
import type { HeapNode } from '../types.js';

/** A chain of references that keeps a node alive, as plain data (it survives `JSON.stringify`). */
export interface RetainingPath {
  /** The snapshot's synthetic root. */
  readonly root: HeapNode;
  /** Steps from the root to the node, which is the target of the last one; empty for the root itself. */
  readonly steps: readonly RetainingStep[];
}

/** A reference and the node that it leads to. */
export interface RetainingStep {
  readonly edge: { readonly type: string; readonly name: string | number };
  readonly node: HeapNode;
}

/** Options for finding a retaining path. */
export interface RetainingPathOptions {
  /** Nodes that the path must not lead through; the result is undefined if no other path is left. */
  readonly avoiding?: ReadonlySet<NodeOrdinal> | ((node: NodeOrdinal) => boolean);
}

const MAX_NAME_LENGTH = 100;

/**
 * Formats a path as text, root first, one reference per line:
 *
 * ```text
 * (GC roots) → (Strong roots)
 *   -property "sessions"→ Map @123
 * ```
 *
 * The first line joins the leading synthetic roots. Names are cut to 100 characters and kept on one line; ids are those
 * that DevTools shows.
 */
export function formatRetainingPath({ root, steps }: RetainingPath): string {
  const firstReal = steps.findIndex(({ node }) => node.type !== 'synthetic');
  const rootCount = firstReal < 0 ? steps.length : firstReal;
  const roots = steps.slice(0, rootCount).map(({ node }) => oneLine(node.name));
  const head = roots.length > 0 ? roots.join(' → ') : oneLine(root.name) || '(root)';
  return [head, ...steps.slice(rootCount).map(formatStep)].join('\n');
}

function formatStep({ edge, node }: RetainingStep): string {
  const name = typeof edge.name === 'number' ? String(edge.name) : `"${oneLine(edge.name)}"`;
  return `  -${edge.type} ${name}→ ${formatNode(node)} @${node.id}`;
}

function formatNode({ type, name }: HeapNode): string {
  if (type === 'closure') return `${oneLine(name) || '(anonymous)'}()`;
  if (type.endsWith('string')) return `"${oneLine(name)}"`;
  return oneLine(name) || `(${type})`;
}

function oneLine(text: string): string {
  const cut = text.length > MAX_NAME_LENGTH ? `${text.slice(0, MAX_NAME_LENGTH - 1)}…` : text;
  return JSON.stringify(cut).slice(1, -1).replaceAll('\\"', '"');
}
