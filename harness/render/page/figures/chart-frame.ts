/**
 * The frame of a chart in the drawing's own units; to the right of it stand the names of the lines. It is small, so that
 * its letters are large enough on a phone.
 */
export const CHART = { height: 270, left: 44, right: 306, top: 34, bottom: 200, namesAt: 316 } as const;
