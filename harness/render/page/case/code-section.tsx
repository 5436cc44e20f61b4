import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import type { SourceText } from '../../../workshop/index.js';
import type { ShownVariant } from '../../model/shown-report.js';

interface Props {
  readonly sources: readonly SourceText[];
  readonly variants: readonly ShownVariant[];
  readonly texts: Texts;
}

/**
 * The code of the case, its files side by side, without the statement, so that it can be shown before predictions are
 * made. Lines in which the variants differ are marked.
 */
export function CodeSection({ sources, variants, texts }: Props): VNode | null {
  if (sources.length === 0) return null;
  const ids = variants.map(({ variant }) => variant);
  return (
    <details class="code">
      <summary>{texts.section.code}</summary>
      <p class="note">{texts.section.codeNote}</p>
      <div class="columns">
        {sources.map(({ name, text }) => (
          <figure key={name} class="column file">
            <figcaption>{name}</figcaption>
            <pre lang="en" tabIndex={0} aria-label={name}>
              <code>{text.split('\n').map((line, index) => lineOf(line, index, ids))}</code>
            </pre>
          </figure>
        ))}
      </div>
    </details>
  );
}

function lineOf(line: string, index: number, ids: readonly string[]): VNode | string {
  const differs = /\bvariant\b/.test(line) || ids.some((id) => line.includes(`'${id}'`));
  return differs ? <mark key={index}>{`${line}\n`}</mark> : `${line}\n`;
}
