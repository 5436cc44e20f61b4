import type { VNode } from 'preact';
import { Place } from './place.js';
import type { Texts } from '../texts/texts.js';
import type { TraceModel, TraceNodeModel, TraceReferenceModel } from '../verdict-model.js';

const SIGNS: Readonly<Record<TraceNodeModel['status'], string>> = { no: '✓', unknown: '?', yes: '✗' };

/** A chain of references, root first: of each node what it is, whether it leaks and why; suspect references wavy. */
export function LeakTrace({ trace, texts }: { trace: TraceModel; texts: Texts }): VNode {
  return (
    <ol class="trace">
      <li class="root">
        <p class="node">
          <bdi class="label">{trace.root}</bdi>
        </p>
        {trace.rootReason === '' ? null : (
          <p class="judgement">
            <span lang="en">{trace.rootReason}</span>
          </p>
        )}
      </li>
      {trace.nodes.map((node, index) => (
        <TraceNode key={index} node={node} texts={texts} />
      ))}
    </ol>
  );
}

function TraceNode({ node, texts }: { node: TraceNodeModel; texts: Texts }): VNode {
  const { id, label, status, position } = node;
  return (
    <li class={`leaking-${status}`}>
      <Reference reference={node.reference} texts={texts} />
      <p class="node">
        <span class="sign" aria-hidden="true">
          {SIGNS[status]}
        </span>
        <bdi class="label">{label}</bdi> <span class="id">@{id}</span> <Place place={position} />
      </p>
      <Judgement node={node} texts={texts} />
    </li>
  );
}

function Reference({ reference, texts }: { reference: TraceReferenceModel; texts: Texts }): VNode {
  const { from, text, suspect, repeats } = reference;
  const words = texts.verdict.trace;
  return (
    <p class="reference">
      <span aria-hidden="true">↓ </span>
      <bdi>
        {from}
        <span class={suspect ? 'suspect' : ''}>{text}</span>
      </bdi>
      {repeats > 1 ? <span class="times"> {words.times(repeats)}</span> : null}
      {suspect ? <span class="suspect-word"> {words.suspect}</span> : null}
    </p>
  );
}

function Judgement({ node, texts }: { node: TraceNodeModel; texts: Texts }): VNode {
  const { status, reason, retainedBytes, retainedObjects } = node;
  const words = texts.verdict.trace;
  return (
    <p class="judgement">
      <span class="status">{words.status[status]}</span>
      {reason === null ? null : (
        <span class="reason" lang="en">
          {reason}
        </span>
      )}
      {retainedBytes === null ? null : (
        <span>{words.retains(texts.verdict.size(retainedBytes), retainedObjects ?? 1)}</span>
      )}
    </p>
  );
}

/** A path of which no more is known than its lines. */
export function PathLines({ lines }: { lines: readonly string[] }): VNode {
  return (
    <ol class="path">
      {lines.map((line, index) => (
        <li key={index}>
          <bdi class="node">{line}</bdi>
        </li>
      ))}
    </ol>
  );
}
