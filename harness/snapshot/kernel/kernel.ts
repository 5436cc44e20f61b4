/** The kernel's exports; `row-kernel.ts` is the other side. */
export {
  DETACHEDNESS,
  EDGE_COUNTS,
  IDS,
  INPUT,
  INPUT_BYTES,
  NAMES,
  ROWS,
  SIZES,
  TYPES,
} from './layout';
export {
  anyDetached,
  countLines,
  edges,
  edgeSum,
  locations,
  maxName,
  maxNameEnd,
  nodes,
  position,
} from './rows';
export { strings, stringsEnd } from './strings';
