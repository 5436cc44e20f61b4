import {
  COMMA,
  fits,
  lengthOf,
  LINE_FEED,
  MAX_TOKEN_32,
  noCommas,
  nonDigits,
  number,
  signed,
  valueAt,
  valueOf,
  ZERO,
} from './digits';
import {
  COUNTED_TYPES,
  COUNTS,
  DETACHEDNESS,
  EDGE_COUNTS,
  IDS,
  NAMES,
  SIZES,
  SUMS,
  TYPES,
} from './layout';

/**
 * The tokeniser of the two large sections in WebAssembly (AssemblyScript): whole rows of numbers from the input area
 * into one small array per field. It takes only rows that are written as V8 writes them, and stops before the first
 * other row (other white space, a number beyond 32 bits, a value that contradicts the header, a row that is cut off).
 * That row is left to `number-rows.ts`, which reads any JSON and reports errors. So both give the same results.
 */

/** Position after the comma of the last row that was taken. */
export let position: u32 = 0;
/** The highest string index of this call if it exceeds the given one, and the position just after it. */
export let maxName: u32 = 0;
export let maxNameEnd: u32 = 0;
/** The total number of edges of the nodes of this call. */
export let edgeSum: u32 = 0;
/** Whether a node of this call has a detachedness other than 0. */
export let anyDetached: bool = false;
/** Number of counted nodes that were also listed. */
export let listed: u32 = 0;

/** A line feed followed by a comma. */
const COMMA_ON_NEW_LINE: u16 = 0x2c0a;
const MAX_UINT32: u64 = 0xffff_ffff;
/** Largest number up to which doubles are exact. */
const MAX_OFFSET: u64 = 1 << 53;
const MINUS: u32 = 0x2d;

/**
 * Takes rows "type,name,id,self_size,edge_count,[trace_node_id,]detachedness".
 *
 * @param start of the first row, `end` of the input, `limit` of rows
 * @param traced whether there is a field `trace_node_id`, which is skipped
 * @param edgesLeft maximum total number of the nodes' edges
 * @param knownName the highest string index so far, plus 1
 * @returns number of rows taken
 */
export function nodes(
  start: u32,
  end: u32,
  limit: u32,
  traced: bool,
  typeCount: u32,
  edgesLeft: u32,
  knownName: f64,
): u32 {
  return nodeRows(start, end, limit, traced, typeCount, edgesLeft, knownName, false, 0);
}

/**
 * Counts rows of nodes and sums up their sizes, by type, and lists type, name and size of those whose type is in
 * `named` (bit n for type n). Ids, numbers of edges and detachedness are skipped.
 *
 * @param typeCount at most `COUNTED_TYPES`
 * @returns number of rows taken; `listed` of them are in the arrays
 */
export function countNodes(
  start: u32,
  end: u32,
  limit: u32,
  traced: bool,
  typeCount: u32,
  named: u64,
  knownName: f64,
): u32 {
  memory.fill(COUNTS, 0, COUNTED_TYPES * 12);
  return nodeRows(start, end, limit, traced, typeCount, 0, knownName, true, named);
}

