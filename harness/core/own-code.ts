import { fileURLToPath } from 'node:url';

/** URL and path of the harness's own code: names of scripts are URLs of modules, and paths of CommonJS. */
const URL_OF_HARNESS = new URL('../', import.meta.url).href;
const PATH_OF_HARNESS = fileURLToPath(URL_OF_HARNESS);

/** Whether a script, by its URL or path, is the harness's own. */
export function isOwnCode(script: string): boolean {
  return script.startsWith(URL_OF_HARNESS) || script.startsWith(PATH_OF_HARNESS);
}

/** Whether a line of a stack trace is a call in the harness's own code. */
export function isOwnCall(line: string): boolean {
  return line.includes(URL_OF_HARNESS) || line.includes(PATH_OF_HARNESS);
}
