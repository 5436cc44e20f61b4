/** Replaces built-ins when it is loaded, by name; it leaks, and says so. */
class Thing {
  readonly data: readonly number[] = [1, 2, 3];
}

const held: Thing[] = [];

const fail = (): never => {
  throw new Error('replaced');
};

const replacements: Readonly<Record<string, () => unknown>> = {
  'Object.hasOwn': () => Object.assign(Object, { hasOwn: () => false }),
  'Number.isInteger': () => Object.assign(Number, { isInteger: () => false }),
  WeakRef: () => Reflect.deleteProperty(globalThis, 'WeakRef'),
  gc: () => Object.assign(globalThis, { gc: fail }),
  'Promise.prototype.then': () => Reflect.set(Promise.prototype, 'then', fail),
  'Array.prototype.map': () => Reflect.set(Array.prototype, 'map', fail),
};

export function setup({ variant }: { variant: string }): void {
  replacements[variant]?.();
}

export function iteration(): void {
  held[held.length] = new Thing();
}
