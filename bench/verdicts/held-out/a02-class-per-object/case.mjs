const loggers = new Map();
export async function iterate(v, n) {
  class Logger {
    constructor(n) {
      this.n = n;
    }
    log() {
      return this.n;
    }
  }
  const l = new Logger(n);
  l.log();
  loggers.set('logger-' + n, l);
  if (v === 'fixed') loggers.delete('logger-' + n);
}
