import type { VNode } from 'preact';
import { SourceLocation } from './source-location.js';
import { sentenceParts } from './sentence-parts.js';
import type { Texts } from '../texts/texts.js';
import { explanationOf, triedCutOf } from '../../model/finding-facts.js';
import type { Finding } from '../../../check/index.js';

/** The explanation of a finding: why it leaks, how to fix it and where, and what one cut was found to free. */
export function Explanation({ finding, texts }: { finding: Finding; texts: Texts }): VNode | null {
  const explanation = explanationOf(finding);
  const tried = triedCutOf(finding);
  if (explanation === null) return null;
  const words = texts.verdict.kinds;
  return (
    <section class="explanation">
      <h3>{words.heading}</h3>
      <p>
        <strong>{words.why}</strong> <Sentence text={words.whyOf(explanation)} />
      </p>
      <p>
        <strong>{words.mend}</strong> <Sentence text={words.mendOf(explanation)} />
      </p>
      {explanation.line === null ? null : (
        <p>
          <strong>{explanation.line.inPackage ? words.lineInPackage : words.line}</strong>{' '}
          <bdi class="cut">{explanation.line.name}</bdi>{' '}
          <SourceLocation position={explanation.line.position} />
        </p>
      )}
      {tried === null ? null : (
        <p>
          <strong>{words.tried}</strong> <Sentence text={words.triedOf(tried)} />
        </p>
      )}
    </section>
  );
}

function Sentence({ text }: { text: string }): VNode {
  return (
    <>
      {sentenceParts(text).map((part, index) =>
        part.isCode ? (
          <bdi key={index} class="cut">
            {part.text}
          </bdi>
        ) : (
          part.text
        ),
      )}
    </>
  );
}
