/** The program of a check's own process; the command line has it packed into a few files. */
export const SCENARIO_PROGRAM: URL = new URL('./scenario-host.js', import.meta.url);
