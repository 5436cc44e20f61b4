import { isRecord } from '../../../core/is-record.js';

/** What the thread of the harness in a process says of that process; see `preload/relay.cts`. */
export interface Greeting {
  readonly pid: number;
  /** Id of the process that started it. */
  readonly parent: number;
  /** Node's `process.argv`, shortened. */
  readonly command: readonly string[];
  /** Id of the harness's thread in it. */
  readonly relay: number;
}

/** Returns the object that a line of JSON contains; `null` if it contains none. */
export function recordIn(line: string): Readonly<Record<string, unknown>> | null {
  try {
    const parsed: unknown = JSON.parse(line);
    return isRecord(parsed) ? parsed : null;
  } catch {
    return null;
  }
}

/** Whether a message is a greeting. */
export function isGreeting(
  message: Readonly<Record<string, unknown>>,
): message is Readonly<Record<string, unknown>> & Greeting {
  const { pid, parent, relay, command } = message;
  const areNumbers = [pid, parent, relay].every((one) => Number.isSafeInteger(one));
  return areNumbers && Array.isArray(command) && command.every((one) => typeof one === 'string');
}
