/**
 * The frame of a chart, in the drawing's own units; the names of the lines are to the right of it. Small, so that its
 * text is large enough on a phone.
 */
export const CHART = { height: 270, left: 44, right: 306, top: 34, bottom: 200, namesAt: 316 } as const;
