// Holds what it leaks in two ways that are equally near; prints how it is held, and the order of the snapshot, as JSON.
import { ownHeap } from '../../../harness/isolates/captures/own-heap.js';
import { witnessesOf } from '../../../harness/retention/index.js';

class Kept {
  readonly isKept: boolean = true;
}
class OnGlobal extends Kept {}
class InDictionary extends Kept {}
class InExport extends Kept {}
class InScope extends Kept {}

const dictionary: Record<string, Map<object, object> | Set<object>> = Object.create(null);
const [dictionarySet, dictionaryMap] = [new Set<object>(), new Map<object, object>()];
Object.assign(dictionary, { dictionarySet, dictionaryMap });
export const exportedSet: Set<object> = new Set<object>();
export const exportedMap: Map<object, object> = new Map<object, object>();
const [globalSet, globalMap] = [new Set<object>(), new Map<object, object>()];
Object.assign(globalThis, { globalSet, globalMap, dictionary, keepInScope: largeScope() });

/** A function that keeps what it is given in the variables around it, which are so many that V8 makes a table of them. */
function largeScope(): (kept: object) => void {
  const names = Array.from({ length: 100 }, (_, at) => `variable${at}`);
  const text = `let scopeSet = new Set(), scopeMap = new Map(), ${names.join()};
    return (kept) => { scopeSet.add(kept); scopeMap.set(kept, kept); return [${names.join()}]; };`;
  // oxlint-disable-next-line typescript/no-implied-eval -- nobody writes a hundred variables
  return new Function(text)() as (kept: object) => void;
}

const keep = (set: Set<object>, map: Map<object, object>, kept: object): void => {
  set.add(kept);
  map.set(kept, kept);
};
keep(globalSet, globalMap, new OnGlobal());
keep(dictionarySet, dictionaryMap, new InDictionary());
keep(exportedSet, exportedMap, new InExport());
(globalThis as unknown as { keepInScope: (kept: object) => void }).keepInScope(new InScope());

const heap = await ownHeap();
const kinds = [OnGlobal, InDictionary, InExport, InScope].map(({ name }) => heap.instances(name));
const names = /^(global|dictionary|scope)(Set|Map)$/;
const order = [...heap.ordinals()].flatMap((node) =>
  [...heap.edges(node)].map(({ name }) => String(name)).filter((name) => names.test(name)),
);
process.stdout.write(
  JSON.stringify({ held: kinds.map((kind) => witnessesOf(heap, kind).map((each) => each.signature)), order }),
);
