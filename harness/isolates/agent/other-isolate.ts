import type { SourcePosition } from '../../core/source-position.js';

/** An isolate other than the one that is checked: its heap is not in the snapshots of that one. */
export interface OtherIsolate {
  readonly kind: 'worker' | 'child-process';
  /** Thread id, or process id. */
  readonly id: number;
  /** A readable name: `thread 3 (mailer)`, `process 4711 (git status)`. */
  readonly name: string;
  /** The line of code that started it; `null` if it is unknown. */
  readonly startedAt: SourcePosition | null;
}

/** An isolate whose heap was not read. */
export interface UnseenIsolate extends OtherIsolate {
  /** Why it was not read, as a sentence. */
  readonly why: string;
}

const LONGEST_COMMAND = 80;
/** Number of parts of an absolute path that are shown. */
const SHOWN_PARTS = 2;

/** Names a process by its command line, with short paths: `process 4711 (node jobs/mail.js)`. */
export function nameOfProcess(pid: number, command: string): string {
  const [program = '', ...words] = command.trim().split(' ');
  const short = [lastParts(program, 1), ...words.map((word) => lastParts(word, SHOWN_PARTS))].join(' ');
  return `process ${pid} (${short.length > LONGEST_COMMAND ? `${short.slice(0, LONGEST_COMMAND)}…` : short})`;
}

function lastParts(word: string, count: number): string {
  return word.startsWith('/') ? word.split('/').slice(-count).join('/') : word;
}

/** Returns the command line in the name of a process. */
export function commandIn({ id, name }: Pick<OtherIsolate, 'id' | 'name'>): string {
  return name.slice(`process ${id} (`.length, -1);
}
