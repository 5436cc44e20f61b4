/** One case at a time: the overview or a case on the screen, the list of cases beside it, and the ways between them. */
export const placeStyle: string = `
main:focus { outline: none; }
.contents { display: none; }
.neighbours { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.8rem 2rem; margin-top: clamp(1.6rem, 4vw, 2.6rem); padding-top: 1rem; border-top: 2px solid var(--ink); }
.neighbours a { font-weight: 650; max-width: 24rem; }
.neighbours [rel='next'] { margin-inline-start: auto; text-align: end; }
@media screen {
  [data-view='overview'] #cases { display: none; }
  [data-view='case'] :is(.top, .overview, .terms, .environment) { display: none; }
  [data-view='case'] :is(.chapter, .case):not(.current) { display: none; }
  [data-view='case'] .chapter { padding-top: clamp(1rem, 2vw, 1.6rem); }
  [data-view='case'] .chapter-title { font-size: 1rem; letter-spacing: 0; color: var(--muted); padding: 0; border: 0; }
  [data-view='case'] .case { padding-top: 0.6rem; margin-top: 0; border-top: 0; scroll-margin-top: 100vh; }
}
@media screen and (min-width: 78rem) {
  [data-view='case'] main { max-width: 96rem; display: grid; grid-template-columns: 15rem minmax(0, 1fr); gap: clamp(2rem, 4vw, 4rem); }
  [data-view='case'] .contents { display: block; position: sticky; top: 3.6rem; align-self: start; max-height: calc(100vh - 3.6rem); overflow-y: auto; padding: 1.6rem 0.6rem 2rem 0; font-size: 0.82rem; line-height: 1.35; }
  .contents ol { list-style: none; margin: 0; padding: 0; }
  .contents > ol > li { font-weight: 650; margin-top: 1.1em; }
  .contents li li { font-weight: 400; }
  .contents li a { display: block; padding: 0.25em 0.6em; border-inline-start: 2px solid var(--rule); text-decoration: none; }
  .contents li a:hover { border-color: var(--ink); }
  .contents [aria-current] { border-color: var(--key); color: var(--key); font-weight: 650; background: color-mix(in srgb, var(--key) 12%, transparent); }
}
`;
