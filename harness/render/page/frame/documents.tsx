import type { VNode } from 'preact';
import { Document } from './document.js';
import type { Edition } from './document.js';
import { Page } from './page.js';
import { PictureShapes } from '../figures/picture-shapes.js';
import { SlotDrawings } from '../figures/slot-drawing.js';
import { SlotPatterns } from '../figures/slot-patterns.js';
import { style, verdictPageStyle } from '../style/index.js';
import { localised } from '../texts/localise.js';
import type { Texts } from '../texts/texts.js';
import { VerdictPage } from '../verdict/verdict-page.js';
import type { Digest, Languages } from './page-options.js';
import type { ShownCheck } from '../../model/shown-check.js';
import type { ShownReport } from '../../model/shown-report.js';

/** The document of a run of cases. */
export function caseDocument(model: ShownReport, languages: Languages, sha256: Digest): VNode {
  const editions = editionsOf(languages, (texts) => ({
    title: texts.page.title,
    content: <Page model={localised(model, texts.language)} texts={texts} languages={languages} />,
  }));
  return (
    <Document editions={editions} style={style} sha256={sha256}>
      <SlotPatterns />
      <SlotDrawings model={model} />
      <PictureShapes />
    </Document>
  );
}

/** The document of a check. */
export function verdictDocument(check: ShownCheck, languages: Languages, sha256: Digest): VNode {
  const editions = editionsOf(languages, (texts) => ({
    title: texts.verdict.title(check.result.verdict, check.result.scenario),
    content: <VerdictPage check={check} texts={texts} languages={languages} />,
  }));
  return <Document editions={editions} style={verdictPageStyle} sha256={sha256} />;
}

function editionsOf(
  [first, ...others]: Languages,
  editionIn: (texts: Texts) => Omit<Edition, 'texts'>,
): [Edition, ...Edition[]] {
  const edition = (texts: Texts): Edition => ({ texts, ...editionIn(texts) });
  return [edition(first), ...others.map(edition)];
}
