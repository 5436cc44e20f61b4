class Page {
  readonly size = [0.5];
}

const subscribers = new WeakMap<object, (() => Page)[]>();

interface State {
  readonly pages: Page[];
  subscribe(listener: () => Page): void;
}

/** As libraries of state do it: what a user holds is a proxy, and what belongs to it is kept by its target. */
function reactive(target: { pages: Page[] }): State {
  subscribers.set(target, []);
  const add = (listener: () => Page): void => void subscribers.get(target)?.push(listener);
  return new Proxy(target, {
    get: (_, name) => (name === 'subscribe' ? add : Reflect.get(target, name)),
  }) as unknown as State;
}

const store = reactive({ pages: [] });

const stores = new Set([reactive({ pages: [] })]);

/** Adds pages to a proxy for which code has no expression. */
export function enlist(count: number): void {
  for (const one of stores) for (let at = 0; at < count; at++) one.pages.push(new Page());
}

export function subscribe(count: number): void {
  for (let at = 0; at < count; at++) {
    const page = new Page();
    store.subscribe(() => page);
  }
}

export function visit(count: number): void {
  for (let at = 0; at < count; at++) store.pages.push(new Page());
}
