import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProcessCaptureBackend } from '../agent/protocol.js';

/** Whether a capture backend is available here, and if not, the reason and what to do. */
export interface CaptureBackendReport {
  readonly name: ProcessCaptureBackend;
  readonly available: boolean;
  readonly reason: string | null;
}

const NATIVE: readonly ProcessCaptureBackend[] = ['heapdump', 'v8-profiler-next'];
const PROBE = fileURLToPath(new URL('../agent/probe-backend.js', import.meta.url));
const PROBE_TIMEOUT_MS = 30_000;

/**
 * Reports which capture backends are available. `node:v8` always is; each native package is tried in a process of its
 * own.
 */
export async function captureBackends(): Promise<CaptureBackendReport[]> {
  const native = await Promise.all(NATIVE.map(probe));
  return [{ name: 'node:v8', available: true, reason: null }, ...native];
}

function probe(name: ProcessCaptureBackend): Promise<CaptureBackendReport> {
  return new Promise((resolve) => {
    execFile(process.execPath, [PROBE, name], { timeout: PROBE_TIMEOUT_MS }, (error, stdout, stderr) => {
      if (error === null) resolve({ name, available: true, reason: null });
      else resolve({ name, available: false, reason: stdout || stderr.trim() || error.message });
    });
  });
}
