import { isRecord } from '../../../core/is-record.js';
import { FORMAT_UNKNOWN, GIVE_A_SNAPSHOT, SnapshotFormatError } from './snapshot-format-error.js';

/** The layout of the other sections, from the `snapshot` section: positions of fields within a row, by name. */
export interface SnapshotHeader {
  readonly nodeCount: number;
  readonly edgeCount: number;
  readonly node: NodeLayout;
  readonly edge: EdgeLayout;
  /** Undefined in snapshots of a V8 that wrote no locations. */
  readonly location: LocationLayout | undefined;
}

/** Positions of the fields in a row of `nodes`. */
export interface NodeLayout {
  readonly fieldCount: number;
  readonly type: number;
  readonly name: number;
  readonly id: number;
  readonly selfSize: number;
  readonly edgeCount: number;
  /** -1 if the snapshot has no such field. */
  readonly detachedness: number;
  readonly types: readonly string[];
}

/** Positions of the fields in a row of `edges`. */
export interface EdgeLayout {
  readonly fieldCount: number;
  readonly type: number;
  readonly nameOrIndex: number;
  readonly toNode: number;
  readonly types: readonly string[];
}

/** Positions of the fields in a row of `locations`. */
export interface LocationLayout {
  readonly fieldCount: number;
  readonly objectIndex: number;
  readonly scriptId: number;
  readonly line: number;
  readonly column: number;
}

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads the `snapshot` section: counts and field positions, all by field name, because Node 24 dropped `trace_node_id`
 * and fixed positions would silently be wrong.
 *
 * @param text the section's JSON text
 * @param byteOffset start of the section
 * @throws {SnapshotFormatError} when the text is not a JSON object, or a required field is missing
 */
export function parseHeader(text: string, byteOffset: number): SnapshotHeader {
  const place = { byteOffset, section: 'snapshot' };
  let header: unknown;
  try {
    header = JSON.parse(text);
  } catch (cause) {
    throw new SnapshotFormatError('the header is not JSON', place, GIVE_A_SNAPSHOT, { cause });
  }
  const meta = isRecord(header) ? header['meta'] : undefined;
  if (!isRecord(header) || !isRecord(meta)) {
    throw new SnapshotFormatError('"snapshot" has no "meta" object', place, GIVE_A_SNAPSHOT);
  }
  const fields = new FieldFinder(meta, byteOffset);
  return {
    nodeCount: fields.count(header, 'node_count'),
    edgeCount: fields.count(header, 'edge_count'),
    node: nodeLayout(fields),
    edge: edgeLayout(fields),
    location: meta['location_fields'] === undefined ? undefined : locationLayout(fields),
  };
}

function nodeLayout(fields: FieldFinder): NodeLayout {
  const list = 'node_fields';
  return {
    fieldCount: fields.length(list),
    type: fields.position(list, 'type'),
    name: fields.position(list, 'name'),
    id: fields.position(list, 'id'),
    selfSize: fields.position(list, 'self_size'),
    edgeCount: fields.position(list, 'edge_count'),
    detachedness: fields.optionalPosition(list, 'detachedness'),
    types: fields.types('node_types', fields.position(list, 'type')),
  };
}

function edgeLayout(fields: FieldFinder): EdgeLayout {
  const list = 'edge_fields';
  return {
    fieldCount: fields.length(list),
    type: fields.position(list, 'type'),
    nameOrIndex: fields.position(list, 'name_or_index'),
    toNode: fields.position(list, 'to_node'),
    types: fields.types('edge_types', fields.position(list, 'type')),
  };
}

function locationLayout(fields: FieldFinder): LocationLayout {
  const list = 'location_fields';
  return {
    fieldCount: fields.length(list),
    objectIndex: fields.position(list, 'object_index'),
    scriptId: fields.position(list, 'script_id'),
    line: fields.position(list, 'line'),
    column: fields.position(list, 'column'),
  };
}

/** Looks up names in the lists of `meta`, and reports a missing name in the error. */
class FieldFinder {
  readonly #meta: Json;
  readonly #byteOffset: number;

  constructor(meta: Json, byteOffset: number) {
    this.#meta = meta;
    this.#byteOffset = byteOffset;
  }

  count(header: Json, key: string): number {
    const value = header[key];
    // Ordinals live in 32-bit columns, and the highest 32-bit number marks "none".
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value < 0xffff_ffff)
      return value;
    return this.#fail(`"snapshot.${key}" is ${JSON.stringify(value) ?? 'missing'}, not a 32-bit count`);
  }

  length(list: string): number {
    return this.#strings(list).length;
  }

  position(list: string, field: string): number {
    const position = this.optionalPosition(list, field);
    return position >= 0 ? position : this.#fail(`"meta.${list}" has no field "${field}"`);
  }

  optionalPosition(list: string, field: string): number {
    return this.#strings(list).indexOf(field);
  }

  types(list: string, typePosition: number): readonly string[] {
    const columns: unknown = this.#meta[list];
    const names: unknown = Array.isArray(columns) ? columns[typePosition] : undefined;
    if (isStrings(names) && names.length > 0 && names.length <= 256) return names;
    return this.#fail(`"meta.${list}" has no list of type names at the index of the field "type"`);
  }

  #strings(list: string): readonly string[] {
    const value = this.#meta[list];
    return isStrings(value) ? value : this.#fail(`"meta.${list}" is missing or not a list of names`);
  }

  #fail(problem: string): never {
    const place = { byteOffset: this.#byteOffset, section: 'snapshot' };
    throw new SnapshotFormatError(problem, place, FORMAT_UNKNOWN);
  }
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string');
}
