/** The walks of calls through a table, and the slot that is pointed at. */
export const walkStyle: string = `
.walks { border-top: 0; }
.stand-in:not(.now) .walks { display: none; }
.walk { margin: 0 0 0 1.1rem; }
.walk summary { font-weight: 400; }
.walk summary code { font-weight: 650; }
.walk .owner { font-family: var(--mono); font-size: 0.8em; color: var(--muted); margin-inline-start: 0.6em; }
.walk .buttons { margin-bottom: 0.8rem; }
.walk button:disabled { opacity: 0.4; cursor: default; }
.walk ol { columns: 20rem; column-gap: 3.5rem; margin: 0.8rem 0; padding-inline-start: 2.2em; font-size: 0.9rem; line-height: 1.7; }
.walk [aria-current] { font-weight: 700; }
.pointed-at { display: block; min-height: 1.5em; color: var(--ink); font-weight: 650; font-size: 1rem; }
.slots > svg { cursor: crosshair; }
@media (max-width: 44rem) { .pointed-at { min-height: 0; } }
.walk-grid.of-8 { max-width: 40rem; }
.walk-grid rect { fill: none; stroke: var(--rule); stroke-width: 1.5; }
.walk-grid text { fill: var(--muted); }
.walk-grid .number { font-size: 10px; }
.walk-grid .key { font: 650 14px var(--mono); text-anchor: middle; fill: var(--ink); }
.walk-grid .filled rect { fill: var(--raised); stroke: var(--muted); }
.walk-grid .filled .key { fill: var(--muted); font-weight: 400; }
.walk-grid :is(.live, .strong) rect { fill: color-mix(in srgb, var(--key) 16%, var(--paper)); stroke: var(--key); stroke-width: 2; }
.walk-grid .stale rect { fill: color-mix(in srgb, var(--stale) 10%, var(--paper)); stroke: var(--stale); stroke-width: 2; stroke-dasharray: 5 4; }
.walk-grid .stale .key { fill: var(--stale); text-decoration: line-through; }
.walk-grid .here rect { stroke: var(--ink); stroke-width: 4.5; stroke-dasharray: none; }
.walk-grid .left rect { stroke: var(--ink); stroke-width: 2; stroke-dasharray: 2 3; }
.walk-grid .home rect { stroke: var(--value-fill); stroke-width: 4.5; }
`;
