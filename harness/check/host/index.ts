import { startAhead } from '../../isolates/supervision/index.js';
import { SCENARIO_PROGRAM } from './scenario-program.js';

/** Starts the process of the next check ahead: it has run no code of the scenario's, and knows nothing of it yet. */
export function startHostAhead(): void {
  startAhead(SCENARIO_PROGRAM);
}
