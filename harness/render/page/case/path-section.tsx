import type { VNode } from 'preact';
import { Columns } from './columns.js';
import { lastPath } from './last-looks.js';
import type { Texts } from '../texts/texts.js';
import type { ShownPath, ShownStep } from '../../model/shown-look.js';
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
  const hasPath = looked.some(({ looks }) => lastPath(looks) !== null);
  const kept = looked.flatMap(({ snapshots }) => snapshots);
  return (
    <section class="path-section obs">
      <h4>{words.heading}</h4>
      <p class="note">{words.intro}</p>
      <Columns variants={looked} texts={texts}>
        {({ looks }) => <Path path={lastPath(looks)} texts={texts} />}
      </Columns>
      {kept.length > 0 ? <DevTools snapshots={kept} texts={texts} /> : null}
      {kept.length === 0 && hasPath ? <p class="note">{words.notKept(caseId)}</p> : null}
    </section>
  );
}

function Path({ path, texts }: { path: ShownPath | null; texts: Texts }): VNode {
  if (path === null) return <p class="note">{texts.path.none}</p>;
  return (
    <ol class="path">
      <li class="roots">
        <bdi>{path.roots.join(' → ')}</bdi>
      </li>
      {path.steps.map((step, index) => (
        <Step key={index} step={step} last={index === path.steps.length - 1} texts={texts} />
      ))}
    </ol>
  );
}

function Step({ step, last, texts }: { step: ShownStep; last: boolean; texts: Texts }): VNode {
  const { edgeType, edgeName, nodeName, nodeId, shallowBytes } = step;
  return (
    <li class={last ? 'the-value' : ''}>
      <span class="edge">
        <span class="edge-type">{edgeType}</span> <bdi>{edgeName}</bdi>
        <span aria-hidden="true"> → </span>
      </span>
      <span class="node" title={texts.bytes(shallowBytes)}>
        <bdi>{nodeName}</bdi> <span class="id">@{nodeId}</span>
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
