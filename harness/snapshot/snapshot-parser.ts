import type { EdgeSink } from './edge-sink.js';
import { parseHeader, type SnapshotHeader } from './header.js';
import { noLocations } from './location-sink.js';
import type { NodeSink } from './node-sink.js';
import { NumberRows } from './number-rows.js';
import { isNumberSection, NUMBER_SECTIONS, RowSections, type RowSectionsOptions } from './row-sections.js';
import type { RowsTaken, SectionOfRows } from './row-claims.js';
import { BYTE, isSpace, type SectionReader, showByte } from './section-reader.js';
import type { SnapshotColumns } from './snapshot-columns.js';
import {
  CAPTURE_AGAIN,
  FORMAT_UNKNOWN,
  GIVE_A_SNAPSHOT,
  SnapshotFormatError,
} from './snapshot-format-error.js';
import { StringBlocks } from './string-blocks.js';
import { StringReader } from './string-reader.js';
import { ValueSkipper } from './value-skipper.js';

type State = 'start' | 'first-key' | 'key' | 'in-key' | 'colon' | 'value' | 'after-value' | 'end';

/** Bytes that end a value or follow one. */
const NO_VALUE: ReadonlySet<number> = new Set([BYTE.comma, BYTE.colon, BYTE.closeBrace, BYTE.closeBracket]);

/** Longer keys are cut for messages. */
const MAX_KEY_BYTES = 64;

/**
 * Push parser of one heap snapshot: `push` the bytes in pieces of any size, then `end`. Walks the top-level object
 * and leaves each section to its {@link SectionReader}. Sections may come in any order; those that come before the
 * header are set aside as bytes and read after it.
 */
export class SnapshotParser {
  #state: State = 'start';
  #key = '';
  #keyEscaped = false;
  #reader: SectionReader | undefined;
  readonly #seen = new Map<string, SectionReader>();
  #header: SnapshotHeader | undefined;
  #base = 0;
  /** Set when the next byte is the first of a section's rows. */
  rowsAhead: SectionOfRows | undefined;
  readonly #rows: RowSections;

  constructor(options: RowSectionsOptions = {}) {
    this.#rows = new RowSections(options);
  }

  /** How many bytes have been read. */
  get byteOffset(): number {
    return this.#base;
  }

  /** @throws {SnapshotFormatError} as soon as the bytes are seen to be no snapshot */
  push(bytes: Uint8Array): void {
    for (let start = 0; start < bytes.length; start += this.pushToRows(bytes.subarray(start)));
    this.rowsAhead = undefined;
  }

