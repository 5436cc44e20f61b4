import { openSync } from 'node:fs';

/** Objects of one class that are held in several ways, and leaks beside what is allowed to grow, by variant. */
class Entry {
  readonly made: number = performance.now();
}

class Session {
  readonly index: number;
  readonly previous: Session | null;

  constructor(index: number, previous: Session | null = null) {
    this.index = index;
    this.previous = previous;
  }
}

const ENOUGH = 1000;
const recent: Session[] = [];
const memo = new Map<number, Session>();
const all: Session[] = [];
const allowed = new Map<number, Entry>();
const numbers: number[] = [];
let newest: Session | null = null;

function show(session: Session): Session {
  recent.push(session);
  if (recent.length > ENOUGH) recent.shift();
  return session;
}

function allow(index: number): void {
  allowed.set(index, new Entry());
}

const works: Readonly<Record<string, (index: number) => unknown>> = {
  'a ring beside a cache that fills': (index) => {
    show(new Session(index));
    const key = index % (2 * ENOUGH);
    if (!memo.has(key)) memo.set(key, new Session(index));
  },
  'a ring beside a few that stay': (index) => {
    show(new Session(index));
    if (index % 50 === 0 && index < ENOUGH) all.push(new Session(index));
  },
  'a ring that hides one in 50': (index) => {
    show(new Session(index));
    if (index % 50 === 0) all.push(new Session(index));
  },
  'what a ring holds, too': (index) => void all.push(show(new Session(index))),
  'a chain whose end a ring holds, too': (index) => {
    newest = show(new Session(index, newest));
  },
  'what is allowed': allow,
  'numbers beside what is allowed': (index) => {
    allow(index);
    for (let count = 0; count < 4; count++) numbers.push(index);
  },
  'files beside what is allowed': (index) => {
    allow(index);
    for (let count = 0; count < 2; count++) openSync('/dev/null', 'r');
  },
  'what a ring holds, too, beside what is allowed': (index) => {
    allow(index);
    all.push(show(new Session(index)));
  },
};

export function iteration({ index, variant }: { index: number; variant: string }): unknown {
  return works[variant]?.(index);
}
