import type { VNode } from 'preact';
import { SourceLocation } from './source-location.js';
import { localisedTrace } from '../texts/localise-trace.js';
import type { Texts } from '../texts/texts.js';
import { rootOf, stepText } from '../../model/finding-facts.js';
import type {
  LeakStatus,
  LeakTrace as Trace,
  LeakTraceNode,
  LeakTraceReference,
  PathStep,
} from '../../../retention/index.js';

const SIGNS: Readonly<Record<LeakStatus, string>> = { no: '✓', unknown: '?', yes: '✗' };

/** A leak trace from the root: each node with its status and reason; suspect references have a wavy underline. */
export function LeakTrace({ trace, texts }: { trace: Trace; texts: Texts }): VNode {
  const shown = localisedTrace(trace, texts.language);
  const root = rootOf(shown);
  return (
    <ol class="trace">
      <li class="root">
        <p class="node">
          <bdi class="label">{root.name}</bdi>
        </p>
        {root.reason === '' ? null : (
          <p class="judgement">
            <span>{root.reason}</span>
          </p>
        )}
      </li>
      {shown.nodes.map((node, index) => (
        <TraceNode key={index} node={node} texts={texts} />
      ))}
    </ol>
  );
}

function TraceNode({ node, texts }: { node: LeakTraceNode; texts: Texts }): VNode {
  const { id, label, status, position } = node;
  return (
    <li class={`leaking-${status}`}>
      <Reference reference={node.reference} texts={texts} />
      <p class="node">
        <span class="sign" aria-hidden="true">
          {SIGNS[status]}
        </span>
        <bdi class="label">{label}</bdi> <span class="id">@{id}</span> <SourceLocation position={position} />
      </p>
      <Judgement node={node} texts={texts} />
    </li>
  );
}

function Reference({ reference, texts }: { reference: LeakTraceReference; texts: Texts }): VNode {
  const { text, start, suspect, repeats } = reference;
  const words = texts.verdict.trace;
  return (
    <p class="reference">
      <span aria-hidden="true">↓ </span>
      <bdi>
        {text.slice(0, start)}
        <span class={suspect ? 'suspect' : ''}>{text.slice(start)}</span>
      </bdi>
      {repeats > 1 ? <span class="times"> {words.times(repeats)}</span> : null}
      {suspect ? <span class="suspect-word"> {words.suspect}</span> : null}
    </p>
  );
}

function Judgement({ node, texts }: { node: LeakTraceNode; texts: Texts }): VNode {
  const { status, reason, retainedBytes, retainedObjects } = node;
  const words = texts.verdict.trace;
  return (
    <p class="judgement">
      <span class="status">{words.status[status]}</span>
      {reason === null ? null : <span class="reason">{reason}</span>}
      {retainedBytes === null ? null : (
        <span>{words.retains(texts.verdict.size(retainedBytes), retainedObjects ?? 1)}</span>
      )}
    </p>
  );
}

/** A path without further information about its nodes. */
export function PathSteps({ steps }: { steps: readonly PathStep[] }): VNode {
  return (
    <ol class="path">
      {steps.map((step, index) => (
        <li key={index}>
          <bdi class="node">{stepText(step)}</bdi>
        </li>
      ))}
    </ol>
  );
}
