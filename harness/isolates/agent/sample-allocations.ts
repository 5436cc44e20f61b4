import type { HeapProfiler, Session } from 'node:inspector';
import { HeapwitnessError } from '../../core/errors.js';

/** Sampled objects that were allocated by the same calls and are still alive. */
export interface SurvivingAllocations {
  readonly count: number;
  readonly bytes: number;
  /** The calls, innermost first. */
  readonly calls: readonly AllocatingCall[];
}

/** One call on the stack. */
export interface AllocatingCall {
  readonly functionName: string;
  /** URL or path of the script; empty for V8's own functions. */
  readonly url: string;
  /** The position where the function begins, from 1. */
  readonly line: number;
  readonly column: number;
}

/**
 * Samples the allocations of this isolate, and reports where surviving objects were allocated. V8 tracks samples
 * through every collection. Functions that were inlined into their callers are not on the stacks. The inspector is
 * loaded on first use, because its classes, including `Session`, would otherwise be in every heap.
 */
export class AllocationSampler {
  #session: Session | null = null;

  /**
   * Starts, or restarts, sampling.
   *
   * @throws {HeapwitnessError} `ERR_CAPTURE_BACKEND` when this isolate has no inspector
   */
  async start(): Promise<null> {
    try {
      this.#session ??= await connected();
      await post(this.#session, 'HeapProfiler.enable', {});
      await post(this.#session, 'HeapProfiler.startSampling', { samplingInterval: EVERY_BYTES });
      return null;
    } catch (cause) {
      const why = cause instanceof Error ? cause.message : String(cause);
      const message = `Allocations cannot be sampled: ${why}. Check without them, or use a Node build with inspector support.`;
      throw new HeapwitnessError('ERR_CAPTURE_BACKEND', message, { cause });
    }
  }

  /**
   * Returns the survivors of the objects allocated since the start, most bytes first; empty if sampling was not
   * started.
   */
  async survivors(): Promise<SurvivingAllocations[]> {
    if (this.#session === null) return [];
    const { profile } = (await post(
      this.#session,
      'HeapProfiler.getSamplingProfile',
      {},
    )) as HeapProfiler.GetSamplingProfileReturnType & { profile: SampledProfile };
    const counts = new Map<number, { count: number; bytes: number }>();
    for (const { nodeId, size } of profile.samples) {
      const { count = 0, bytes = 0 } = counts.get(nodeId) ?? {};
      counts.set(nodeId, { count: count + 1, bytes: bytes + size });
    }
    return stacks(profile.head, counts).toSorted((a, b) => b.bytes - a.bytes);
  }

  /** Stops sampling and releases everything that the inspector retains. */
  async stop(): Promise<void> {
    const session = this.#session;
    if (session === null) return;
    this.#session = null;
    await post(session, 'HeapProfiler.stopSampling', {}).catch(() => undefined);
    session.disconnect();
  }

  /** Discards logged objects that the inspector would retain while it is connected. */
  async forgetConsole(): Promise<void> {
    if (this.#session !== null) await post(this.#session, 'Runtime.discardConsoleEntries', {});
  }
}

async function connected(): Promise<Session> {
  const inspector = await import('node:inspector');
  const session = new inspector.Session();
  session.connect();
  return session;
}

function post(session: Session, method: string, parameters: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    session.post(method, parameters, (error, result) => (error === null ? resolve(result) : reject(error)));
  });
}

/** Mean distance of two samples in bytes: nearly every object is sampled. */
const EVERY_BYTES = 16;

interface SampledProfile {
  readonly head: HeapProfiler.SamplingHeapProfileNode & { readonly id: number };
  readonly samples: readonly { readonly nodeId: number; readonly size: number }[];
}

type ProfileNode = HeapProfiler.SamplingHeapProfileNode & { readonly id?: number };

function stacks(
  head: ProfileNode,
  counts: ReadonlyMap<number, { count: number; bytes: number }>,
): SurvivingAllocations[] {
  const found: SurvivingAllocations[] = [];
  const open: { node: ProfileNode; above: readonly AllocatingCall[] }[] = [{ node: head, above: [] }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { functionName, url, lineNumber, columnNumber } = next.node.callFrame;
    const calls = [{ functionName, url, line: lineNumber + 1, column: columnNumber + 1 }, ...next.above];
    const tally = counts.get(next.node.id ?? -1);
    if (tally !== undefined) found.push({ ...tally, calls });
    for (const node of next.node.children) open.push({ node, above: calls });
  }
  return found;
}
