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

/** Names a process by its command line, which is shortened. */
export function nameOfProcess(pid: number, command: string): string {
  return `process ${pid} (${command.length > LONGEST_COMMAND ? `${command.slice(0, LONGEST_COMMAND)}…` : command})`;
}
