import type { VNode } from 'preact';
import { CheckEvidence } from './check-evidence.js';
import { Controls } from './controls.js';
import { FindingSection } from './finding-section.js';
import { FindingsList } from './findings-list.js';
import { HeldByMeasuring } from './held-by-measuring.js';
import { KnownLeaks } from './known-leaks.js';
import { LeftOut } from './left-out.js';
import { SetAside } from './set-aside.js';
import { VerdictHero } from './verdict-hero.js';
import { EnvironmentTable } from '../frame/environment.js';
import { checkEnvironmentRows } from '../frame/environment-rows.js';
import { PageFrame } from '../frame/page-frame.js';
import type { Texts } from '../texts/texts.js';
import type { VerdictModel } from '../verdict-model.js';

interface PageProps {
  readonly model: VerdictModel;
  readonly texts: Texts;
  /** All that the page can be read in. */
  readonly languages: readonly Texts[];
}

/** The page of a check: the verdict, what leaks and what holds it, the controls, the evidence. */
export function VerdictPage({ model, texts, languages }: PageProps): VNode {
  const { environment, evidence, findings, generatedAt, leftOut } = model;
  return (
    <PageFrame
      texts={texts}
      languages={languages}
      skipTo={{ id: 'findings', text: texts.verdict.skip }}
      curtain={false}
      generatedAt={generatedAt}
      version={environment.heapwitness}
      top={<VerdictHero model={model} texts={texts} />}
    >
      {findings.length > 1 ? <FindingsList findings={findings} texts={texts} /> : null}
      <div id="findings">
        {findings.map((finding, index) => (
          <FindingSection key={index} id={`finding-${index + 1}`} finding={finding} texts={texts} />
        ))}
        <LeftOut count={leftOut.findings} texts={texts} />
      </div>
      <KnownLeaks known={model.known} leftOut={leftOut.known} texts={texts} />
      <SetAside setAside={model.setAside} leftOut={leftOut.setAside} texts={texts} />
      <HeldByMeasuring artefacts={model.artefacts} leftOut={leftOut.artefacts} texts={texts} />
      <Controls controls={model.controls} texts={texts} />
      <CheckEvidence evidence={evidence} remarks={model.remarks} texts={texts} />
      <EnvironmentTable rows={checkEnvironmentRows(environment, evidence.elapsedMs, texts)} texts={texts} />
    </PageFrame>
  );
}
