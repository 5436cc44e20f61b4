/** An isolate other than the one that is checked: no snapshot contains its heap. */
export interface UnseenIsolate {
  readonly kind: 'worker' | 'child-process';
  /** A readable name: `thread 3 (mailer)`, `process 4711 (git status)`. */
  readonly name: string;
}
