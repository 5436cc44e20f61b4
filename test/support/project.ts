import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, seen from the compiled tests. */
export const PROJECT: string = fileURLToPath(new URL('../../../', import.meta.url));

/** Where the command line is that ships, in the project's folder or in a copy. */
export const COMMAND_FILE = 'dist/command/main.js';

/** The project's own command line. */
export const COMMAND: string = join(PROJECT, COMMAND_FILE);