/** The common part of `nodes` and `countNodes`; `counting` is constant in each, and so costs nothing. */
@inline
function nodeRows(
  start: u32,
  end: u32,
  limit: u32,
  traced: bool,
  typeCount: u32,
  edgesLeft: u32,
  knownName: f64,
  counting: bool,
  named: u64,
): u32 {
  let at = start;
  let taken = start;
  let row: u32 = 0;
  let kept: u32 = 0;
  let edges: u64 = 0;
  let names = <u64>knownName;
  let namesEnd: u32 = 0;
  let detached: u64 = 0;
  while (row < limit) {
    // Phase 1: finds the ends of the first five numbers with one mask, so the next row need not wait for their values.
    let ends = <u64>nonDigits(at);
    let others = <u64>noCommas(at) & ends;
    if (popcnt(ends) < 5) {
      const more = <u64>nonDigits(at + 32) << 32;
      ends |= more;
      others |= (<u64>noCommas(at + 32) << 32) & more;
    }
    const typeStart = at;
    const typeEnd = at + <u32>ctz(ends);
    ends &= ends - 1;
    const nameEnd = at + <u32>ctz(ends);
    ends &= ends - 1;
    const idEnd = at + <u32>ctz(ends);
    ends &= ends - 1;
    const sizeEnd = at + <u32>ctz(ends);
    ends &= ends - 1;
    const countEnd = at + <u32>ctz(ends);
    if (ends == 0 || <u32>ctz(others) <= countEnd - at) break;
    at = countEnd + 1;

    // Phase 2: the rest, which is nearly always "0,0\n" or "0\n".
    let detachedness: u64 = 0;
    if (traced && load<u32>(at) == 0x0a30_2c30) at += 4;
    else if (!traced && load<u16>(at) == 0x0a30) at += 2;
    else {
      if (traced) {
        const trace = number(at);
        at += lengthOf(trace);
        if (lengthOf(trace) == 0 || load<u8>(at) != COMMA) break;
        at++;
      }
      const token = number(at);
      at += lengthOf(token);
      if (lengthOf(token) == 0) break;
      detachedness = valueOf(token);
      if (load<u8>(at) == LINE_FEED) at++;
    }

    // Phase 3: the values. A row is known to be complete only if another row follows it.
    if (load<u8>(at) != COMMA || at >= end) break;
    at++;
    if (typeEnd == typeStart || typeEnd + 1 == nameEnd || nameEnd + 1 == idEnd) break;
    if (idEnd + 1 == sizeEnd || sizeEnd + 1 == countEnd) break;
    const type =
      typeEnd - typeStart == 1 ? <u64>load<u8>(typeStart) - ZERO : valueAt(typeStart, typeEnd);
    const name = valueAt(typeEnd + 1, nameEnd);
    const size = valueAt(idEnd + 1, sizeEnd);
    if (type >= typeCount || (name | size) > MAX_UINT32) break;
    if (counting) {
      // The slot after the last listed row is always written: that costs less than a branch.
      store<u8>(TYPES + kept, <u8>type);
      store<u32>(NAMES + (kept << 2), <u32>name);
      store<u32>(SIZES + (kept << 2), <u32>size);
      kept += <u32>(named >> type) & 1;
      const count = COUNTS + (<u32>type << 2);
      store<u32>(count, load<u32>(count) + 1);
      const sum = SUMS + (<u32>type << 3);
      store<f64>(sum, load<f64>(sum) + <f64>size);
    } else {
      const id = valueAt(nameEnd + 1, idEnd);
      const edgeCount = valueAt(sizeEnd + 1, countEnd);
      if (id > MAX_UINT32 || edgeCount > edgesLeft - edges) break;
      store<u8>(TYPES + row, <u8>type);
      store<u8>(DETACHEDNESS + row, <u8>detachedness);
      store<u32>(NAMES + (row << 2), <u32>name);
      store<u32>(IDS + (row << 2), <u32>id);
      store<u32>(SIZES + (row << 2), <u32>size);
      store<u32>(EDGE_COUNTS + (row << 2), <u32>edgeCount);
      edges += edgeCount;
      detached |= detachedness;
    }
    if (name >= names) {
      names = name + 1;
      namesEnd = nameEnd;
    }
    row++;
    taken = at;
  }
  position = taken;
  maxName = <u32>(names - 1);
  maxNameEnd = namesEnd;
  listed = kept;
  edgeSum = <u32>edges;
  anyDetached = detached != 0;
  return row;
}

/**
 * Takes rows "type,name_or_index,to_node", with a type of one digit.
 *
 * @param start of the first row, `end` of the input, `limit` of rows
 * @param named bit n says that the name of an edge of type n is a string index
 * @param knownName the highest string index so far, plus 1
 * @returns number of rows taken
 */
