/** The verdict and what stands beside it; a finding, its chart, the controls, what was set aside. */
export const verdictStyle: string = `
.scenario { margin: 0 0 0.8rem; display: flex; align-items: baseline; flex-wrap: wrap; gap: 0 1.2rem; font-size: clamp(1.05rem, 1rem + 0.5vw, 1.4rem); max-width: none; overflow-wrap: anywhere; }
.scenario .variant { color: var(--muted); }
h1.verdict { display: flex; align-items: center; gap: 0.28em; font-size: clamp(2.9rem, 1.4rem + 7vw, 7rem); }
h1.verdict .sign { flex: none; display: inline-grid; place-items: center; width: 1em; height: 1em; border-radius: 50%; color: var(--paper); font-size: 0.72em; font-weight: 800; line-height: 1; letter-spacing: 0; }
h1.verdict.inconclusive { font-size: clamp(2.2rem, 0.9rem + 6.6vw, 7rem); }
.clean { color: var(--good); } .clean .sign { background: var(--good); }
.leak { color: var(--stale); } .leak .sign { background: var(--stale); border-radius: 0.16em !important; }
.inconclusive { color: var(--warn); } .inconclusive .sign { background: var(--warn); }
div.lead { color: var(--ink); max-width: 44rem; }
.lead-said { font-size: clamp(1.25rem, 1.05rem + 1vw, 1.8rem); line-height: 1.3; font-weight: 600; margin: 0; text-wrap: balance; }
.lead .means { color: var(--muted); font-size: clamp(1.05rem, 1rem + 0.3vw, 1.25rem); margin-top: 0.7em; }
.lead .message { margin: 1em 0 0; padding: 0.8em 1em; background: var(--raised); color: var(--ink); border-inline-start: 4px solid var(--warn); font-size: 0.82em; line-height: 1.5; }
.beside { margin-top: clamp(1.6rem, 4vw, 3rem); }
.beside .largest { margin: 0; font: 650 clamp(1.2rem, 1rem + 1.2vw, 1.8rem)/1.2 var(--mono); overflow-wrap: anywhere; }
.beside .rate { margin: 0.05em 0; font-size: clamp(2.8rem, 1.5rem + 6vw, 6rem); font-weight: 750; letter-spacing: -0.04em; line-height: 1.1; color: var(--value); }
.beside .unit { margin: 0 0 0.7em; font-size: clamp(1.1rem, 1rem + 0.7vw, 1.5rem); font-weight: 600; }
.beside .figures { margin: 0; color: var(--muted); font-size: clamp(1.05rem, 1rem + 0.4vw, 1.3rem); }
@media screen and (min-width: 64rem) {
  .verdict-hero:has(.beside) { display: grid; grid-template-columns: minmax(0, 1fr) minmax(20rem, auto); gap: 4rem; align-items: center; }
  .verdict-hero .beside { margin: 0; max-width: 34rem; }
  h1.verdict, h1.verdict.inconclusive { font-size: clamp(4rem, 6.6vw, 8rem); }
}
.piles { list-style: none; margin: 1.2rem 0 0; padding: 0; }
.piles li { padding: 0.45rem 0; border-bottom: 1px solid var(--rule); display: flex; flex-wrap: wrap; gap: 0 1.5rem; }
.piles a { font-family: var(--mono); font-weight: 600; overflow-wrap: anywhere; min-width: min(16rem, 100%); }
.piles .figures, .below .figures { color: var(--muted); font-weight: 400; }
.below details { margin: 0; }
.below summary bdi { font-family: var(--mono); overflow-wrap: anywhere; margin-inline-end: 0.8em; }
.below details .trace { margin: 0.6rem 0 1.2rem; }
.finding > section, .finding > .witness { margin-top: clamp(2rem, 4vw, 3rem); }
.finding h2.title { font: 700 clamp(1.7rem, 1.2rem + 2vw, 2.8rem)/1.15 var(--mono); letter-spacing: -0.03em; overflow-wrap: anywhere; }
.finding .claim { margin-top: 0.6rem; }
.finding h3 { font-size: 1.25rem; letter-spacing: -0.01em; margin-bottom: 0.9rem; font-weight: 650; }
.explanation p { margin: 0 0 0.5em; max-width: 52rem; }
.witness { display: grid; grid-template-columns: minmax(0, 1fr); gap: 2.5rem; }
@media (min-width: 60rem) { .witness:has(.survivors) { grid-template-columns: minmax(0, 1fr) 20rem; } }
.survivors { max-width: 24rem; }
.survivors figcaption { border: 0; padding: 0; }
.survivors .ground { stroke: var(--ink); stroke-width: 1.2; }
.survivors .grid { stroke: var(--rule); }
.survivors .line { fill: none; stroke: var(--value-fill); stroke-width: 4; stroke-linejoin: round; }
.survivors circle { fill: var(--paper); stroke: var(--value-fill); stroke-width: 3; }
.survivors text { fill: var(--muted); font-size: 13px; font-variant-numeric: tabular-nums; }
.survivors .total { fill: var(--value); font-weight: 700; font-size: 17px; }
.holders ol { margin: 0; padding: 0; list-style: none; counter-reset: cut; }
.holders > ol > li { counter-increment: cut; padding: 0.7rem 0 0.5rem 2.6rem; border-top: 1px solid var(--rule); position: relative; }
.holders > ol > li::before { content: counter(cut); position: absolute; left: 0; top: 0.75rem; width: 1.6rem; height: 1.6rem; line-height: 1.6rem; border-radius: 50%; background: var(--ink); color: var(--paper); text-align: center; font-weight: 650; font-size: 0.9rem; }
.holders p { margin: 0 0 0.3em; max-width: none; }
.holders .after { color: var(--muted); }
.holders details { margin: 0; border: 0; }
.holders summary { font-weight: 400; font-size: 0.9rem; padding: 0.2em 0; }
.cut { font-family: var(--mono); font-size: 0.9em; font-weight: 600; color: var(--ink); overflow-wrap: anywhere; }
.followers ul { list-style: none; margin: 0; padding: 0; display: flex; flex-wrap: wrap; gap: 0.4rem 2rem; }
.followers bdi, .frames bdi { font-family: var(--mono); font-size: 0.9em; overflow-wrap: anywhere; }
.followers .count { font-weight: 650; font-variant-numeric: tabular-nums; }
.frames { margin: 0; padding-inline-start: 1.4em; }
.fingerprint p { margin: 0 0 0.4em; max-width: none; overflow-wrap: anywhere; }
.signature bdi { font-family: var(--mono); }
.signature bdi + bdi::before { content: ' → '; }
.controls-section, .check-evidence, .apart { padding-top: clamp(3rem, 8vw, 6rem); }
.controls-section .note, .apart .note, .check-evidence > p { margin-top: 0.7rem; }
.control-cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(17rem, 100%), 1fr)); gap: 1.5rem clamp(1.5rem, 4vw, 3rem); margin: 1.2rem 0 0; }
.control-cards > div { border-top: 2px solid var(--ink); padding-top: 0.7rem; }
.control-cards dt { color: var(--ink); font-size: 1.05rem; font-weight: 600; }
.control-cards .outcome { font-size: 1.3rem; line-height: 1.6; }
.control-cards .seen { color: var(--muted); font-size: 0.9rem; overflow-wrap: anywhere; }
.apart ul { list-style: none; margin: 1rem 0 0; padding: 0; }
.apart li { border-top: 1px solid var(--rule); padding: 0.8rem 0; }
.apart p { margin: 0 0 0.2em; max-width: none; }
.apart .what bdi { font-family: var(--mono); font-weight: 600; overflow-wrap: anywhere; }
.apart .figures { color: var(--muted); margin-inline-start: 0.8em; }
.check-evidence .looks { max-width: 46rem; }
@media print { .finding { break-before: auto; } .beside, .control-cards > div { break-inside: avoid; } }
`;
