import type { VNode } from 'preact';
import type { Texts } from '../texts/texts.js';
import type { OutdatedModel, SetAsideModel, VerdictModel } from '../verdict-model.js';

/** What grows and does not make the verdict: known leaks, and what was to be ignored; and what of those is out of date. */
export function SetAside({ model, texts }: { model: VerdictModel; texts: Texts }): VNode {
  const { known, ignored, outdated } = model;
  const words = texts.verdict.setAside;
  return (
    <>
      <SetAsideTable id="known" heading={words.known} note={words.knownNote} rows={known} texts={texts} />
      <SetAsideTable
        id="ignored"
        heading={words.ignored}
        note={words.ignoredNote}
        rows={ignored}
        texts={texts}
      />
      {outdated.length === 0 ? null : <Outdated rows={outdated} texts={texts} />}
    </>
  );
}

interface TableProps {
  readonly id: string;
  readonly heading: string;
  readonly note: string;
  readonly rows: readonly SetAsideModel[];
  readonly texts: Texts;
}

function SetAsideTable({ id, heading, note, rows, texts }: TableProps): VNode | null {
  if (rows.length === 0) return null;
  const words = texts.verdict;
  return (
    <section class="set-aside" aria-labelledby={`${id}-title`}>
      <h2 id={`${id}-title`}>{heading}</h2>
      <p class="note">{note}</p>
      <ul>
        {rows.map(({ finding, reason, expires }, index) => (
          <li key={index}>
            <p class="what">
              <bdi>{finding.className}</bdi>{' '}
              <span class="figures">{words.countOf(finding.count, finding.iterations)}</span>
            </p>
            <p>
              {words.setAside.reason}: {reason}
              {expires === null ? null : ` (${words.setAside.until} ${expires})`}
            </p>
            <p class="note">
              <code>{finding.fingerprint}</code>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Outdated({ rows, texts }: { rows: readonly OutdatedModel[]; texts: Texts }): VNode {
  const words = texts.verdict.setAside;
  return (
    <section class="set-aside" aria-labelledby="outdated-title">
      <h2 id="outdated-title">{words.outdated}</h2>
      <ul>
        {rows.map(({ fingerprint, className, reason, expires, why }, index) => (
          <li key={index}>
            <p class="what">
              <bdi>{className}</bdi> <span class="flag">{words.why[why]}</span>
            </p>
            <p>
              {words.reason}: {reason}
              {expires === null ? null : ` (${words.until} ${expires})`}
            </p>
            <p class="note">
              <code>{fingerprint}</code>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
