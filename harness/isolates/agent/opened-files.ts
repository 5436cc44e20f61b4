import { syncBuiltinESMExports } from 'node:module';
import { basename } from 'node:path';
import { isOwnCode } from '../../core/own-code.js';
import type { AllocatingCall } from './sample-allocations.js';
import { stackText } from './stack-text.js';

/** A file that this isolate opened through `node:fs`. */
export interface OpenedFile {
  readonly descriptor: number;
  /** Last part of the path that the program gave. */
  readonly name: string;
  /** The calls that opened it, innermost first, each with the position of the call. */
  readonly calls: readonly AllocatingCall[];
}

interface Opening {
  readonly path: string;
  readonly stack: string;
}

type Call = (...values: unknown[]) => unknown;

const LONGEST_STACK = 30;
/** Maximum number of streams whose file is not open yet. */
const MOST_WAITING = 1000;
/** A call in a stack trace, with or without a name: `at async load (file:///app/load.js:12:3)`. */
const CALL = /^ *at (?:async )?(?:(.+) \()?((?:file:|\/|[A-Za-z]:[\\/]).*):(\d+):(\d+)\)?$/;
/** An exported function is called as if it were a method. */
const MODULE = /^Module\./;

/**
 * Notes which calls open the files of this isolate. Node has no event for that, so functions of `node:fs` are replaced.
 * Files that are opened in other ways are not noted, such as by a function that was destructured from `node:fs` before.
 */
export class HeapwitnessOpenedFiles {
  /** The brand of the harness, to which all objects retained by this one belong; see `scenario-controls.ts`. */
  readonly brand: string;
  readonly #openings = new Map<number, Opening>();
  /** Streams open their file later, when the user's calls have returned. */
  #waiting: Opening[] = [];
  readonly #restoring: (() => void)[] = [];

  constructor(brand: string) {
    this.brand = brand;
  }

  start(): void {
    if (this.#restoring.length > 0) return;
    const fs = process.getBuiltinModule('node:fs');
    this.#replace(fs, 'openSync', (open) => (path, ...values) => {
      const descriptor = open(path, ...values);
      this.#note(descriptor, openingOf(path));
      return descriptor;
    });
    this.#replace(fs, 'open', (open) => (path, ...values) => {
      const opening = this.#waitingFor(path) ?? openingOf(path);
      const done = values.at(-1);
      if (typeof done !== 'function') return open(path, ...values);
      return open(path, ...values.slice(0, -1), (error: unknown, descriptor: unknown) => {
        this.#note(descriptor, opening);
        return Reflect.apply(done, undefined, [error, descriptor]) as unknown;
      });
    });
    this.#replace(fs.promises, 'open', (open) => async (path, ...values) => {
      const opening = openingOf(path);
      const handle = await open(path, ...values);
      this.#note((handle as { readonly fd: unknown }).fd, opening);
      return handle;
    });
    for (const name of ['createReadStream', 'createWriteStream'])
      this.#replace(fs, name, (create) => (path, ...values) => {
        const [options] = values as [{ readonly fd?: unknown } | string | undefined];
        const isOpen = typeof options === 'object' && options.fd !== undefined;
        if (!isOpen) this.#waiting = [...this.#waiting, openingOf(path)].slice(-MOST_WAITING);
        return create(path, ...values);
      });
    syncBuiltinESMExports();
  }

  /** Returns the files opened since the start, each by its last opening. */
  files(): OpenedFile[] {
    return [...this.#openings].map(([descriptor, { path, stack }]) => ({
      descriptor,
      name: basename(path),
      calls: callsIn(stack),
    }));
  }

  stop(): void {
    for (const restore of this.#restoring.splice(0)) restore();
    syncBuiltinESMExports();
    this.#openings.clear();
    this.#waiting = [];
  }

  #replace(module: object, name: string, wrapped: (original: Call) => Call): void {
    const functions = module as Record<string, Call>;
    const original = functions[name];
    if (original === undefined) return;
    const replacement = wrapped((...values) => Reflect.apply(original, module, values));
    Object.defineProperty(replacement, 'name', { value: name });
    functions[name] = replacement;
    this.#restoring.push(() => {
      // Others may have replaced it since.
      if (functions[name] === replacement) functions[name] = original;
    });
  }

  #note(descriptor: unknown, opening: Opening): void {
    if (typeof descriptor === 'number') this.#openings.set(descriptor, opening);
  }

  #waitingFor(path: unknown): Opening | undefined {
    const at = this.#waiting.findIndex((one) => one.path === pathOf(path));
    return at < 0 ? undefined : this.#waiting.splice(at, 1)[0];
  }
}

function openingOf(path: unknown): Opening {
  return { path: pathOf(path), stack: stackText(LONGEST_STACK) };
}

function pathOf(path: unknown): string {
  return path instanceof URL ? path.pathname : String(path);
}

function callsIn(stack: string): AllocatingCall[] {
  return stack.split('\n').flatMap((line) => {
    const [, name = '', url = '', row, column] = CALL.exec(line) ?? [];
    if (url === '' || isOwnCode(url)) return [];
    const functionName = name.replace(MODULE, '');
    return [{ functionName, url, line: Number(row), column: Number(column) }];
  });
}
