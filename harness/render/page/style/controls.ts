/** What the reader can operate, and what is hidden until it is revealed. */
export const controlStyle: string = `
.pending body { visibility: hidden; }
html:not(.scripted) .scripted-only { display: none; }
button { font: inherit; font-size: 0.9rem; color: inherit; background: var(--paper); border: 1px solid var(--muted); border-radius: 999px; padding: 0.25em 0.95em; min-height: 2.1rem; cursor: pointer; }
button:hover { border-color: var(--ink); box-shadow: inset 0 0 0 1px var(--ink); }
button[aria-pressed='true'] { background: var(--ink); color: var(--paper); border-color: var(--ink); }
.toolbar { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; justify-content: flex-end; gap: 0.4rem 1rem; padding: 0.5rem clamp(1.1rem, 4vw, 3rem); background: var(--paper); border-bottom: 1px solid var(--rule); }
.toolbar .choice { display: flex; }
.toolbar .choice button { border-radius: 0; margin-inline-start: -1px; }
.toolbar .choice button:first-child { border-radius: 999px 0 0 999px; }
.toolbar .choice button:last-child { border-radius: 0 999px 999px 0; }
.scripted { scroll-padding-top: 3.6rem; }
.concealed .obs, .concealed.obs, .unknown, .prediction, .when-concealed, .overall-hidden, .when-playing { display: none; }
.concealed .unknown { display: inline; color: var(--muted); font-weight: 650; }
.concealed .prediction { display: block; }
.concealed .when-concealed, .conceals-some .toolbar .when-concealed { display: inline; }
.concealed .when-revealed, .conceals-some .toolbar .when-revealed { display: none; }
.conceals-some .overall-said { display: none; }
.conceals-some .overall-hidden { display: inline; color: var(--ink); }
.concealed .facts-only { visibility: hidden; }
.ask { font-size: clamp(1.15rem, 1rem + 0.8vw, 1.5rem); font-weight: 650; margin-bottom: 1.4rem; }
.prediction .curtain { background: var(--ink); color: var(--paper); font-size: 1.05rem; padding: 0.5em 1.6em; margin-top: 1.4rem; }
.controls { margin-bottom: 1rem; }
.buttons { display: flex; flex-wrap: wrap; gap: 0.4rem; }
.playing .when-playing { display: inline; }
.playing .when-still { display: none; }
.player:not(.stepping) .all { visibility: hidden; }
.said { margin: 0.8rem 0 0; font-size: clamp(1.1rem, 1rem + 0.5vw, 1.4rem); font-weight: 650; line-height: 1.3; min-height: 2.6em; }
.said:empty { display: none; }
.variant-switch { display: flex; flex-wrap: wrap; gap: 0.4rem; margin-bottom: 1.2rem; }
@media screen {
  .scripted .variant:not(.chosen) { display: none; }
  .scripted .variant-switch ~ .variant > h5 { display: none; }
  .stepping .look { display: none; }
  .stepping .now, .stepping .stand-in { display: block; }
  .concealed .stepping .look.obs { display: none; }
  .stepping .stand-in .look-label { display: none; }
  .stepping:has(.said:not(:empty)) .look-label { display: none; }
}
@media screen and (prefers-reduced-motion: no-preference) {
  .stepping .now .slots { animation: appear 0.5s ease-out 0.15s both; }
  @keyframes appear { from { opacity: 0.25; } }
}
@media (max-width: 40rem) {
  .toolbar { position: static; justify-content: flex-start; }
  .scripted { scroll-padding-top: 0; }
}
@media print {
  .toolbar, .controls, button:not(.term button) { display: none; }
}
`;
