/** Special terms, and the glosses that they open. A gloss begins below its line, at the left edge of its text. */
export const glossaryStyle: string = `
.glossed { position: relative; display: inline-block; }
p > .glossed, dd > .glossed { display: block; }
.term button { all: unset; cursor: help; text-decoration: underline dotted; text-decoration-thickness: 1.5px; text-underline-offset: 0.22em; text-decoration-color: var(--muted); }
.term button:focus-visible { outline: 3px solid var(--key); outline-offset: 2px; border-radius: 3px; }
.gloss { display: none; position: absolute; left: 0; z-index: 3; margin-top: 1.6em; width: max-content; max-width: min(26rem, 82vw); padding: 0.7em 0.9em; background: var(--ink); color: var(--paper); border-radius: 6px; font-size: 0.95rem; font-weight: 400; line-height: 1.45; letter-spacing: 0; text-align: start; white-space: normal; }
.glossary dl > div { display: grid; grid-template-columns: minmax(8rem, 16rem) 1fr; gap: 0 1.2rem; padding: 0.45em 0; border-bottom: 1px solid var(--rule); max-width: 62rem; }
.glossary dt { color: var(--ink); font-weight: 650; }
@media (max-width: 34rem) { .glossary dl > div { grid-template-columns: 1fr; } }
@media print { .term button { text-decoration: none; } }
@media screen { .term:hover .gloss, .term:focus-within .gloss { display: block; } }
`;
