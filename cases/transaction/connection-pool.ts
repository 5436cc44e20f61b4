import sqlite from 'node-sqlite3-wasm';

export type Connection = InstanceType<typeof sqlite.Database>;

/** A few connections to one database file. Who finds none idle waits in a queue until one is released. */
export class ConnectionPool {
  private readonly connections: readonly Connection[];
  private readonly idle: Connection[];
  private readonly queue: ((connection: Connection) => void)[] = [];

  constructor(file: string, size: number) {
    this.connections = Array.from({ length: size }, () => new sqlite.Database(file));
    this.idle = [...this.connections];
  }

  get idleConnections(): number {
    return this.idle.length;
  }

  get waiting(): number {
    return this.queue.length;
  }

  async acquire(): Promise<Connection> {
    return this.idle.pop() ?? new Promise((resolve) => this.queue.push(resolve));
  }

  release(connection: Connection): void {
    const next = this.queue.shift();
    if (next === undefined) this.idle.push(connection);
    else next(connection);
  }

  close(): void {
    for (const connection of this.connections) connection.close();
  }
}
