import type { VNode } from 'preact';
import { visibleText } from '../../core/escape-control-characters.js';
import { sha256 } from '../../render/index.js';
import { Document, type Edition, PageFrame } from '../../render/page/components/index.js';
import { livePageStyle } from '../page/style.js';
import { LIVE_LANGUAGES, type PageTexts } from '../page/texts/languages.js';
import type { LoggedStep } from '../session/step-log.js';

/** What the page of a log shows. */
export interface LogReport {
  readonly steps: readonly LoggedStep[];
  /** File name of the log. */
  readonly logName: string;
  /** Version of heapwitness. */
  readonly version: string;
  /** ISO 8601. */
  readonly writtenAt: string;
}

/** Maximum number of steps on the page. */
const MOST_STEPS = 2000;

/** The document of a log. */
export function reportDocument(report: LogReport): VNode {
  const [first, ...others] = LIVE_LANGUAGES.map((texts): Edition => ({
    texts: texts.report,
    title: texts.live.report.title,
    content: <ReportPage report={report} texts={texts} />,
  }));
  return <Document editions={[first as Edition, ...others]} style={livePageStyle} sha256={sha256} />;
}

function ReportPage({ report, texts }: { report: LogReport; texts: PageTexts }): VNode {
  const { steps, logName, version, writtenAt } = report;
  const { live, report: words } = texts;
  const shown = steps.slice(-MOST_STEPS);
  const startedAt = words.dateTime(steps[0]?.at ?? writtenAt);
  return (
    <PageFrame
      texts={words}
      languages={LIVE_LANGUAGES.map((one) => one.report)}
      skip={words.page.skip}
      curtain={false}
      generatedAt={writtenAt}
      version={version}
      top={<h1>{live.report.title}</h1>}
    >
      <p>{live.report.summary(steps.length, startedAt)}</p>
      {shown.length === steps.length ? null : <p>{live.report.more(steps.length - shown.length)}</p>}
      <table class="log-report">
        <thead>
          <tr>
            <th scope="col">{live.report.number}</th>
            <th scope="col">{live.report.step}</th>
            <th scope="col">{live.report.thread}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <StepRow key={one.number} logged={one} texts={texts} />
          ))}
        </tbody>
      </table>
      <p class="note">{live.report.replay(`npx heapwitness workshop --replay ${visibleText(logName)}`)}</p>
    </PageFrame>
  );
}

function StepRow({ logged, texts: { live } }: { logged: LoggedStep; texts: PageTexts }): VNode {
  const { number, step, counts, error } = logged;
  return (
    <tr>
      <td>{number}</td>
      <td>
        {live.log.sentence(step)}
        {error === null ? null : <span class="flag"> ✗ {live.log.failed(visibleText(error))}</span>}
      </td>
      <td>
        {Object.entries(counts).map(([thread, { keys, values, staleEntries }]) => (
          <span key={thread} class="thread-counts">
            {visibleText(thread)} <span class="key">{keys}</span> <span class="value">{values}</span>{' '}
            <span class="stale">{staleEntries}</span>
          </span>
        ))}
      </td>
    </tr>
  );
}
