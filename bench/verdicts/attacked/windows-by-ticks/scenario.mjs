// What goes only after several runs of an interval: no clock is read, and nothing lives for longer than n × ms.
// The variant is `<how> <ms>x<n>`; those that begin with `archived` keep what an interval takes out.
class Seen {
  constructor(id) {
    this.id = id;
  }
}

class Bucket {
  seen = new Map();
}

class Window {
  #ring;
  #at = 0;
  #timer;
  #archive = null;

  constructor(ms, buckets, isArchived) {
    this.#ring = Array.from({ length: buckets }, () => new Bucket());
    if (isArchived) this.#archive = [];
    this.#timer = setInterval(() => this.#rotate(), ms).unref();
  }

  add(id) {
    this.#ring[this.#at].seen.set(id, new Seen(id));
  }

  stop() {
    clearInterval(this.#timer);
  }

  #rotate() {
    this.#at = (this.#at + 1) % this.#ring.length;
    this.#archive?.push(this.#ring[this.#at]);
    this.#ring[this.#at] = new Bucket();
  }
}

class Heartbeats {
  #peers = new Map();
  #timer;

  constructor(ms, limit) {
    this.#timer = setInterval(() => this.#check(limit), ms).unref();
  }

  add(id) {
    this.#peers.set(id, { id, missed: 0 });
  }

  stop() {
    clearInterval(this.#timer);
  }

  #check(limit) {
    for (const peer of this.#peers.values()) if (++peer.missed > limit) this.#peers.delete(peer.id);
  }
}

const generations = [new Map()];
let timer;

class Generations {
  constructor(ms, count) {
    timer = setInterval(() => {
      generations.unshift(new Map());
      if (generations.length > count) generations.pop();
    }, ms);
  }

  add(id) {
    generations[0].set(id, new Seen(id));
  }

  stop() {
    clearInterval(timer);
  }
}

let kept;

export function setup({ variant }) {
  const [how, size] = variant.split(' ');
  const [ms, count] = size.split('x').map(Number);
  if (how === 'heartbeats') kept = new Heartbeats(ms, count);
  else if (how === 'generations') kept = new Generations(ms, count);
  else kept = new Window(ms, count, how === 'archived');
}

export function iteration({ index }) {
  kept.add(index);
}

export function teardown() {
  kept.stop();
}
