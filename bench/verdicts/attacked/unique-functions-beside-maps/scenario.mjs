// One function with a name of its own per iteration, beside 40 maps that each get a plain object. Expected: leak, with
// traces through `registry`. Got with --variant named: a leak without any trace; with --variant plain: traces.
const registry = Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`map${n}`, new Map()]));
const functions = new Map();
export function iteration({ index, variant }) {
  for (const map of Object.values(registry)) map.set(index, { index });
  const source =
    variant === 'named' ? `return function validate${index}() {}` : 'return function validate() {}';
  functions.set(index, new Function(source)());
}