  /**
   * Like `push`, but stops in front of the first row of a section that others may read, and sets `rowsAhead`.
   *
   * @returns how many bytes it took
   */
  pushToRows(bytes: Uint8Array): number {
    let position = 0;
    this.rowsAhead = undefined;
    while (position < bytes.length && !this.rowsAhead) {
      if (this.#reader) {
        position = this.#reader.push(bytes, position, this.#base);
        if (this.#reader.done) this.#endValue(this.#reader);
      } else {
        // Below the length.
        this.#structure(bytes[position]!, this.#base + position);
        const reader = this.#current();
        // The first byte of a value is its reader's.
        if (!reader) position++;
        else if (reader instanceof NumberRows) position = this.#openRows(reader, bytes, position);
      }
    }
    this.#base += position;
    return position;
  }

  /** Goes on behind rows that others have put into the columns of `rowsAhead`. */
  skipRows({ byteOffset, ordinal, highest }: RowsTaken): void {
    const sink = this.#key === 'nodes' ? this.#rows.nodes : this.#rows.edges;
    if (ordinal === 0 || !sink?.resume(ordinal)) return;
    sink.highest.note(highest.name, highest.byteOffset);
    this.#base = byteOffset;
    if (this.#reader instanceof NumberRows) this.#reader.skipRows();
  }

  /** Another one than before, after a step that the compiler does not see through. */
  #current(): SectionReader | undefined {
    return this.#reader;
  }

  /** Lets the reader have the opening bracket alone. */
  #openRows(reader: NumberRows, bytes: Uint8Array, position: number): number {
    const end = reader.push(bytes.subarray(0, position + 1), position, this.#base);
    this.rowsAhead = this.#rows.ahead(this.#key);
    return end;
  }

  /**
   * The columns of the whole snapshot.
   *
   * @throws {SnapshotFormatError} when bytes are missing, or sections contradict one another
   */
  end(): SnapshotColumns {
    if (this.#state !== 'end') {
      const section = this.#reader ? this.#key : 'document';
      if (this.#base === 0) this.#fail('the input is empty', this.#base, GIVE_A_SNAPSHOT);
      this.#fail('the input ends too early', this.#base, CAPTURE_AGAIN, section);
    }
    const header = this.#readDeferred();
    const { node, edge, nodeCount, edgeCount } = header;
    const nodes = this.#rows.nodes ?? this.#missing('nodes');
    const edges = this.#rows.edges ?? this.#missing('edges');
    if (nodeCount === 0)
      this.#fail('there are no nodes, not even a root', this.#base, CAPTURE_AGAIN, 'nodes');
    const reader = this.#seen.get('strings');
    const store: unknown = reader instanceof StringReader ? reader.store : undefined;
    const strings = store instanceof StringBlocks ? store.table() : this.#missing('strings');
    this.#checkNames('nodes', nodes, strings.count);
    this.#checkNames('edges', edges, strings.count);
    return {
      nodeCount,
      edgeCount,
      nodeTypes: node.types,
      edgeTypes: edge.types,
      nodeType: nodes.type,
      nodeName: nodes.name,
      nodeId: nodes.id,
      nodeShallowBytes: nodes.shallowBytes,
      nodeFirstEdge: nodes.firstEdge,
      nodeDetachedness: nodes.detachedness,
      edgeType: edges.type,
      edgeNameOrIndex: edges.nameOrIndex,
      edgeTo: edges.to,
      strings,
      locations: this.#rows.locations?.columns() ?? noLocations(),
      byteLength: this.#base,
    };
  }

  /** One byte of the top-level object, outside of its values. */
  #structure(byte: number, offset: number): void {
    if (this.#state === 'in-key') return this.#keyByte(byte);
    if (isSpace(byte)) return;
    switch (this.#state) {
      case 'start':
        if (byte !== BYTE.openBrace) this.#unexpected(byte, 'a JSON object', offset, GIVE_A_SNAPSHOT);
        this.#state = 'first-key';
        return;
      case 'first-key':
      case 'key':
        if (byte === BYTE.closeBrace && this.#state === 'first-key') this.#state = 'end';
        else if (byte === BYTE.quote) this.#state = 'in-key';
        else this.#unexpected(byte, 'a key', offset, CAPTURE_AGAIN);
        this.#key = '';
        return;
      case 'colon':
        if (byte !== BYTE.colon) this.#unexpected(byte, 'a colon', offset, CAPTURE_AGAIN);
        this.#state = 'value';
        return;
      case 'value':
        if (NO_VALUE.has(byte)) this.#unexpected(byte, 'a value', offset, CAPTURE_AGAIN);
        this.#reader = this.#readerFor(this.#key, offset);
        return;
      case 'after-value':
        if (byte === BYTE.comma) this.#state = 'key';
        else if (byte === BYTE.closeBrace) this.#state = 'end';
        else this.#unexpected(byte, 'a comma or the end of the object', offset, CAPTURE_AGAIN);
        return;
      case 'end':
        this.#unexpected(byte, 'the end of the input', offset, CAPTURE_AGAIN);
    }
  }

  #keyByte(byte: number): void {
    if (byte === BYTE.quote && !this.#keyEscaped) {
      this.#state = 'colon';
      return;
    }
    this.#keyEscaped = byte === BYTE.backslash && !this.#keyEscaped;
    if (this.#key.length < MAX_KEY_BYTES) this.#key += String.fromCharCode(byte);
  }

  #readerFor(key: string, offset: number): SectionReader {
    if (this.#seen.has(key)) this.#fail(`"${key}" comes twice`, offset, CAPTURE_AGAIN, key);
    const reader = this.#newReader(key, offset);
    this.#seen.set(key, reader);
    return reader;
  }

  #newReader(key: string, offset: number): SectionReader {
    if (key === 'snapshot') return new ValueSkipper({ keep: true });
    if (key === 'strings') return new StringReader(new StringBlocks(), this.#rows.kernel());
    if (!isNumberSection(key)) return new ValueSkipper({ keep: false });
    return this.#header ? this.#rows.reader(key, this.#header, offset) : new ValueSkipper({ keep: true });
  }

  #endValue(reader: SectionReader): void {
    if (this.#key === 'snapshot' && reader instanceof ValueSkipper) {
      const text = Buffer.concat(reader.pieces.map((piece) => piece.bytes)).toString('utf8');
      this.#header = parseHeader(text, reader.pieces[0]?.base ?? this.#base);
    }
    this.#reader = undefined;
    this.#state = 'after-value';
  }

  /** Reads the sections that came before the header. */
  #readDeferred(): SnapshotHeader {
    const header = this.#header;
    if (!header) {
      const keys = [...this.#seen.keys()].slice(0, 5).join(', ') || 'none';
      return this.#fail(`JSON without a "snapshot" section (its keys: ${keys})`, this.#base, GIVE_A_SNAPSHOT);
    }
    for (const key of NUMBER_SECTIONS) {
      const kept = this.#seen.get(key);
      if (!(kept instanceof ValueSkipper) || kept.pieces.length === 0) continue;
      const reader = this.#rows.reader(key, header, kept.pieces[0]?.base ?? 0);
      for (const { bytes, base } of kept.pieces) reader.push(bytes, 0, base);
      kept.pieces.length = 0;
    }
    return header;
  }

  #checkNames(section: string, sink: NodeSink | EdgeSink, stringCount: number): void {
    if (sink.highest.name < stringCount) return;
    const problem = `string index ${sink.highest.name} where there are ${stringCount} strings`;
    this.#fail(problem, sink.highest.byteOffset, CAPTURE_AGAIN, section);
  }

  #missing(section: string): never {
    const advice = this.#header ? CAPTURE_AGAIN : FORMAT_UNKNOWN;
    return this.#fail(`there is no section "${section}"`, this.#base, advice, section);
  }

  #unexpected(byte: number, wanted: string, offset: number, advice: string): never {
    return this.#fail(`${showByte(byte)} where ${wanted} was expected`, offset, advice);
  }

  #fail(problem: string, byteOffset: number, advice: string, section = 'document'): never {
    throw new SnapshotFormatError(problem, { byteOffset, section }, advice);
  }
}