export function edges(
  start: u32,
  end: u32,
  limit: u32,
  nodeFieldCount: u32,
  nodeCount: u32,
  typeCount: u32,
  named: u32,
  knownName: f64,
): u32 {
  const perField = 1.0 / <f64>nodeFieldCount;
  let at = start;
  let taken = start;
  let row: u32 = 0;
  let names = <u64>knownName;
  let namesEnd: u32 = 0;
  while (row < limit) {
    // Phase 1: finds the ends of the three numbers with one mask, so the next row need not wait for their values.
    let ends = nonDigits(at);
    if (ctz(ends) != 1 || load<u8>(at, 1) != COMMA) break;
    ends &= ends - 1;
    const nameEnd = at + ctz(ends);
    ends &= ends - 1;
    const offsetEnd = at + ctz(ends);
    if (ends == 0 || load<u8>(nameEnd) != COMMA) break;
    const nameStart = at + 2;
    const hasLine = load<u16>(offsetEnd) == COMMA_ON_NEW_LINE;
    if (!hasLine && load<u8>(offsetEnd) != COMMA) break;
    at = offsetEnd + 1 + u32(hasLine);
    // A row is known to be complete only if another row follows it.
    if (at > end) break;

    // Phase 2: the values.
    const type: u32 = <u32>load<u8>(nameStart - 2) - ZERO;
    if (nameEnd == nameStart || nameEnd + 1 == offsetEnd || type >= typeCount) break;
    const name = valueAt(nameStart, nameEnd);
    const offset = valueAt(nameEnd + 1, offsetEnd);
    if (name > MAX_UINT32 || offset > MAX_OFFSET) break;

    // Phase 3: the target's offset becomes its ordinal; the rounded quotient is exact if there is no remainder.
    const target = <u64>(<f64>offset * perField + 0.5);
    if (target * nodeFieldCount != offset || target >= nodeCount) break;
    store<u8>(TYPES + row, <u8>type);
    store<u32>(NAMES + (row << 2), <u32>name);
    store<u32>(IDS + (row << 2), <u32>target);
    if (name >= names && ((named >> type) & 1) != 0) {
      names = name + 1;
      namesEnd = nameEnd;
    }
    row++;
    taken = at;
  }
  position = taken;
  maxName = <u32>(names - 1);
  maxNameEnd = namesEnd;
  return row;
}

/**
 * Takes rows "object_index,script_id,line,column": writes the node's ordinal as id, then the others as name, size and
 * edge count. A negative line or column is represented as 2^32 more.
 *
 * @param start of the first row, `end` of the input, `limit` of rows
 * @returns number of rows taken
 */
export function locations(start: u32, end: u32, limit: u32, nodeFieldCount: u32, nodeCount: u32): u32 {
  const perField = 1.0 / <f64>nodeFieldCount;
  let at = start;
  let taken = start;
  let row: u32 = 0;
  while (row < limit) {
    const offset = number(at);
    at += lengthOf(offset);
    const target = <u64>(<f64>valueOf(offset) * perField + 0.5);
    if (lengthOf(offset) == 0 || target * nodeFieldCount != valueOf(offset) || target >= nodeCount) break;
    if (load<u8>(at) != COMMA) break;
    const script = number(++at);
    at += lengthOf(script);
    if (lengthOf(script) == 0 || script > MAX_TOKEN_32 || load<u8>(at) != COMMA) break;
    const lineMinus = u32(load<u8>(++at) == MINUS);
    const line = number((at += lineMinus));
    at += lengthOf(line);
    if (lengthOf(line) == 0 || !fits(line, lineMinus) || load<u8>(at) != COMMA) break;
    const columnMinus = u32(load<u8>(++at) == MINUS);
    const column = number((at += columnMinus));
    at += lengthOf(column);
    if (lengthOf(column) == 0 || !fits(column, columnMinus)) break;
    // A row is known to be complete only if another row follows it.
    if (load<u8>(at) == LINE_FEED) at++;
    if (load<u8>(at) != COMMA || at >= end) break;
    at++;
    store<u32>(IDS + (row << 2), <u32>target);
    store<u32>(NAMES + (row << 2), <u32>valueOf(script));
    store<u32>(SIZES + (row << 2), signed(line, lineMinus));
    store<u32>(EDGE_COUNTS + (row << 2), signed(column, columnMinus));
    row++;
    taken = at;
  }
  position = taken;
  return row;
}

/** Sets the position up to which input other than rows has been read. */
@inline
export function readTo(place: u32): void {
  position = place;
}
