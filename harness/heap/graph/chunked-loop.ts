/**
 * Steps of a hot loop in one call. V8 compiles a function that is called again better than a loop that it must replace
 * while it runs (on-stack replacement), which takes up to twice the time; so loops over all nodes are cut up.
 */
export const STEPS_PER_CHUNK: number = 1 << 16;

/** Runs a loop from 0 up to `count` in chunks, each from `from` up to, not including, `to`. */
export type ChunkedLoop = (count: number, run: (from: number, to: number) => void) => void;

/** One chunk after the other, with something else to do after each. */
export function chunkedLoopWith(between: () => void): ChunkedLoop {
  return (count, run) => {
    for (let from = 0; from < count; from += STEPS_PER_CHUNK) {
      run(from, Math.min(count, from + STEPS_PER_CHUNK));
      between();
    }
  };
}

/** One chunk after the other. */
export const chunkedLoop: ChunkedLoop = chunkedLoopWith(() => undefined);
