import { endBriefly } from '../brief-check.js';

/** Leaks, by variant: one session in each iteration, or in every 50th. */
class Session {
  readonly index: number;
  payload: number[] | null = null;

  constructor(index: number) {
    this.index = index;
  }
}

class Tag {
  readonly at: number = performance.now();
}

class Leaf {
  readonly at: number = performance.now();
}

class Bush {
  readonly leaves: readonly Leaf[] = Array.from({ length: 750 }, () => new Leaf());
}

class Link {
  readonly next: Link | null;
  readonly tag: Tag = new Tag();

  constructor(next: Link | null) {
    this.next = next;
  }
}

let chain: Link | null = null;
const bushes: Bush[] = [];
const sessions: Session[] = [];
const numbers: number[] = [];
const pending: Record<number, boolean> = {};
const seen = new Set<string>();
const hooks: (() => number)[] = [];
const rooms = {
  first: new Set<Session>(),
  second: [] as Session[],
  third: new Map<number, Session>(),
  fourth: new Set<Session>(),
  fifth: [] as Session[],
};

const leaks: Readonly<Record<string, (index: number) => void>> = {
  each: (index) => void sessions.push(new Session(index)),
  'three at once': (index) => {
    for (const variant of ['each', 'strings', 'closures']) leaks[variant]?.(index);
  },
  'one in 50': (index) => {
    if (index % 50 === 0) sessions.push(new Session(index));
  },
  'much memory': (index) => {
    const session = new Session(index);
    session.payload = Array.from({ length: 20_000 }, () => index + 0.5);
    sessions.push(session);
  },
  'in two places': (index) => {
    const session = new Session(index);
    rooms.first.add(session);
    rooms.third.set(index, session);
  },
  'in five places': (index) => {
    const session = new Session(index);
    rooms.first.add(session);
    rooms.second.push(session);
    rooms.third.set(index, session);
    rooms.fourth.add(session);
    rooms.fifth.push(session);
  },
  bushy: () => void bushes.push(new Bush()),
  chained: () => {
    chain = new Link(chain);
  },
  numbers: (index) => void numbers.push(index),
  'calls that are never answered': (index) => {
    pending[index] = true;
  },
  strings: (index) => void seen.add(Buffer.from(`trace ${index}`).toString('latin1')),
  closures: (index) => {
    const payload = [index];
    hooks.push(function onDone() {
      return payload.length;
    });
  },
};

const BRIEFLY = ', briefly';

export function iteration({ index, variant }: { index: number; variant: string }): void {
  const isBrief = variant.endsWith(BRIEFLY);
  leaks[isBrief ? variant.slice(0, -BRIEFLY.length) : variant]?.(index);
  if (isBrief) endBriefly(index);
}
