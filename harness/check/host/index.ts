import { startAhead } from '../../isolates/supervision/index.js';
import { SCENARIO_PROGRAM } from './scenario-program.js';

/** Starts the process of the next check ahead of time. It loads nothing of the scenario until the check begins. */
export function startHostAhead(): void {
  startAhead(SCENARIO_PROGRAM);
}
