/**
 * Loaded into a measured process with `--import`: when it ends it says on descriptor 3 how much memory it had at its
 * peak, and how long all of its threads have run. Linux's own count of memory is of this program alone; `maxRSS`
 * includes what the parent had when it forked.
 */
import { readFileSync, writeSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const BYTES_PER_KIB = 1024;

if (isMainThread)
  process.on('exit', () => writeSync(3, JSON.stringify({ peakBytes: peakBytes(), cpuMs: cpuMs() })));

function peakBytes(): number {
  const kibibytes = highWaterMark() ?? process.resourceUsage().maxRSS;
  return kibibytes * BYTES_PER_KIB;
}

function highWaterMark(): number | undefined {
  try {
    const found = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'latin1'));
    return found === null ? undefined : Number(found[1]);
  } catch {
    return undefined;
  }
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}
