import type { VNode } from 'preact';
import { CheckEvidence } from './check-evidence.js';
import { ControlsSection } from './controls.js';
import { FindingSection } from './finding-section.js';
import { FindingsList } from './findings-list.js';
import { IgnoredFindings } from './ignored-findings.js';
import { KnownLeaks } from './known-leaks.js';
import { LeftOut } from './left-out.js';
import { MeasurementArtefacts } from './measurement-artefacts.js';
import { VerdictHero } from './verdict-hero.js';
import { EnvironmentTable } from '../frame/environment.js';
import { checkEnvironmentRows } from '../frame/environment-rows.js';
import { PageFrame } from '../frame/page-frame.js';
import type { Texts } from '../texts/texts.js';
import type { ShownCheck } from '../../model/shown-check.js';

interface PageProps {
  readonly check: ShownCheck;
  readonly texts: Texts;
  /** All languages of the page. */
  readonly languages: readonly Texts[];
}

/** The page of a check: the verdict, the findings with what retains them, the controls, the evidence. */
export function VerdictPage({ check, texts, languages }: PageProps): VNode {
  const { result, heapwitness, findings, generatedAt, leftOut } = check;
  const { environment, evidence, elapsedMs } = result;
  return (
    <PageFrame
      texts={texts}
      languages={languages}
      skip={texts.verdict.skip}
      curtain={false}
      generatedAt={generatedAt}
      version={heapwitness}
      top={<VerdictHero check={check} texts={texts} />}
    >
      {findings.length > 1 ? <FindingsList findings={findings} texts={texts} /> : null}
      <div id="findings">
        {findings.map((shown, index) => (
          <FindingSection
            key={index}
            id={`finding-${index + 1}`}
            shown={shown}
            evidence={evidence}
            texts={texts}
          />
        ))}
        <LeftOut count={leftOut.findings} texts={texts} />
      </div>
      <KnownLeaks known={result.known} leftOut={leftOut.known} texts={texts} />
      <IgnoredFindings ignored={result.ignored} leftOut={leftOut.ignored} texts={texts} />
      <MeasurementArtefacts artefacts={result.artefacts} leftOut={leftOut.artefacts} texts={texts} />
      <ControlsSection controls={result.controls} texts={texts} />
      <CheckEvidence evidence={evidence} remarks={result.remarks} texts={texts} />
      <EnvironmentTable
        rows={checkEnvironmentRows({ heapwitness, ...environment }, elapsedMs, texts)}
        texts={texts}
      />
    </PageFrame>
  );
}
