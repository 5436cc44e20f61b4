/** An isolate other than the one that is checked: its heap is in no snapshot. */
export interface UnseenIsolate {
  readonly kind: 'worker' | 'child-process';
  /** For a reader: `thread 3 (mailer)`, `process 4711 (git status)`. */
  readonly name: string;
}
