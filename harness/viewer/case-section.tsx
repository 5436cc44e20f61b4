import type { VNode } from 'preact';
import { CountsChart } from './counts-chart.js';
import { Evidence } from './evidence.js';
import { OutcomeMark } from './outcome-mark.js';
import { PathSection } from './path-section.js';
import { SlotSection } from './slot-section.js';
import { StatedAndObserved } from './stated-and-observed.js';
import type { Texts } from './texts.js';
import { Trouble } from './trouble.js';
import type { CaseModel } from './view-model.js';

/** One case: its claim, what came of it, and the evidence, from the plain to the detailed. */
export function CaseSection({ model, texts }: { model: CaseModel; texts: Texts }): VNode {
  const id = `case-${model.id}`;
  return (
    <article id={id} class="case" aria-labelledby={`${id}-title`}>
      <header>
        <h3 id={`${id}-title`} tabIndex={-1}>
          {model.title}
        </h3>
        <p class="case-meta">
          <code>{model.id}</code> <OutcomeMark outcome={model.outcome} texts={texts} />{' '}
          <a class="back" href="#overview">
            {texts.section.toOverview}
          </a>
        </p>
        <p class="claim">{model.claim}</p>
      </header>
      <Quote source={model.source} texts={texts} />
      <Trouble variants={model.variants} texts={texts} />
      <StatedAndObserved caseId={id} variants={model.variants} texts={texts} />
      <SlotSection caseId={id} variants={model.variants} texts={texts} />
      <CountsChart caseId={id} variants={model.variants} texts={texts} />
      <section class="why">
        <h4>{texts.section.why}</h4>
        <p>{model.why}</p>
      </section>
      <PathSection variants={model.variants} texts={texts} />
      <Evidence variants={model.variants} texts={texts} />
    </article>
  );
}

function Quote({ source, texts }: { source: CaseModel['source']; texts: Texts }): VNode {
  return (
    <figure class="quote">
      <blockquote lang="zh">
        <p>{source.quote}</p>
      </blockquote>
      <figcaption>
        <span class="translation" lang="en">
          {source.translation}
        </span>{' '}
        <cite>
          {texts.section.source}: {source.file}
        </cite>
      </figcaption>
    </figure>
  );
}
