import type { LeakTrace } from '../../retention/index.js';
import { withoutAbsolutePaths } from './without-absolute-paths.js';

const LONGEST_PLACE = 1000;

/** Returns a trace without absolute paths of this machine: reports are shared, and examples are committed. */
export function shareableTrace(trace: LeakTrace): LeakTrace {
  return {
    ...trace,
    root: { ...trace.root, text: short(trace.root.text) },
    nodes: trace.nodes.map((node) => ({
      ...node,
      position: node.position && { ...node.position, url: short(node.position.url) },
    })),
  };
}

function short(text: string): string {
  return withoutAbsolutePaths(text, '', LONGEST_PLACE);
}
