/**
 * Steps of a hot loop in one call. V8 compiles a function that is called again better than a loop that it must replace
 * while it runs (on-stack replacement), which takes up to twice the time; so loops over all nodes are cut up.
 */
export const STRETCH: number = 1 << 16;

/** Runs a loop from 0 up to `count` in stretches, each from `from` up to, not including, `to`. */
export type InStretches = (count: number, run: (from: number, to: number) => void) => void;

/** One stretch after the other, with something else to do after each. */
export function inStretchesWith(between: () => void): InStretches {
  return (count, run) => {
    for (let from = 0; from < count; from += STRETCH) {
      run(from, Math.min(count, from + STRETCH));
      between();
    }
  };
}

/** One stretch after the other. */
export const inStretches: InStretches = inStretchesWith(() => undefined);
