import type { HeapGraph } from '../../heap/graph/index.js';
import type { Hop, Inspector, ReferenceMeaning } from '../inspector.js';
import { atSlot, startsWith, textOf } from './hops.js';

/** Module records: an export is in a cell of the record, not among the module's variables. */
export const modules: Inspector = {
  name: 'modules',
  refer: (hops, heap) => exported(hops, heap) ?? exportsObject(hops, heap),
};

/** `SourceTextModule → table of exports → cell → value`. */
function exported(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [toTable, toCell] = hops;
  if (
    toTable === undefined ||
    toCell === undefined ||
    heap.name(toTable.from) !== 'system / SourceTextModule'
  )
    return undefined;
  if (!startsWith(hops.slice(1), ['internal', /^\d+$/], ['internal', 'value'])) return undefined;
  const key = atSlot(heap, toTable.to, Number(toCell.name) - 1);
  const name = key !== undefined && heap.type(key).endsWith('string') ? textOf(heap, key) : undefined;
  return { hops: 3, text: `export ${name ?? '(unnamed)'}`, ...(name === undefined ? {} : { name }) };
}

/** `module.exports` of a CommonJS module. */
function exportsObject(hops: readonly Hop[], heap: HeapGraph): ReferenceMeaning | undefined {
  const [first, second] = hops;
  if (first === undefined || heap.name(first.from) !== 'Module') return undefined;
  if (first.type !== 'property' || !/^(exports|<symbol node:module_export>)$/.test(String(first.name)))
    return undefined;
  if (second?.type !== 'property') return { hops: 1, text: 'module.exports' };
  const name = String(second.name);
  return { hops: 2, text: `exports.${name}`, name };
}
