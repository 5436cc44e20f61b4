// One task of a pool: what it retains depends on the variant.
import { ThreadLocal } from '../../../dist/harness/workshop/thread-local/index.js';

class Session {
  constructor(index) {
    this.index = index;
    this.rows = Array.from({ length: 10 }, (_, row) => ({ row, index }));
  }

  get size() {
    return this.rows.length;
  }
}

const sessions = new Map();

export function handle({ index, variant }) {
  const session = new Session(index);
  if (variant === 'leaky') sessions.set(`user-${index}`, session);
  // A key per task, which is never removed: its value refers to it, so the entry never becomes stale.
  if (variant === 'thread-local') {
    session.local = new ThreadLocal();
    session.local.set(session);
  }
  return session.size;
}
