/** A leak trace: a rail from the root down, a mark per node, the reference between two nodes, suspect ones wavy. */
export const traceStyle: string = `
.trace { list-style: none; margin: 0; padding: 0; }
.trace li { position: relative; padding: 0 0 0.15rem 2.3rem; }
.trace li::before { content: ''; position: absolute; left: 0.72rem; top: 0; bottom: 0; border-inline-start: 2px solid var(--rule); }
.trace li:first-child::before { top: 0.9em; }
.trace li:last-child::before { bottom: auto; height: 3.1rem; }
.trace p { margin: 0; max-width: none; }
.trace .reference { padding: 0.35rem 0 0.3rem; font-size: 0.95rem; overflow-wrap: anywhere; }
.trace .reference bdi { font-family: var(--mono); font-size: 0.95em; }
.trace .reference > span:first-child { color: var(--muted); }
.trace .suspect { text-decoration: underline wavy var(--stale) 1.5px; text-underline-offset: 0.28em; text-decoration-skip-ink: none; font-weight: 600; }
.trace .suspect-word { color: var(--stale); font-size: 0.8rem; font-weight: 650; margin-inline-start: 0.7em; }
.trace .times { color: var(--muted); font-size: 0.85rem; }
.trace .node { position: relative; display: flex; flex-wrap: wrap; gap: 0 0.7em; align-items: baseline; line-height: 1.5; }
.trace .label { font-family: var(--mono); font-weight: 650; overflow-wrap: anywhere; min-width: 0; }
.trace .id, .trace .position { color: var(--muted); font-size: 0.8rem; }
.trace .position { overflow-wrap: anywhere; }
.trace .sign { position: absolute; left: -2.3rem; top: 0; width: 1.5rem; height: 1.5rem; line-height: 1.5rem; text-align: center; border-radius: 50%; font-size: 0.85rem; font-weight: 800; }
.trace .root .node::before { content: ''; position: absolute; left: -1.93rem; top: 0.38em; width: 0.85rem; height: 0.85rem; border-radius: 50%; background: var(--ink); }
.trace .leaking-no .sign { background: var(--good); color: var(--paper); }
.trace .leaking-unknown .sign { background: var(--paper); color: var(--muted); box-shadow: inset 0 0 0 2px var(--muted); }
.trace .leaking-yes .sign { background: var(--stale); color: var(--paper); border-radius: 3px; }
.trace .judgement { color: var(--muted); font-size: 0.85rem; display: flex; flex-wrap: wrap; }
.trace .judgement > span + span::before { content: '·'; margin-inline: 0.55em; }
.trace .leaking-no .status { color: var(--good); } .trace .leaking-yes .status { color: var(--stale); font-weight: 650; }
.trace .leaking-yes:last-child .label { color: var(--value); }

.trace + .note { margin-top: 1.2rem; }
@media print { .trace li { break-inside: avoid; } }
`;
