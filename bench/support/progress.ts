/** Says on stderr what is going on now, with the time of day. */
export function reportProgress(what: string): void {
  process.stderr.write(`${new Date().toTimeString().slice(0, 8)} ${what}\n`);
}
