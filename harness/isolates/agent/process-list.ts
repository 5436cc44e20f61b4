import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';

/** Whether the system lists its processes. */
export const canListProcesses: boolean = existsSync('/proc/self/exe');

/** Lists the ids of all processes; none if the system does not list them. Linux only. */
export function listProcesses(): number[] {
  try {
    return readdirSync('/proc').flatMap((name) => (/^\d+$/.test(name) ? [Number(name)] : []));
  } catch {
    return [];
  }
}

/** Lists the children of all threads of a process; `null` if the system does not list them. Linux only. */
export function childrenOf(pid: number | 'self'): number[] | null {
  const threads = `/proc/${pid}/task`;
  try {
    // A thread may have ended in the meantime.
    return readdirSync(threads).flatMap((thread) => childrenOfThread(pid, Number(thread)));
  } catch {
    return null;
  }
}

/** Lists the live descendants of a process, parents first; none if the system does not list them. Linux only. */
export function descendantsOf(pid: number): number[] {
  const children = (childrenOf(pid) ?? []).filter(isAlive);
  return children.flatMap((child) => [child, ...descendantsOf(child)]);
}

/** Whether a listed process is alive: one that has ended and was not waited for is still listed. */
export function isAlive(pid: number): boolean {
  const status = read(`/proc/${pid}/stat`);
  // The name is in brackets and may contain anything.
  const state = status.slice(status.lastIndexOf(')') + 2, status.lastIndexOf(')') + 3);
  return state !== '' && state !== 'Z' && state !== 'X';
}

/** Returns the command line of a process; empty if it is unknown. Linux only. */
export function commandOf(pid: number): string {
  return read(`/proc/${pid}/cmdline`).split('\0').join(' ').trim();
}

/** Whether a process runs Node; `null` if the system does not say so. Linux only. */
export function isNodeProcess(pid: number): boolean | null {
  const program = programOf(pid);
  return program === null ? null : /^node(js)?(\.exe)?\b/.test(program);
}

/** Whether a process is one that module loaders start to translate modules, and that lives as long as they do. Linux only. */
export function isLoadersHelper(pid: number): boolean {
  return LOADERS_HELPERS.test(programOf(pid) ?? '');
}

const LOADERS_HELPERS = /^esbuild\b/;

/** Returns the name of the program that a process runs; `null` if the system does not say so. */
function programOf(pid: number): string | null {
  try {
    // A file that was replaced since is followed by a remark.
    return basename(readlinkSync(`/proc/${pid}/exe`));
  } catch {
    return null;
  }
}

/** Lists the children of one thread, by the system's id; none if the system does not list them. Linux only. */
export function childrenOfThread(pid: number | 'self', thread: number): number[] {
  return [...read(`/proc/${pid}/task/${thread}/children`).matchAll(/\d+/g)].map(([child]) => Number(child));
}

/** Whether a process was started with an environment variable of this value. Linux only. */
export function hasVariable(pid: number, name: string, value: string): boolean {
  return variablesOf(pid).includes(`${name}=${value}`);
}

/** Returns the environment variable with which a process was started; empty if it is unknown. Linux only. */
export function variableOf(pid: number, name: string): string {
  const found = variablesOf(pid).find((one) => one.startsWith(`${name}=`)) ?? '';
  return found.slice(name.length + 1);
}

function variablesOf(pid: number): string[] {
  return read(`/proc/${pid}/environ`).split('\0');
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
