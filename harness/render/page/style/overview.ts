/** The top of the page, the overview and the environment. */
export const overviewStyle: string = `
.top { padding-top: clamp(1.5rem, 5vw, 4rem); }
.product { color: var(--muted); font-weight: 600; margin-bottom: clamp(1.5rem, 4vw, 3rem); max-width: none; }
.product time { font-weight: 400; margin-inline-start: 0.8em; }
h1 { font-size: clamp(2.6rem, 1.2rem + 6vw, 6rem); letter-spacing: -0.035em; line-height: 1; font-weight: 750; }
h1 span { display: inline-block; }
.lead { font-size: clamp(1.1rem, 1rem + 0.6vw, 1.5rem); line-height: 1.45; margin: 1.4rem 0 0; color: var(--muted); }
.comparison { width: auto; margin-top: clamp(1.5rem, 4vw, 3rem); }
.comparison caption { caption-side: bottom; padding-top: 0.6em; }
.comparison th, .comparison td { border: 0; padding: 0 clamp(1rem, 3vw, 2.5rem) 0 0; }
.comparison thead th { font-size: 0.95rem; text-align: end; }
.comparison tbody th { font-size: clamp(1.2rem, 1rem + 1.5vw, 2rem); font-weight: 600; }
.comparison tbody td { font-size: clamp(2.8rem, 1.5rem + 6vw, 6.5rem); font-weight: 750; letter-spacing: -0.04em; line-height: 1.1; text-align: end; }
.comparison tbody td.arrow { font-weight: 300; color: var(--muted); padding-inline-end: clamp(0.5rem, 2vw, 1.5rem); }
.pictures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: 2rem clamp(1.5rem, 4vw, 3rem); margin-top: clamp(2rem, 5vw, 4rem); }
.pictures figcaption { font-weight: 600; margin-top: 0.3rem; padding-top: 0.5rem; border-top: 2px solid var(--ink); }
.pictures figure { display: flex; flex-direction: column; justify-content: space-between; }
@media screen and (min-width: 72rem) {
  .top { display: grid; grid-template-columns: 1fr auto; column-gap: 3rem; }
  .top > * { grid-column: 1 / -1; }
  .top > h1, .top > .lead { grid-column: 1; }
  h1 { font-size: clamp(2.9rem, 3.7vw, 4.2rem); align-self: end; }
  .lead { align-self: start; max-width: 36rem; }
  .top > .comparison { grid-column: 2; grid-row: 2 / span 2; margin-top: 0; align-self: center; }
  .comparison th, .comparison td { padding-inline-end: 1.2rem; }
  .comparison tbody td { font-size: clamp(3.4rem, 4.4vw, 5rem); }
}
h2 { font-size: clamp(1.6rem, 1.2rem + 1.6vw, 2.4rem); letter-spacing: -0.02em; }
.overview { padding-top: clamp(3rem, 8vw, 6rem); }
.overall { font-size: clamp(1.25rem, 1rem + 1.2vw, 1.75rem); line-height: 1.3; font-weight: 600; margin: 0.6em 0 0.4em; }
.overall.good { color: var(--good); }
.overall.bad { color: var(--stale); }
.meaning { color: var(--muted); }
.not-run { margin-top: 1rem; }
.not-run p { font-weight: 600; margin: 0; }
.not-run ul { margin: 0.3rem 0 0; padding-inline-start: 1.2em; }
.at-a-glance { margin-top: 2.2rem; table-layout: fixed; }
.at-a-glance caption { color: var(--ink); font-weight: 650; font-size: 1.15rem; }
.at-a-glance thead th { border-bottom: 2px solid var(--ink); }
.at-a-glance th:first-child { width: 42%; }
.at-a-glance thead th:last-child { width: 22%; }
.at-a-glance thead th:last-child, .at-a-glance tr > td:last-child { padding-inline-start: 2rem; padding-inline-end: 0; }
.case-row th { font-weight: 650; padding-top: 1em; border-bottom: 0; }
.at-a-glance tbody tr:not(.case-row) > th { padding-inline-start: 1rem; }
.at-a-glance .seen { font-weight: 650; font-size: 1.15em; display: block; line-height: 1.2; }
.at-a-glance .stated { color: var(--muted); font-size: 0.75rem; white-space: nowrap; }
.at-a-glance .differs .seen { color: var(--stale); }
.at-a-glance .differs .stated { color: var(--stale); font-weight: 650; }
.at-a-glance .differs .stated::before { content: '✗ '; }
.facts-only { color: var(--muted); font-size: 0.85rem; text-align: end; }
.chapter-lists { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(21rem, 100%), 1fr)); gap: 1.6rem clamp(1.5rem, 4vw, 3rem); margin: 1.8rem 0; }
.chapter-list h3 { font-size: 1.15rem; letter-spacing: 0; padding-bottom: 0.4rem; border-bottom: 2px solid var(--ink); }
.chapter-list ol { list-style: none; margin: 0; padding: 0; }
.chapter-list li { display: flex; justify-content: space-between; gap: 1rem; padding: 0.35em 0; border-bottom: 1px solid var(--rule); }
.chapter-list .outcome { font-size: 0.85rem; }
.terms { padding-top: clamp(2rem, 4vw, 3rem); }
.terms table { margin-top: 1rem; max-width: 62rem; }
.terms th[scope='row'], .terms code { font-family: var(--mono); font-size: 0.9em; overflow-wrap: anywhere; }
@media (min-width: 48rem) { .terms td:nth-child(2) { min-width: 17rem; } }
.environment { padding-top: clamp(2rem, 4vw, 3rem); }
.environment dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 0 2rem; margin: 1rem 0 0; }
.environment dl > div { border-bottom: 1px solid var(--rule); padding: 0.5rem 0; }
dt { color: var(--muted); font-size: 0.85rem; }
dd { margin: 0; }
@media (max-width: 40rem) {
  .at-a-glance th:first-child { width: 32%; }
  .at-a-glance thead th:last-child { width: 17%; }
  .at-a-glance th, .at-a-glance td { padding-inline-end: 0.3rem; }
  .at-a-glance thead th { font-size: 0.7rem; overflow-wrap: anywhere; hyphens: auto; }
  .at-a-glance thead th:last-child, .at-a-glance tr > td:last-child { padding-inline-start: 0.5rem; }
  .at-a-glance tbody tr:not(.case-row) > th { padding-inline-start: 0; font-size: 0.85rem; }
  .at-a-glance .stated { font-size: 0.65rem; white-space: normal; }
  .at-a-glance .outcome { white-space: normal; font-size: 0.75rem; line-height: 1.2; display: block; }
}
`;
