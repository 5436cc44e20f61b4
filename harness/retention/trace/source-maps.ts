import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { SourcePosition } from '../../core/source-position.js';

/** The source maps next to scripts, and the text of scripts, each read once. */
export class SourceMaps {
  readonly #readsMaps: boolean;
  readonly #maps = new Map<string, SourceMap | undefined>();
  readonly #texts = new Map<string, string>();

  /** @param readsMaps whether to read source maps at all */
  constructor(readsMaps: boolean) {
    this.#readsMaps = readsMaps;
  }

  /**
   * Converts a position in generated code, from 0, to one in its source; a position before the text is mapped to its
   * beginning.
   */
  original(url: string, compiledLine: number, compiledColumn: number): SourcePosition {
    const [line, column] = [Math.max(0, compiledLine), Math.max(0, compiledColumn)];
    const entry = this.#mapOf(url)?.findEntry(line, column);
    if (entry !== undefined && 'originalSource' in entry && entry.originalSource !== undefined)
      return {
        url: withinPackage(resolved(entry.originalSource, url), url),
        line: entry.originalLine + 1,
        column: entry.originalColumn + 1,
      };
    return { url, line: line + 1, column: column + 1 };
  }

  /**
   * Where a script declares a variable; null if the script cannot be read, or has no line or several that begin with such
   * a declaration.
   *
   * @param url URL or path of the script
   */
  declaration(url: string, variable: string): SourcePosition | null {
    const name = variable.replaceAll(/[^\p{ID_Continue}]/gu, String.raw`\$&`);
    const declared = new RegExp(
      String.raw`^([ \t]*(?:export\s+)?(?:const|let|var)\s+)${name}(?![\p{ID_Continue}$])`,
      'gmu',
    );
    const text = this.#textOf(url);
    const [found, ...others] = text.matchAll(declared);
    if (found === undefined || others.length > 0) return null;
    const before = text.slice(0, found.index).split('\n');
    return this.original(url, before.length - 1, found[1]?.length ?? 0);
  }

  #textOf(url: string): string {
    const known = this.#texts.get(url);
    if (known !== undefined) return known;
    const text = this.#readsMaps ? readScript(url) : '';
    this.#texts.set(url, text);
    return text;
  }

  #mapOf(url: string): SourceMap | undefined {
    if (!this.#readsMaps) return undefined;
    if (!this.#maps.has(url)) this.#maps.set(url, readMap(url, this.#textOf(url)));
    return this.#maps.get(url);
  }
}

/**
 * Reads the map named in the script's last line, next to the script or inline; undefined if there is no readable one.
 */
function readMap(url: string, script: string): SourceMap | undefined {
  try {
    const reference = /\/\/[#@] sourceMappingURL=(\S+)\s*$/.exec(script.slice(-1e6))?.[1];
    if (reference === undefined) return undefined;
    const inline = /^data:application\/json[^,]*;base64,(.*)$/s.exec(reference)?.[1];
    const text =
      inline === undefined
        ? readFileSync(new URL(reference, fileUrl(url)), 'utf8')
        : Buffer.from(inline, 'base64').toString('utf8');
    return new SourceMap(JSON.parse(text) as ConstructorParameters<typeof SourceMap>[0]);
  } catch {
    return undefined;
  }
}

/** Returns the text of a script; empty if it cannot be read. */
function readScript(url: string): string {
  try {
    return readFileSync(url.startsWith('file:') ? fileURLToPath(url.replace(/[?#].*$/s, '')) : url, 'utf8');
  } catch {
    return '';
  }
}

function fileUrl(url: string): string {
  return url.startsWith('file:') ? url : `file://${url}`;
}

function resolved(source: string, generated: string): string {
  try {
    return new URL(source, fileUrl(generated)).href;
  } catch {
    return source;
  }
}

/**
 * Returns a source's URL that still contains its package. Bundlers name sources by schemes of their own, or relative to
 * a folder that was not published; such a URL is replaced by that of the package, followed by the source's path.
 */
function withinPackage(source: string, generated: string): string {
  const folder = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+\//.exec(generated)?.[0];
  if (folder === undefined || source.startsWith(fileUrl(folder)) || source.startsWith(folder)) return source;
  const path = partsOf(source.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, ''));
  const beside = partsOf(folder.replace(/^file:\/\//, ''));
  // If the source is outside the package's folder, the common part of both paths is not informative.
  const common = path.findIndex((part, at) => part !== beside[at]);
  return folder + path.slice(Math.max(common, 0)).join('/');
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => !['', '.', '..'].includes(part));
}
