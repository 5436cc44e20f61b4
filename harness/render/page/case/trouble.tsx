import type { VNode } from 'preact';
import { OutcomeMark } from './outcome-mark.js';
import type { Texts } from '../texts/texts.js';
import type { ShownError, ShownVariant } from '../../model/shown-report.js';

/** The differences from the statement, with their causes; empty if all is as stated. */
export function Trouble({
  variants,
  texts,
}: {
  variants: readonly ShownVariant[];
  texts: Texts;
}): VNode | null {
  const troubled = variants.filter(({ outcome }) => outcome !== 'as-stated');
  if (troubled.length === 0) return null;
  return (
    <section class="trouble obs">
      <h4>{texts.section.trouble}</h4>
      {troubled.map((variant) => (
        <div key={variant.variant}>
          <h5>
            {variant.title} <OutcomeMark outcome={variant.outcome} texts={texts} />
          </h5>
          {variant.differences.length === 0 ? null : (
            <ul>
              {variant.differences.map((sentence, index) => (
                <li key={index}>{sentence}</li>
              ))}
            </ul>
          )}
          {variant.error === null ? null : <ErrorText error={variant.error} texts={texts} />}
        </div>
      ))}
    </section>
  );
}

function ErrorText({ error, texts }: { error: ShownError; texts: Texts }): VNode {
  return (
    <>
      <p>
        {error.name}
        {error.code === null ? null : <code> {error.code}</code>}
      </p>
      <pre>{error.message}</pre>
      {error.causes.map((cause, index) => (
        <div key={index}>
          <p>{texts.section.causedBy}</p>
          <pre>{cause}</pre>
        </div>
      ))}
    </>
  );
}
