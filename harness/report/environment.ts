import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

/** What the run was made with. */
export interface ReportEnvironment {
  readonly heapwitness: string;
  readonly node: string;
  readonly v8: string;
  readonly platform: string;
  readonly arch: string;
  readonly cpus: number;
  readonly captureBackends: readonly CaptureBackend[];
}

/** A way to capture a heap snapshot, and whether it can be used here. */
export interface CaptureBackend {
  readonly name: string;
  readonly available: boolean;
  /** Why it is not available. */
  readonly reason?: string;
}

const NATIVE_PACKAGES = ['heapdump', 'v8-profiler-next'];
const PROBE_MS = 10_000;

/** Describes this process and machine. */
export async function describeEnvironment(): Promise<ReportEnvironment> {
  return {
    heapwitness: ownVersion(),
    node: process.version,
    v8: process.versions.v8,
    platform: process.platform,
    arch: process.arch,
    cpus: availableParallelism(),
    captureBackends: await probeCaptureBackends(),
  };
}

/**
 * Tries each capture backend. The native packages are loaded in a process of their own: loading one can crash, and
 * installs a signal handler.
 */
export async function probeCaptureBackends(): Promise<CaptureBackend[]> {
  const natives = await Promise.all(NATIVE_PACKAGES.map((name) => probeNative(name)));
  return [{ name: 'node:v8', available: true }, ...natives];
}

async function probeNative(name: string): Promise<CaptureBackend> {
  const program = `require('node:module').createRequire(process.argv[1])(process.argv[2])`;
  try {
    const here = fileURLToPath(import.meta.url);
    await promisify(execFile)(process.execPath, ['-e', program, here, name], { timeout: PROBE_MS });
    return { name, available: true };
  } catch (error) {
    return { name, available: false, reason: reasonOf(error as { stderr?: string; signal?: string | null }) };
  }
}

function reasonOf({ stderr = '', signal }: { stderr?: string; signal?: string | null }): string {
  if (stderr.includes('MODULE_NOT_FOUND') || stderr.includes('Cannot find module')) return 'not installed';
  if (stderr.includes('ERR_DLOPEN_FAILED')) return `compiled for another Node than ${process.version}`;
  return signal ? `loading it ended with ${signal}` : 'it could not be loaded';
}

/** The version in the nearest `package.json` above this file that is heapwitness's own. */
function ownVersion(): string {
  for (let folder = new URL('.', import.meta.url); folder.pathname !== '/'; folder = new URL('..', folder)) {
    const found = readManifest(new URL('package.json', folder));
    if (found?.name === 'heapwitness' && found.version !== undefined) return found.version;
  }
  return 'unknown';
}

function readManifest(file: URL): { name?: string; version?: string } | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
  } catch {
    return null;
  }
}
