import { setTimeout as delay } from 'node:timers/promises';

/** Healthy code that looks leaky, by variant. */
class Page {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }
}

const cache = new Map<number, Page>();
const counts = new Map<number, number>();
const lingering = new Set<Page>();
let batch: Page[] = [];
const samples: number[] = [];
let flushing: NodeJS.Timeout | undefined;
const expiries = new Map<number, number>();
const pending: Record<number, boolean> = {};
let sweeping: NodeJS.Timeout | undefined;
let runs = 0;

const works: Readonly<Record<string, (index: number) => unknown>> = {
  'a cache that fills': (index) => {
    const key = index % 2000;
    if (!cache.has(key)) cache.set(key, new Page(index));
  },
  'a cache of numbers that fills': (index) => void counts.set(index % 2000, index),
  'a table that is swept': (index) => {
    batch.push(new Page(index));
    if (index % 500 === 499) batch = [];
  },
  'a table of pending calls under ever new numbers': (index) => {
    pending[index] = true;
    delete pending[index - 1500];
  },
  'a release by a timer': (index) => {
    const page = new Page(index);
    lingering.add(page);
    setTimeout(() => lingering.delete(page), 1000);
  },
  'a flush that is put off': (index) => {
    samples.push(index / 3);
    flushing ??= setTimeout(() => (samples.length = 0), 500);
    flushing.refresh();
  },
  'a table of numbers that one timer of 6 s empties': (index) => {
    expiries.set(index, index);
    sweeping ??= setTimeout(() => {
      sweeping = undefined;
      expiries.clear();
    }, 6000);
  },
  'a table of numbers that an interval of 6 s empties at every second run': (index) => {
    expiries.set(index, index);
    sweeping ??= setInterval(() => {
      runs += 1;
      if (runs % 2 === 0) expiries.clear();
    }, 6000).unref();
  },
  'a release by a slow timer': (index) => {
    const page = new Page(index);
    lingering.add(page);
    setTimeout(() => lingering.delete(page), 50_000);
    // Not too many of them.
    return delay(2);
  },
};

export function iteration({ index, variant }: { index: number; variant: string }): unknown {
  return works[variant]?.(index);
}
