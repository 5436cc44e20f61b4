import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { COMMAND_FILE, PROJECT } from './project.js';

/** A change to a source file of the project. */
export interface Edit {
  readonly file: string;
  /** A text that occurs once in the file. */
  readonly find: string;
  readonly replace: string;
}

/** How a program in the copy ended, and what it printed. */
export interface CopyRun {
  /** `null` when a signal ended it. */
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

const LEFT_OUT = new Set(['node_modules', '.git', 'reports']);
const COMPILER = join(PROJECT, 'node_modules/typescript/bin/tsc');
/** A report in JSON carries every look. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024;

/** A copy of the project in a temporary folder, to be edited, compiled and run. The project itself stays as it is. */
export class ProjectCopy {
  readonly #folder: string;

  /** Makes an empty folder; `fill` makes it a copy. */
  constructor(purpose: string) {
    this.#folder = mkdtempSync(join(tmpdir(), `heapwitness-${purpose}-`));
  }

  /**
   * Copies the sources, borrows `node_modules`, and compiles. Its command runs the modules as they are compiled: to
   * bundle them after each edit would take longer than to compile.
   */
  async fill(): Promise<void> {
    cpSync(PROJECT, this.#folder, { recursive: true, filter: (source) => !LEFT_OUT.has(basename(source)) });
    symlinkSync(join(PROJECT, 'node_modules'), join(this.#folder, 'node_modules'));
    writeFileSync(join(this.#folder, COMMAND_FILE), "import '../harness/cli/main.js';\n");
    await this.build();
  }

  /**
   * Compiles the copy. What the type checker complains of is emitted all the same.
   *
   * @returns what the compiler printed; empty when it was content
   */
  async build(): Promise<string> {
    return (await this.#node([COMPILER, '-b'])).stdout;
  }

  /**
   * Edits the copy, compiles it, does something with it, and takes the edits back; what is compiled then is still what
   * was edited, until the next build.
   *
   * @param what names the edits in the error
   * @throws {Error} when a text to be replaced does not occur once
   */
  async edited<Result>(
    what: string,
    edits: readonly Edit[],
    action: (complaint: string) => Promise<Result>,
  ): Promise<Result> {
    const originals = new Map<string, string>();
    try {
      for (const { file, find, replace } of edits) {
        const path = join(this.#folder, file);
        const source = readFileSync(path, 'utf8');
        if (source.split(find).length !== 2) {
          throw new Error(`${what}: its text occurs not once in ${file}. Write it anew.`);
        }
        if (!originals.has(path)) originals.set(path, source);
        writeFileSync(
          path,
          source.replace(find, () => replace),
        );
      }
      return await action(await this.build());
    } finally {
      for (const [path, source] of originals) writeFileSync(path, source);
    }
  }

  /** Runs Node in the copy, with its `gc` exposed. */
  run(command: readonly string[]): Promise<CopyRun> {
    return this.#node(['--expose-gc', ...command]);
  }

  #node(args: readonly string[]): Promise<CopyRun> {
    const options = { cwd: this.#folder, encoding: 'utf8', maxBuffer: MAX_OUTPUT_BYTES } as const;
    return new Promise((resolve) => {
      const child = execFile(process.execPath, [...args], options, (_error, stdout, stderr) => {
        resolve({ status: child.exitCode, stdout, stderr });
      });
    });
  }

  discard(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
