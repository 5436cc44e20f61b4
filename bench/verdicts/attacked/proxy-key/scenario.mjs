// a WeakMap whose key is reached only through a Proxy: const state = reactive({…}) of Vue, MobX, Valtio …
class Page {
  constructor(i) {
    this.i = i;
  }
}
const subscribers = new WeakMap();
function reactive(target) {
  subscribers.set(target, []);
  return new Proxy(target, {
    get(t, name) {
      return name === 'subscribe' ? (f) => subscribers.get(t).push(f) : t[name];
    },
  });
}
const store = reactive({ user: 'x' });
export function iteration({ index }) {
  const page = new Page(index);
  store.subscribe(() => page);
}
