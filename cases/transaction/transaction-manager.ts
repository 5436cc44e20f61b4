import { ThreadLocal } from 'heapwitness/thread-local';
import type { Connection, ConnectionPool } from './connection-pool.js';

/** What is bound to the thread for the length of a transaction. */
export class ConnectionHolder {
  readonly connection: Connection;

  constructor(connection: Connection) {
    this.connection = connection;
  }
}

// Spring's TransactionSynchronizationManager: what each thread has bound, by the pool (Spring: the DataSource) it is of.
const resources = new ThreadLocal<Map<ConnectionPool, ConnectionHolder>>();

function getResource(pool: ConnectionPool): ConnectionHolder | undefined {
  return resources.get()?.get(pool);
}

function bindResource(pool: ConnectionPool, holder: ConnectionHolder): void {
  const bound = resources.get() ?? new Map<ConnectionPool, ConnectionHolder>();
  bound.set(pool, holder);
  resources.set(bound);
}

function unbindResource(pool: ConnectionPool): ConnectionHolder {
  const holder = doUnbindResource(pool);
  if (holder === undefined) throw new Error('No connection is bound to this thread.');
  return holder;
}

/** The last resource takes the thread's whole entry with it. */
function doUnbindResource(pool: ConnectionPool): ConnectionHolder | undefined {
  const bound = resources.get();
  const holder = bound?.get(pool);
  bound?.delete(pool);
  if (bound === null || bound.size === 0) resources.remove();
  return holder;
}

/** Spring's, in outline: one connection per transaction, bound to the thread. */
export class DataSourceTransactionManager {
  private readonly pool: ConnectionPool;
  private readonly cleansUp: boolean;

  constructor(pool: ConnectionPool, cleansUp: boolean) {
    this.pool = pool;
    this.cleansUp = cleansUp;
  }

  /** Does `work` in a transaction: commits it, or rolls it back when it throws. */
  async execute(work: () => void): Promise<void> {
    await this.doBegin();
    try {
      work();
      this.connection().exec('COMMIT');
    } catch (error) {
      this.connection().exec('ROLLBACK');
      throw error;
    } finally {
      if (this.cleansUp) this.doCleanupAfterCompletion();
    }
  }

  /** The connection of the current thread's transaction, for any DAO that asks. */
  connection(): Connection {
    const holder = getResource(this.pool);
    if (holder === undefined) throw new Error('There is no transaction on this thread.');
    return holder.connection;
  }

  private async doBegin(): Promise<void> {
    const connection = await this.pool.acquire();
    connection.exec('BEGIN');
    bindResource(this.pool, new ConnectionHolder(connection));
  }

  private doCleanupAfterCompletion(): void {
    const { connection } = unbindResource(this.pool);
    this.pool.release(connection);
  }
}
