/** The frame of a chart in the drawing's own units; to the right of it stand the names of the lines. */
export const CHART = { width: 520, height: 264, left: 46, right: 396, top: 34, bottom: 206 } as const;
