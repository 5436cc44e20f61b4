import { parseHeader, type SnapshotHeader } from './header.js';
import { BYTE, isSpace, type SectionReader, showByte } from './section-reader.js';
import {
  CAPTURE_AGAIN,
  FORMAT_UNKNOWN,
  GIVE_A_SNAPSHOT,
  SnapshotFormatError,
} from './snapshot-format-error.js';
import { ValueSkipper } from './value-skipper.js';

/**
 * Creates the reader of a section that starts at `offset`; undefined if it needs the header first. Unknown sections are
 * skipped with a {@link ValueSkipper}.
 */
export type NewReader = (
  key: string,
  offset: number,
  header: SnapshotHeader | undefined,
) => SectionReader | undefined;

type State = 'start' | 'first-key' | 'key' | 'in-key' | 'colon' | 'value' | 'after-value' | 'end';

/** Bytes that end a value or follow one. */
const NO_VALUE: ReadonlySet<number> = new Set([BYTE.comma, BYTE.colon, BYTE.closeBrace, BYTE.closeBracket]);

/** V8's header has a few hundred bytes, even with room for more types. */
const MAX_HEADER_BYTES = 1 << 24;
/** V8 writes the header first; other orders are supported up to this number of bytes. */
const MAX_DEFERRED_BYTES = 1 << 28;
/** V8 writes about ten sections. */
const MAX_SECTIONS = 1000;
/** Longer keys are cut in messages. */
const MAX_KEY_BYTES = 64;

/**
 * Parses the top-level object of a snapshot: `push` the bytes in chunks of any size, then `end`. Reads the header, and
 * leaves each other section to its {@link SectionReader}. Sections may come in any order; those that come before the
 * header and need it are kept as bytes and read after it.
 */
export class DocumentParser {
  #state: State = 'start';
  #key = '';
  #keyEscaped = false;
  #reader: SectionReader | undefined;
  #header: SnapshotHeader | undefined;
  #base = 0;
  readonly #seen = new Set<string>();
  readonly #deferred = new Map<string, ValueSkipper>();
  readonly #newReader: NewReader;

  constructor(newReader: NewReader) {
    this.#newReader = newReader;
  }

  /** Number of bytes read so far. */
  get byteOffset(): number {
    return this.#base;
  }

  /** The reader and the key of the current section. */
  get current(): { readonly key: string; readonly reader: SectionReader } | undefined {
    return this.#reader && { key: this.#key, reader: this.#reader };
  }

  /** Continues at an offset within the same section, after others have read the bytes before it. */
  skipTo(byteOffset: number): void {
    this.#base = byteOffset;
  }

  /**
   * Parses the next bytes.
   *
   * @param opened called after the first byte of each section's value; returns whether to stop there
   * @returns the number of bytes consumed
   * @throws {SnapshotFormatError} as soon as the bytes turn out not to be a snapshot
   */
  push(bytes: Uint8Array, opened: (key: string) => boolean = () => false): number {
    let position = 0;
    while (position < bytes.length) {
      if (this.#reader) {
        position = this.#read(this.#reader, bytes, position);
        continue;
      }
      // `position` is below the length.
      this.#structure(bytes[position]!, this.#base + position);
      const reader = this.current?.reader;
      // The first byte of a value belongs to its reader.
      position = reader ? this.#read(reader, bytes.subarray(0, position + 1), position) : position + 1;
      if (reader && opened(this.#key)) break;
    }
    this.#base += position;
    return position;
  }

  /**
   * Returns the header, after all sections have been read.
   *
   * @throws {SnapshotFormatError} when bytes are missing, or there is no header
   */
  end(): SnapshotHeader {
    if (this.#state !== 'end') {
      const section = this.#reader ? this.#key : 'document';
      if (this.#base === 0) this.#fail('the input is empty', this.#base, GIVE_A_SNAPSHOT);
      this.#fail('the input ends too early', this.#base, CAPTURE_AGAIN, section);
    }
    const header = this.#header;
    if (!header) {
      const keys = [...this.#seen].slice(0, 5).join(', ') || 'none';
      return this.#fail(`JSON without a "snapshot" section (its keys: ${keys})`, this.#base, GIVE_A_SNAPSHOT);
    }
    for (const [key, { pieces }] of this.#deferred) {
      const reader = this.#newReader(key, pieces[0]?.base ?? 0, header);
      for (const { bytes, base } of pieces) reader?.push(bytes, 0, base);
      pieces.length = 0;
    }
    return header;
  }

  /** @throws {SnapshotFormatError} always, because that section is missing */
  missing(section: string): never {
    const advice = this.#header ? CAPTURE_AGAIN : FORMAT_UNKNOWN;
    return this.#fail(`section "${section}" is missing`, this.#base, advice, section);
  }

  #read(reader: SectionReader, bytes: Uint8Array, start: number): number {
    const position = reader.push(bytes, start, this.#base);
    if (reader instanceof ValueSkipper && reader.isTooLong) this.#refuseTooLong(position);
    if (reader.done) this.#endValue(reader);
    return position;
  }

  /** Processes one byte of the top-level object, outside of its values. */
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
        this.#reader = this.#open(this.#key, offset);
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

  #open(key: string, offset: number): SectionReader {
    if (this.#seen.has(key)) this.#fail(`section "${key}" is a duplicate`, offset, CAPTURE_AGAIN, key);
    this.#seen.add(key);
    if (this.#seen.size > MAX_SECTIONS) {
      this.#fail(`more than ${MAX_SECTIONS} sections`, offset, GIVE_A_SNAPSHOT);
    }
    if (key === 'snapshot') return new ValueSkipper({ keep: MAX_HEADER_BYTES });
    const reader = this.#newReader(key, offset, this.#header);
    if (reader) return reader;
    const skipper = new ValueSkipper({ keep: MAX_DEFERRED_BYTES });
    this.#deferred.set(key, skipper);
    return skipper;
  }

  #refuseTooLong(position: number): never {
    const isHeader = this.#key === 'snapshot';
    const problem = isHeader
      ? `a header of more than ${MAX_HEADER_BYTES} bytes`
      : `more than ${MAX_DEFERRED_BYTES} bytes precede the header that describes them`;
    return this.#fail(problem, this.#base + position, GIVE_A_SNAPSHOT, this.#key);
  }

  #endValue(reader: SectionReader): void {
    if (this.#key === 'snapshot' && reader instanceof ValueSkipper) {
      const text = Buffer.concat(reader.pieces.map((piece) => piece.bytes)).toString('utf8');
      this.#header = parseHeader(text, reader.pieces[0]?.base ?? this.#base);
    }
    this.#reader = undefined;
    this.#state = 'after-value';
  }

  #unexpected(byte: number, wanted: string, offset: number, advice: string): never {
    return this.#fail(`${showByte(byte)} where ${wanted} was expected`, offset, advice);
  }

  #fail(problem: string, byteOffset: number, advice: string, section = 'document'): never {
    throw new SnapshotFormatError(problem, { byteOffset, section }, advice);
  }
}
