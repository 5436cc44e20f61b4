import { rootOf } from '../../model/finding-facts.js';
import type { LeakTrace, LeakTraceReference } from '../../../retention/index.js';
import { traceInChinese } from './trace-zh-CN.js';
import { own, translated } from './translate-run.js';

/** What traces say, by language. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = { 'zh-CN': traceInChinese };

/** Returns the trace in another language. Names and code, and all else without a translation, are unchanged. */
export function localisedTrace(trace: LeakTrace, language: string): LeakTrace {
  const words = own(WORDS, language);
  if (words === undefined) return trace;
  const { name, reason } = rootOf(trace);
  const end = reason === '' ? '' : `: ${translated(reason, words)}`;
  return {
    ...trace,
    root: { ...trace.root, text: translated(name, words) + end },
    nodes: trace.nodes.map((node) => ({
      ...node,
      label: translated(node.label, words),
      reason: node.reason === null ? null : translated(node.reason, words),
      reference: localisedReference(node.reference, words),
    })),
  };
}

/** The expression before the reference itself is code. */
function localisedReference(
  reference: LeakTraceReference,
  words: Readonly<Record<string, string>>,
): LeakTraceReference {
  const { text, start } = reference;
  return { ...reference, text: text.slice(0, start) + translated(text.slice(start), words) };
}
