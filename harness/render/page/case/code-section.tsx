import type { VNode } from 'preact';
import { markedLines } from './marked-lines.js';
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
 * made. Lines that depend on the variant are marked.
 */
export function CodeSection({ sources, variants, texts }: Props): VNode | null {
  if (sources.length === 0) return null;
  const ids = variants.map(({ variant }) => variant);
  // The case comes first: what it passes to its worker depends on the variant there, too.
  const received: string[] = [];
  return (
    <details class="code">
      <summary>{texts.section.code}</summary>
      <p class="note">{texts.section.codeNote}</p>
      <div class="columns">
        {sources.map(({ name, text }) => {
          const { lines: marked, passed } = markedLines(text, ids, received);
          received.push(...passed);
          return (
            <figure key={name} class="column file">
              <figcaption>{name}</figcaption>
              <pre lang="en" tabIndex={0} aria-label={name}>
                <code>
                  {text
                    .split('\n')
                    .map((line, index) =>
                      marked.has(index) ? <mark key={index}>{`${line}\n`}</mark> : `${line}\n`,
                    )}
                </code>
              </pre>
            </figure>
          );
        })}
      </div>
    </details>
  );
}
