import { fileURLToPath } from 'node:url';

/** The project's folder, seen from the compiled tests. */
export const PROJECT: string = fileURLToPath(new URL('../../../', import.meta.url));
