import type { ScenarioContext } from 'heapwitness';
import { endBriefly } from '../brief-check.js';

class Session {
  readonly user: string;

  constructor(user: string) {
    this.user = user;
  }
}

const sessions = new Map<string, Session>();

/** Opens a session; its variant says how it ends. */
export function iteration({ index, variant }: ScenarioContext): void {
  const session = new Session(`user-${index}`);
  sessions.set(session.user, session);
  if (variant === 'thrown') throw new Error('the session could not be opened');
  if (variant === 'closed') sessions.delete(session.user);
  if (variant === 'briefly') endBriefly(index);
}
