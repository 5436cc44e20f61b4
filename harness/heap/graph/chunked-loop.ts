/**
 * Steps of a hot loop per call. V8 optimises a function that is called again better than a loop that it has to replace
 * while it runs (on-stack replacement), which can take twice the time; so loops over all nodes are split.
 */
export const STEPS_PER_CHUNK: number = 1 << 16;

/** Runs a loop from 0 to `count` (exclusive) in chunks, each from `from` to `to` (exclusive). */
export type ChunkedLoop = (count: number, run: (from: number, to: number) => void) => void;

/** Returns a loop that runs its chunks one after the other and calls `between` after each. */
export function chunkedLoopWith(between: () => void): ChunkedLoop {
  return (count, run) => {
    for (let from = 0; from < count; from += STEPS_PER_CHUNK) {
      run(from, Math.min(count, from + STEPS_PER_CHUNK));
      between();
    }
  };
}

/** Runs the chunks one after the other. */
export const chunkedLoop: ChunkedLoop = chunkedLoopWith(() => undefined);
