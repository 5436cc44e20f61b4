/**
 * Steps of a hot loop in one call. V8 compiles a function that is called again better than a loop that it must replace
 * while it runs (on-stack replacement), which takes up to twice the time; so loops over all nodes are cut up.
 */
export const STRETCH: number = 1 << 16;
