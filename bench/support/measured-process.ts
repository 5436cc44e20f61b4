import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Readable } from 'node:stream';

/** What a whole process took, from its start to its end. */
export interface Usage {
  readonly wallMs: number;
  /** Processor time of all its threads; more than `wallMs` where several ran at a time. */
  readonly cpuMs: number;
  /** Peak of the resident memory. */
  readonly peakBytes: number;
}

/** How a measured process ended; `usage` only when it succeeded. */
export type Outcome =
  | { readonly kind: 'done'; readonly usage: Usage; readonly stdout: string }
  | { readonly kind: 'failed'; readonly wallMs: number; readonly why: string };

export interface MeasureOptions {
  /** The Node that runs it. */
  readonly node: string;
  readonly args: readonly string[];
  /** It is killed after so long. */
  readonly timeoutMs: number;
}

/** Certificates that Node would read at each start, 40 ms of nobody's work, are left out. */
const { NODE_EXTRA_CA_CERTS: _, ...ENVIRONMENT } = process.env;
const REPORT_USAGE = new URL('./report-usage.js', import.meta.url).href;

/** Runs Node with `args` in a process of its own and measures it; it never throws for what that process does. */
export async function measureProcess({ node, args, timeoutMs }: MeasureOptions): Promise<Outcome> {
  const started = performance.now();
  const child = spawn(node, ['--import', REPORT_USAGE, ...args], {
    env: ENVIRONMENT,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  });
  const [stdout, stderr, reported, end] = await Promise.all([
    textOf(child, 1),
    textOf(child, 2),
    textOf(child, 3),
    endOf(child, started),
  ]);
  if (end.code === 0)
    return {
      kind: 'done',
      usage: { wallMs: end.wallMs, ...(JSON.parse(reported) as Omit<Usage, 'wallMs'>) },
      stdout,
    };
  const why = end.wallMs >= timeoutMs ? `took over ${Math.round(timeoutMs / 1000)} s` : reasonOf(stderr, end);
  return { kind: 'failed', wallMs: end.wallMs, why };
}

interface End {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly wallMs: number;
}

function endOf(child: ChildProcess, started: number): Promise<End> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve({ code, signal, wallMs: performance.now() - started }));
  });
}

function textOf(child: ChildProcess, descriptor: number): Promise<string> {
  // All four were asked for as pipes.
  return text(child.stdio[descriptor] as Readable);
}

/** The line that names the error, without paths. */
function reasonOf(stderr: string, { code, signal }: End): string {
  const line = stderr
    .split('\n')
    .find((candidate) => /\b(\w*Error|FATAL ERROR|heapwitness):/.test(candidate));
  const told = line?.trim().replaceAll(/(file:\/\/)?\/\S+/g, '…');
  return told?.slice(0, 120) ?? (signal === null ? `exit code ${code}` : `ended by ${signal}`);
}
