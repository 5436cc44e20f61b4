import type { VNode } from 'preact';
import { Columns } from './columns.js';
import { keyBehind, lastTrace } from './last-looks.js';
import type { KeyBehind } from './last-looks.js';
import type { Texts } from '../texts/texts.js';
import { rootOf } from '../../model/finding-facts.js';
import { SourceLocation } from '../verdict/source-location.js';
import type { LeakTrace, LeakTraceNode } from '../../../retention/index.js';
import type { ShownVariant } from '../../model/shown-report.js';

interface Props {
  readonly caseId: string;
  readonly variants: readonly ShownVariant[];
  readonly texts: Texts;
}

/** What retains a value in the end, in any worker that has one, and how to see it in Chrome DevTools. */
export function PathSection({ caseId, variants, texts }: Props): VNode | null {
  const looked = variants.filter(({ looks }) => looks.length > 0);
  if (looked.length === 0) return null;
  const words = texts.path;
  const hasTrace = looked.some(({ looks }) => lastTrace(looks) !== null);
  const kept = looked.flatMap(({ snapshots }) => snapshots);
  return (
    <details class="path-section obs">
      <summary>{words.heading}</summary>
      <p class="note">{words.intro}</p>
      <Columns variants={looked} texts={texts}>
        {({ looks }) => <Path trace={lastTrace(looks)} behind={keyBehind(looks)} texts={texts} />}
      </Columns>
      {kept.length > 0 ? <DevTools snapshots={kept} texts={texts} /> : null}
      {kept.length === 0 && hasTrace ? <p class="note">{words.notKept(caseId)}</p> : null}
    </details>
  );
}

interface PathProps {
  readonly trace: LeakTrace | null;
  /** What leads on from the value to the key; `null` if nothing does. */
  readonly behind?: KeyBehind | null;
  readonly texts: Texts;
}

/** What retains a value, one reference per line. */
export function Path({ trace, behind = null, texts }: PathProps): VNode {
  if (trace === null) return <p class="note">{texts.path.none}</p>;
  return (
    <ol class="path">
      <li class="roots">
        <bdi>{rootOf(trace).name}</bdi>
      </li>
      {trace.nodes.map((node, index) => (
        <Step key={index} node={node} last={index === trace.nodes.length - 1} />
      ))}
      {behind === null ? null : (
        <li>
          <span class="edge">
            <bdi>
              …<b>{behind.reference}</b>
            </bdi>
            <span aria-hidden="true"> → </span>
          </span>
          <span class="node">
            <bdi>{behind.className}</bdi> <span class="position">{texts.path.ownKey}</span>
          </span>
        </li>
      )}
    </ol>
  );
}

function Step({ node, last }: { node: LeakTraceNode; last: boolean }): VNode {
  const { text, start } = node.reference;
  return (
    <li class={last ? 'the-value' : ''}>
      <span class="edge">
        <bdi>
          {text.slice(0, start)}
          <b>{text.slice(start)}</b>
        </bdi>
        <span aria-hidden="true"> → </span>
      </span>
      <span class="node">
        <bdi>{node.label}</bdi> <span class="id">@{node.id}</span> <SourceLocation position={node.position} />
      </span>
    </li>
  );
}

function DevTools({ snapshots, texts }: { snapshots: ShownVariant['snapshots']; texts: Texts }): VNode {
  const [open, load, ...rest] = texts.path.devtoolsSteps;
  return (
    <details class="devtools">
      <summary>{texts.path.devtools}</summary>
      <ol>
        <li>{open}</li>
        <li>
          {load}
          <ul>
            {snapshots.map(({ name, href }) => (
              <li key={href}>
                <a href={href}>{name}</a>
              </li>
            ))}
          </ul>
        </li>
        {rest.map((sentence, index) => (
          <li key={index}>{sentence}</li>
        ))}
      </ol>
    </details>
  );
}
