/** Drawings: the reference picture, the chart, the slot grid. */
export const figureStyle: string = `
svg text { font: 500 14px system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; fill: var(--ink); }
.picture { max-width: 32rem; margin-bottom: 0.8rem; }
.shapes rect { rx: 5px; fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; }
.picture text { text-anchor: middle; }
.shapes .key rect { fill: color-mix(in srgb, var(--key) 14%, var(--paper)); stroke: var(--key); stroke-width: 2; }
.shapes .value rect { fill: color-mix(in srgb, var(--value-fill) 24%, var(--paper)); stroke: var(--value); stroke-width: 2; }
.picture text.key { fill: var(--key); font-weight: 700; }
.picture text.value { fill: var(--value); font-weight: 700; }
.shapes .empty rect, .shapes .dead rect { fill: none; stroke: var(--muted); stroke-width: 1.2; stroke-dasharray: 4 4; }
.picture text.empty, .picture text.dead { fill: var(--muted); font-weight: 500; }
.picture text.id { font: 500 11px var(--mono); fill: var(--muted); }
.picture text.note { text-anchor: start; }
.picture text.note, .gc text { fill: var(--muted); font-size: 13px; font-style: italic; }
.shapes .cross { stroke: var(--stale); stroke-width: 2.5; fill: none; stroke-linecap: round; }
.shapes .arrow path { fill: none; stroke: var(--ink); stroke-width: 1.7; stroke-linecap: round; stroke-linejoin: round; }
.shapes .arrow .weak { stroke-dasharray: 1 6; stroke-width: 2.4; }
.chart { max-width: 36rem; }
.chart figcaption { font-weight: 650; padding-bottom: 0.45rem; border-bottom: 1px solid var(--ink); margin-bottom: 0.8rem; }
.axis path { stroke: var(--rule); }
.axis text, .look-names text { fill: var(--muted); font-size: 13px; font-variant-numeric: tabular-nums; }
.axis text { text-anchor: end; }
.gc text, .look-names text { text-anchor: middle; }
.gc path { stroke: var(--muted); stroke-width: 1.3; stroke-dasharray: 2 4; }
.course path { fill: none; stroke-linejoin: round; stroke-linecap: round; }
.course.value path { stroke: var(--value-fill); stroke-width: 7; }
.course.value .marks { fill: var(--value-fill); stroke: none; }
.course.stale path { stroke: var(--stale); stroke-width: 2; stroke-dasharray: 7 6; }
.course.stale .marks { stroke: var(--stale); stroke-width: 2.6; stroke-dasharray: none; }
.course.key path { stroke: var(--key); stroke-width: 3; }
.course.key .marks { fill: var(--paper); stroke-width: 2.6; }
.line-names text { font-weight: 700; font-size: 14px; }
.line-names .key { fill: var(--key); } .line-names .value { fill: var(--value); } .line-names .stale { fill: var(--stale); }
.slot .k { fill: var(--key); }
.slot .v { fill: var(--value-fill); }
.slot .e { fill: var(--muted); opacity: 0.55; }
.slot .gone { fill: none; stroke: var(--stale); stroke-width: 1.5; }
.slot .x { stroke-width: 1.9; }
.slot .bar { stroke: var(--paper); stroke-width: 2.5; fill: none; }
.drawing { fill: none; }
.drawing .changed { stroke: var(--ink); stroke-width: 3; fill: none; }
.slots .changes { display: inline-block; margin-inline-start: 0.8em; padding-bottom: 1px; border-bottom: 3px solid var(--ink); color: var(--ink); }
.slots { margin-bottom: 0.7rem; }
.slots figcaption { font-size: 0.85rem; color: var(--muted); margin-top: 0.3rem; }
.slots .owner { font-family: var(--mono); font-size: 0.92em; margin-inline-end: 0.6em; }
.grid-8 { max-width: 34rem; }
.grid-16 { max-width: 46rem; }
.slot .letter { stroke: var(--paper); stroke-width: 1.6; fill: none; stroke-linecap: round; stroke-linejoin: round; }
`;
