import { livePageBase } from '../../render/page/components/index.js';

/** What the live pages have of their own. */
const liveStyle = `
.live .toolbar { align-items: center; justify-content: space-between; position: static; }
.live h1 { font-size: 1.15rem; margin-inline-end: auto; }
.live h2 { font-size: 1.25rem; margin-bottom: 0.5rem; }
.live h2 .note { font-weight: 400; }
.live h3 { font-size: 1rem; letter-spacing: 0; font-weight: 650; margin: 1.4rem 0 0.5rem; }
.live > .wide { max-width: 100rem; padding-block: 1.2rem 3rem; }
.live .notice { border: 2px solid var(--warn); border-radius: 6px; padding: 0.6rem 0.9rem; max-width: none; }
.live .buttons { margin-bottom: 0.8rem; }
.live .act { background: var(--ink); color: var(--paper); border-color: var(--ink); }
.live button:disabled { opacity: 0.4; cursor: default; box-shadow: none; }
.live input, .live select { font: inherit; font-size: 0.9rem; color: inherit; background: var(--paper); border: 1px solid var(--muted); border-radius: 6px; padding: 0.2em 0.5em; min-height: 2.1rem; max-width: 100%; }
.live input[type='number'] { width: 5.5rem; }
.live input[type='radio'] { min-height: 0; accent-color: var(--ink); }
.driver-columns { display: grid; grid-template-columns: minmax(20rem, 1fr) minmax(0, 2fr); gap: 2rem clamp(1.5rem, 3vw, 3rem); align-items: start; }
@media (max-width: 60rem) { .driver-columns { grid-template-columns: minmax(0, 1fr); } }
.story { border-bottom: 1px solid var(--rule); margin-bottom: 1.2rem; padding-bottom: 0.6rem; }
.story-sentence { font-size: clamp(1.1rem, 1rem + 0.6vw, 1.4rem); line-height: 1.4; font-weight: 600; }
.story-note { border-inline-start: 3px solid var(--rule); padding-inline-start: 0.8rem; color: var(--muted); }
.thread-list { list-style: none; margin: 0 0 0.8rem; padding: 0; }
.thread-list li { padding: 0.3rem 0; border-bottom: 1px solid var(--rule); }
.slot-call { border: 0; padding: 0; margin: 0.6rem 0; display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; }
.slot-call legend { padding: 0; font-weight: 650; margin-bottom: 0.3rem; }
.guess-form { display: flex; flex-wrap: wrap; gap: 0.6rem 1rem; align-items: baseline; }
.guess { width: auto; margin-block: 1rem; }
.guess td, .guess th { padding-inline-end: 1.6em; }
.guess .mark { color: var(--ink); font-weight: 650; margin-inline-start: 0.6em; }
.numbers { display: flex; flex-wrap: wrap; gap: 0.4rem 2.4rem; margin: 0 0 1rem; align-items: baseline; }
.numbers div { display: flex; flex-direction: row-reverse; gap: 0.5rem; align-items: baseline; }
.numbers dd { margin: 0; font-size: 2rem; font-weight: 700; font-variant-numeric: tabular-nums; line-height: 1.1; }
.numbers .served { color: var(--muted); font-size: 0.9rem; }
.thread-state { font-weight: 400; font-size: 0.9rem; color: var(--muted); margin-inline-start: 0.6em; }
.thread-state.died { color: var(--stale); font-weight: 650; }
.live-grid { display: grid; gap: 0.35rem; margin-bottom: 1rem; }
.live-grid.of-8 { grid-template-columns: repeat(8, minmax(0, 1fr)); max-width: 56rem; }
.live-grid.of-16 { grid-template-columns: repeat(16, minmax(0, 1fr)); }
.live-grid.of-32 { grid-template-columns: repeat(32, minmax(0, 1fr)); gap: 0.15rem; }
.live-grid .one-slot { position: relative; border: 1px solid var(--rule); border-radius: 6px; background: var(--paper); padding: 0.2rem; min-height: 0; min-width: 0; overflow: hidden; }
.live-grid button.one-slot:hover { border-color: var(--ink); }
.slot-number { position: absolute; inset-block-end: 0.05rem; inset-inline-end: 0.25rem; font-size: 0.7rem; color: var(--muted); }
.slot-key { position: absolute; inset-block-end: 0.05rem; inset-inline-start: 0.25rem; font: 650 0.7rem var(--mono); }
.of-8 .one-slot, .of-16 .one-slot { padding-bottom: 1.15rem; }
.of-32 :is(.slot-number, .slot-key) { display: none; }
.chain { margin-block: 1rem; border-top: 0; }
.course-chart { margin-top: 1.2rem; }
.step-list { border-top: 1px solid var(--rule); margin-top: 1.6rem; padding-top: 1rem; font-size: 0.9rem; }
.step-list ol { margin: 0 0 0.8rem; padding-inline-start: 2.6em; }

.thread-counts { white-space: nowrap; margin-inline-end: 1.4em; font-weight: 650; }
.thread-counts:not(:has(*)) { font-weight: 400; }
.projector { font-size: 1.25em; }
.projector .story-sentence { font-size: clamp(1.5rem, 1rem + 1.9vw, 2.6rem); max-width: none; letter-spacing: -0.01em; }
.projector .numbers dd { font-size: clamp(2.4rem, 1.5rem + 3vw, 4.5rem); }
.projector .numbers dt { font-size: 1.2rem; }
.projector .guess { font-size: 1.3rem; }
.projector .slots-16 { grid-template-columns: repeat(16, minmax(0, 1fr)); max-width: none; }
.projector .walk .buttons { display: none; }
.projector .walk ol { font-size: 0.75em; columns: 14rem; }
.projector .course-chart { margin: 0; }
@media (min-width: 70rem) { .projector .below-table { display: grid; grid-template-columns: minmax(0, 3fr) minmax(0, 2fr); gap: 2rem; align-items: start; } }
.projector .slot-number, .projector .slot-key { font-size: 1rem; }
.projector :is(.of-8, .of-16) .one-slot { padding-bottom: 1.5rem; }
`;

/** The style sheet of the live pages. */
export const livePageStyle: string = `${livePageBase}\n${liveStyle}`;
