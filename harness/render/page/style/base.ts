/** Colours, type and what all parts share. Key is blue, value amber, the dead and the differing red: always with a sign. */
export const baseStyle: string = `
:root {
  color-scheme: light dark;
  --paper: #fdfcfa; --raised: #f4f2ed; --ink: #17181a; --muted: #5c5d63; --rule: #dedbd3;
  --key: #1f55c4; --value: #a85a00; --value-fill: #e2901f; --stale: #b3202a; --good: #17703f; --warn: #8a5a00;
  --mono: ui-monospace, 'SF Mono', SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #131416; --raised: #1d1f22; --ink: #ecebe7; --muted: #a4a5ab; --rule: #35373c;
    --key: #8ab0ff; --value: #f2b45c; --value-fill: #e9a23b; --stale: #ff8b86; --good: #6fd39b; --warn: #f0c35e;
  }
}
* { box-sizing: border-box; }
html { font: 400 clamp(1rem, 0.95rem + 0.25vw, 1.15rem)/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif; scroll-behavior: smooth; -webkit-text-size-adjust: 100%; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body { margin: 0; background: var(--paper); color: var(--ink); overflow-wrap: break-word; }
.wide { max-width: 74rem; margin-inline: auto; padding-inline: clamp(1.1rem, 4vw, 3rem); }
h1, h2, h3, h4, h5 { line-height: 1.15; margin: 0; text-wrap: balance; font-weight: 650; }
p { margin: 0 0 0.8em; max-width: 44rem; }
a { color: inherit; text-decoration-thickness: 1px; text-underline-offset: 0.18em; text-decoration-color: var(--muted); }
a:hover { text-decoration-thickness: 2px; text-decoration-color: currentColor; }
:focus-visible { outline: 3px solid var(--key); outline-offset: 3px; border-radius: 3px; }
[tabindex='-1']:focus { outline: none; }
code, pre, .id { font-family: var(--mono); font-size: 0.9em; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0 0 0.8em; }
figure { margin: 0; }
svg { display: block; width: 100%; height: auto; }
svg.patterns { position: absolute; width: 0; height: 0; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: start; vertical-align: baseline; font-weight: 400; padding: 0.35em 0.9em 0.35em 0; border-bottom: 1px solid var(--rule); }
thead th { color: var(--muted); font-size: 0.8rem; }
caption { text-align: start; color: var(--muted); font-size: 0.85rem; padding-bottom: 0.4em; }
.number { text-align: end; }
.note { color: var(--muted); font-size: 0.9rem; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: 1rem; background: var(--paper); padding: 0.5rem 1rem; z-index: 1; }
.key { color: var(--key); }
.value { color: var(--value); }
.stale, .flag { color: var(--stale); }
.flag { font-weight: 650; }
.outcome { white-space: nowrap; font-weight: 600; }
.outcome .sign { display: inline-block; width: 1.35em; height: 1.35em; line-height: 1.35em; margin-inline-end: 0.4em; border-radius: 50%; text-align: center; color: var(--paper); font-size: 0.85em; font-weight: 800; }
.as-stated { color: var(--good); } .as-stated .sign { background: var(--good); }
.not-as-stated { color: var(--stale); } .not-as-stated .sign { background: var(--stale); border-radius: 3px; }
.failed { color: var(--warn); } .failed .sign { background: var(--warn); border-radius: 3px; }
summary { cursor: pointer; font-weight: 600; padding: 0.5em 0; }
details { margin-top: 1rem; border-top: 1px solid var(--rule); }
footer { padding-block: 1.5rem 2rem; color: var(--muted); font-size: 0.85rem; }
`;
