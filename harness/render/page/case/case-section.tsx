import type { VNode } from 'preact';
import { Glossed, glossScope } from '../texts/glossed.js';
import { InTheEnd } from './in-the-end.js';
import { Neighbours } from './neighbours.js';
import type { NeighbourCases } from './neighbours.js';
import { CodeSection } from './code-section.js';
import { CountsChart } from '../figures/counts-chart.js';
import { Evidence } from './evidence.js';
import { OutcomeMark } from './outcome-mark.js';
import { PathSection } from './path-section.js';
import { sourceName } from './source-name.js';
import { Prediction } from './prediction.js';
import { VariantPanels } from './variant-panels.js';
import type { Texts } from '../texts/texts.js';
import { CurtainButton } from '../frame/toolbar.js';
import { Trouble } from './trouble.js';
import type { InShort } from '../../../workshop/index.js';
import { backingOf } from '../../model/backing.js';
import type { ShownCase } from '../../model/shown-report.js';

interface CaseSectionProps extends NeighbourCases {
  readonly model: ShownCase;
  readonly texts: Texts;
}

/** One case: its claim, what stays in the end, and with increasing detail how that comes about and how it was seen. */
export function CaseSection({ model, previous, next, texts }: CaseSectionProps): VNode {
  const id = `case-${model.id}`;
  const lang = model.language === texts.language ? undefined : model.language;
  const { variants } = model;
  const scope = glossScope(model.id, texts);
  const glossed = (text: string): VNode | string =>
    lang === undefined ? <Glossed text={text} scope={scope} /> : text;
  return (
    <article id={id} class="case" data-case={model.id} aria-labelledby={`${id}-title`}>
      <header>
        <h3 id={`${id}-title`} tabIndex={-1} lang={lang}>
          {model.title}
        </h3>
        <p class="case-meta">
          <code>{model.id}</code>{' '}
          <span class="obs">
            <OutcomeMark outcome={model.outcome} texts={texts} />
            {model.outcome === 'as-stated' ? (
              <span class="means"> {texts.overview.asStatedMeans}</span>
            ) : null}
          </span>{' '}
          <CurtainButton id={model.id} hide={texts.toolbar.hide} reveal={texts.toolbar.reveal} />{' '}
          <a class="back" href="#overview">
            {texts.section.toOverview}
          </a>
        </p>
        <p class="claim" lang={lang}>
          {glossed(model.claim)}
        </p>
      </header>
      <Prediction caseId={model.id} texts={texts} />
      <InTheEnd variants={variants} texts={texts} />
      <Trouble variants={variants} texts={texts} />
      <VariantPanels caseId={model.id} variants={variants} scope={scope} />
      <section class="why obs">
        <h4>{texts.section.why}</h4>
        <p lang={lang}>{glossed(model.why)}</p>
        {model.inShort === null ? null : (
          <InShort words={model.inShort} lang={lang} glossed={glossed} texts={texts} />
        )}
      </section>
      <Quote source={model.source} texts={texts} />
      <CodeSection sources={model.sources} variants={variants} texts={texts} />
      <PathSection caseId={model.id} variants={variants} texts={texts} />
      <CountsChart caseId={id} variants={variants} texts={texts} />
      <Evidence variants={variants} texts={texts} />
      <Neighbours previous={previous} next={next} texts={texts} />
    </article>
  );
}

/** The summary of a case. */
function InShort(props: {
  words: InShort;
  lang: string | undefined;
  glossed: (text: string) => VNode | string;
  texts: Texts;
}): VNode {
  const { words, lang, glossed, texts } = props;
  const rows = (Object.keys(texts.inShort) as (keyof InShort)[]).map((what) => (
    <div key={what}>
      <dt>{texts.inShort[what]}</dt>
      <dd lang={lang}>{glossed(words[what])}</dd>
    </div>
  ));
  return <dl class="in-short">{rows}</dl>;
}

const HAN = /\p{Script=Han}/u;

/**
 * The quote from the source, with a translation unless both the quote and the page are Chinese. The words that the
 * reader knows come first.
 */
function Quote({ source, texts }: { source: ShownCase['source']; texts: Texts }): VNode {
  const isChinese = HAN.test(source.quote);
  const isTranslated = !isChinese || !texts.language.startsWith('zh');
  const translation = isTranslated ? (
    <p class={isChinese ? '' : 'note'} lang={langOf(source.translation, texts)}>
      {source.translation}
    </p>
  ) : null;
  const quote = (
    <p class={isChinese && isTranslated ? 'note' : ''} lang={isChinese ? 'zh-CN' : 'en'}>
      {source.quote}
    </p>
  );
  return (
    <figure class="quote">
      <figcaption>
        <cite>
          {texts.named(texts.section.source, sourceName(source.file, texts))}
          {source.outcome === undefined ? null : (
            <b class="obs"> – {texts.section.sourceOutcome[source.outcome]}</b>
          )}
        </cite>
      </figcaption>
      <blockquote>{isChinese ? [translation, quote] : [quote, translation]}</blockquote>
      <figcaption>
        <Backing source={source} texts={texts} />
      </figcaption>
    </figure>
  );
}

/** The language of a translated quote, if it is not the page's. */
function langOf(text: string, { language }: Texts): string | undefined {
  const spoken = HAN.test(text) ? 'zh-CN' : 'en';
  return spoken === language ? undefined : spoken;
}

/** What backs the case's statements about Java. */
function Backing({ source, texts }: { source: ShownCase['source']; texts: Texts }): VNode | null {
  const { rows, documents } = backingOf(source);
  if (rows === '' && documents.length === 0) return null;
  return (
    <details class="backing">
      <summary>{texts.section.backing}</summary>
      {rows === '' ? null : <cite>{texts.section.recorded(rows)}</cite>}
      {documents.length === 0 ? null : (
        <cite>{texts.section.documents(documents.map(({ text }) => text).join(', '))}</cite>
      )}
    </details>
  );
}
