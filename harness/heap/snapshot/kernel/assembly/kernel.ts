/** The kernel's exports; `row-kernel.ts` is the other side. */
export {
  COUNTED_TYPES,
  COUNTS,
  DETACHEDNESS,
  EDGE_COUNTS,
  IDS,
  INPUT,
  INPUT_BYTES,
  NAMES,
  ROWS,
  SIZES,
  SUMS,
  TYPES,
} from './layout';
export { countLines } from './lines';
export {
  anyDetached,
  countNodes,
  edges,
  edgeSum,
  listed,
  locations,
  maxName,
  maxNameEnd,
  nodes,
  position,
} from './rows';
export { strings, stringsEnd } from './strings';
