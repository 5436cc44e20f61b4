/** A case's section. */
export const caseStyle: string = `
.chapter { padding-top: clamp(4rem, 10vw, 8rem); }
.chapter-title { padding-bottom: 0.5rem; border-bottom: 2px solid var(--ink); }
.case { padding-top: clamp(2.5rem, 6vw, 4.5rem); scroll-margin-top: 0; }
.case + .case { margin-top: clamp(2.5rem, 6vw, 4.5rem); border-top: 1px solid var(--rule); }
h3 { font-size: clamp(1.7rem, 1.2rem + 1.8vw, 2.6rem); letter-spacing: -0.025em; font-weight: 700; }
.case-meta { display: flex; flex-wrap: wrap; gap: 0.2rem 1.4rem; margin: 0.7rem 0 0; max-width: none; align-items: baseline; }
.case-meta code, .case-meta .means { color: var(--muted); }
.case-meta .means { font-size: 0.85rem; }
.back { color: var(--muted); font-size: 0.85rem; }
.claim { font-size: clamp(1.1rem, 1rem + 0.6vw, 1.4rem); line-height: 1.4; margin: 0.9rem 0 0; max-width: 56rem; }
.quote { margin: 1.4rem 0 0; padding-inline-start: 1.2rem; border-inline-start: 3px solid var(--rule); max-width: 50rem; }
.quote blockquote { margin: 0; font-size: 1.1rem; line-height: 1.7; }
.quote blockquote p { margin: 0 0 0.3em; max-width: none; }
.quote figcaption, .quote .note { color: var(--muted); }
.quote figcaption { margin-bottom: 0.3rem; }
.quote blockquote .note { font-size: 0.95rem; }
.quote cite { display: block; font-style: normal; font-size: 0.85rem; overflow-wrap: anywhere; }
.backing { margin-top: 0; border-top: 0; font-size: 0.85rem; }
.backing summary { font-weight: 400; padding: 0.2em 0; }
.case > section, .case > .quote { margin-top: clamp(1.3rem, 3vw, 2.6rem); }
.case > details { margin-top: 0; }
.case > :not(details) + details { margin-top: 1.8rem; }
h4 { font-size: 1.25rem; letter-spacing: -0.01em; margin-bottom: 0.7rem; }
h5 { font-size: 1rem; padding-bottom: 0.45rem; margin-bottom: 0.8rem; border-bottom: 1px solid var(--ink); }
.role { display: inline-block; font-weight: 650; font-size: 0.78rem; line-height: 1.35; padding: 0 0.6em; border: 1.5px solid currentcolor; border-radius: 999px; white-space: nowrap; color: var(--muted); }
.role.leaking { color: var(--stale); }
.role.cured { color: var(--good); }
[aria-pressed='true'] .role { color: inherit; }
.case:not(:has(.role.leaking, .role.cured)) .role.other { display: none; }
.evidence .columns { grid-template-columns: minmax(0, 1fr); }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(23rem, 100%), 1fr)); gap: 2rem clamp(1.5rem, 4vw, 3.5rem); }
.column { min-width: 0; }
.trouble { border: 2px solid var(--stale); border-radius: 6px; padding: 1.2rem 1.4rem 0.6rem; }
.trouble h4 { color: var(--stale); }
.trouble h4::before { content: '✗ '; }
.trouble h5 { border: 0; margin: 0; }
.trouble ul { margin: 0 0 1em; padding-inline-start: 1.2em; }
.trouble pre { background: var(--raised); padding: 0.7em 0.9em; border-radius: 4px; }
.in-the-end { margin-top: 1.6rem; }
.in-the-end th, .in-the-end td { padding-block: 0.28em; }
.in-the-end tbody th { font-weight: 650; width: 36%; }
.in-the-end td.number { width: 6rem; padding-inline-end: 0; }
.in-the-end .seen { display: block; font-size: 1.6em; font-weight: 700; line-height: 1.1; }
.in-the-end .stated { color: var(--muted); font-size: 0.75rem; white-space: nowrap; }
.in-the-end .differs :is(.seen, .stated) { color: var(--stale); }
.in-the-end .differs .stated::before { content: '✗ '; }
@media (max-width: 44rem) {
  .in-the-end thead { position: absolute; left: -100vw; }
  .in-the-end :is(tbody, tr) { display: block; }
  .in-the-end tr { display: grid; grid-template-columns: repeat(3, minmax(0, 1fr)); border-bottom: 1px solid var(--rule); padding-block: 0.5em; }
  .in-the-end :is(th, td) { display: block; border: 0; padding: 0; }
  .in-the-end tbody th, .in-the-end td:not(.number) { grid-column: 1 / -1; width: auto; }
  .in-the-end td.number { width: auto; text-align: start; font-size: 0.8rem; }
  .in-the-end td.number::before { content: attr(data-counted); color: var(--muted); margin-inline-end: 0.4em; }
  .in-the-end .seen { display: inline; font-size: 1.2em; }
  .in-the-end .stated { display: none; }
  .in-the-end .differs .stated { display: block; }
}
.differs > th, .differs > td { background: color-mix(in srgb, var(--stale) 9%, transparent); }
.facts { margin-top: 0.9rem; font-size: 0.9rem; table-layout: auto; }
.facts td { min-width: 4.6em; }
.facts caption { text-align: start; font-weight: 650; padding-bottom: 0.3em; }
.facts code { overflow-wrap: anywhere; }
.remarks { margin-top: 1.2rem; font-size: 0.9rem; }
.remarks .note { margin: 0; }
.remarks ul { margin: 0.2em 0 0; padding-inline-start: 1.2em; }
.why p { font-size: 1.1rem; max-width: 56rem; }
dl.in-short { margin: 1rem 0 0; max-width: 56rem; line-height: 1.45; }
dl.in-short div { display: grid; grid-template-columns: minmax(8rem, 11.5rem) 1fr; gap: 0 1.2rem; padding: 0.35em 0; border-top: 1px solid var(--rule); }
dl.in-short dt { font-weight: 600; }
dl.in-short dd { margin: 0; }
@media (max-width: 34rem) {
  dl.in-short { font-size: 0.95rem; line-height: 1.4; }
  dl.in-short div { grid-template-columns: 1fr; }
  .claim { font-size: 1.05rem; }
  .case-meta .means, .variant-switch .role { display: none; }
  .facts { font-size: 0.8rem; }
  .quote cite { font-size: 0.75rem; }
  .variant-switch button { font-size: 0.82rem; line-height: 1.25; }
  .why p, .quote blockquote { font-size: 1rem; line-height: 1.45; }
}
.look { margin-bottom: 1rem; }
.variant + .variant { margin-top: 2rem; }
.drawn { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.2rem 3rem; }
.drawn > div + div { display: flex; flex-wrap: wrap; gap: 0.6rem 2rem; }
.drawn .picture { flex: 0 1 40rem; min-width: min(30rem, 100%); max-width: 40rem; }
.look-label { font-weight: 600; margin-bottom: 0.3rem; }
.at { font-weight: 400; color: var(--muted); font-size: 0.85rem; }
.happened { display: block; font-weight: 400; }
.worker { font-weight: 400; color: var(--muted); font-size: 0.85rem; margin-inline-start: 0.5em; }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 0.4rem 1.8rem; margin: 0 0 1rem; padding: 0; font-size: 0.95rem; }
.legend li { display: flex; align-items: center; gap: 0.5rem; }
.legend svg { width: 2.1rem; }
.path { list-style: none; margin: 0; padding: 0; line-height: 1.5; }
.path li { display: flex; flex-wrap: wrap; gap: 0 0.7em; padding: 0.28em 0; border-bottom: 1px solid var(--rule); align-items: baseline; }
.path .roots, .path .edge { color: var(--muted); font-size: 0.88rem; }
.path .edge { min-width: 42%; overflow-wrap: anywhere; }
.path .edge bdi { font-family: var(--mono); }
.path .node { font-weight: 600; overflow-wrap: anywhere; min-width: 0; }
.path .id { font-weight: 400; color: var(--muted); }
.path .position { font-weight: 400; font-size: 0.85rem; color: var(--muted); }
.path .the-value .node bdi { color: var(--value); }
.devtools a { font-family: var(--mono); font-size: 0.88em; overflow-wrap: anywhere; }
.devtools ol { max-width: 48rem; padding-inline-start: 1.3em; }
.file { margin: 0; }
.file figcaption { font-family: var(--mono); font-size: 0.85rem; color: var(--muted); margin-bottom: 0.4rem; }
.file pre { margin: 0; padding: 0.9em 1.1em; background: var(--raised); border-radius: 4px; overflow-x: auto; font-size: 0.82rem; line-height: 1.5; tab-size: 2; }
.file mark { color: inherit; background: color-mix(in srgb, var(--value) 22%, transparent); }
.scrolling { overflow-x: auto; margin-bottom: 1.6rem; }
.looks, .witnesses { font-size: 0.85rem; }
.looks td, .witnesses td { white-space: nowrap; }
`;
