/** URL of the program of a check's own process; the command line's build bundles it into a few files. */
export const SCENARIO_PROGRAM: URL = new URL('./scenario-host.js', import.meta.url);
