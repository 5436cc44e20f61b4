import { setImmediate as turn } from 'node:timers/promises';
import type { Thread } from 'heapwitness/thread-local';
import sqlite from 'node-sqlite3-wasm';
import { startPoolThread, type PoolThread } from '../pool-thread.js';
import { ConnectionPool, type Connection } from './connection-pool.js';
import { DataSourceTransactionManager } from './transaction-manager.js';

export { ConnectionHolder } from './transaction-manager.js';

let connections: ConnectionPool;
let transactions: DataSourceTransactionManager;
let pool: PoolThread[] = [];

export function threads(): Thread[] {
  return pool.map(({ thread }) => thread);
}

/** Makes a bank with two accounts, a pool of connections to it, and one thread more than there are connections. */
export function open({ file, size, unbind }: { file: string; size: number; unbind: boolean }): void {
  const bank = new sqlite.Database(file);
  bank.exec('CREATE TABLE account (owner TEXT PRIMARY KEY, balance INTEGER)');
  bank.exec('CREATE TABLE journal (entry TEXT)');
  bank.exec("INSERT INTO account VALUES ('Ann', 100), ('Bob', 0)");
  bank.close();
  connections = new ConnectionPool(file, size);
  transactions = new DataSourceTransactionManager(connections, unbind);
  pool = Array.from({ length: size + 1 }, (_, index) => startPoolThread(`pool-${index + 1}`));
}

// The DAOs. None is handed a connection: each asks for that of the transaction on its thread, and tells which it got.
function addToAccount(owner: string, amount: number): Connection {
  const connection = transactions.connection();
  const { changes } = connection.run('UPDATE account SET balance = balance + ? WHERE owner = ?', [
    amount,
    owner,
  ]);
  if (changes === 0) throw new Error(`${owner} has no account.`);
  return connection;
}

function writeJournal(entry: string): Connection {
  const connection = transactions.connection();
  connection.run('INSERT INTO journal VALUES (?)', [entry]);
  return connection;
}

/** The service: three DAO calls, one transaction. Answers how it ended, and over how many connections it went. */
async function transfer(to: string): Promise<string> {
  const used = new Set<Connection>();
  try {
    await transactions.execute(() => {
      used.add(writeJournal(`10 from Ann to ${to}`));
      used.add(addToAccount('Ann', -10));
      used.add(addToAccount(to, 10));
    });
    return `committed, ${used.size} connection`;
  } catch (error) {
    return `rolled back, ${used.size} connection: ${(error as Error).message}`;
  }
}

interface Outcome {
  readonly transactions: string[];
  readonly waitingThreads: number;
  readonly idleConnections: number;
}

/** Each thread transfers 10 at the same time. Answers when each has finished, or waits while all others have finished. */
export async function transferOnEachThread({ to }: { to: string }): Promise<Outcome> {
  const ended: string[] = [];
  for (const thread of pool) void thread.run(() => transfer(to)).then((outcome) => ended.push(outcome));
  while (ended.length + connections.waiting < pool.length) await turn();
  const { waiting, idleConnections } = connections;
  return { transactions: ended, waitingThreads: waiting, idleConnections };
}

export function close(): void {
  connections.close();
}
