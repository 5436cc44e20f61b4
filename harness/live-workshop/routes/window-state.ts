import type { LiveState } from '../session/session.js';

/** What every window is sent. */
export interface WindowState extends LiveState {
  /** Id of the window that drives; `null` if none has come yet. */
  readonly driver: string | null;
  /** Path of the log. */
  readonly logFile: string;
}
