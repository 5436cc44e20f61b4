import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineCase } from 'heapwitness/workshop';
import sqlite from 'node-sqlite3-wasm';
import type * as Worker from './worker.js';

/** There is one thread more. */
const CONNECTIONS = 2;

const COMMITTED = 'committed, 1 connection';
const ROLLED_BACK = 'rolled back, 1 connection: Zed has no account.';

export default defineCase({
  id: 'transaction',
  chapter: 5,
  position: 4,
  title: 'A connection for the length of a transaction',
  claim:
    'A transaction binds its connection to the thread, so that all DAOs share it, and must unbind it after completion; or the pool runs dry.',
  source: {
    file: '003_8335992e9ec8360e.txt',
    quote:
      '它会在你调用getConnection()的时候从数据库连接池中获取一个connection，然后**将其与ThreadLocal绑定，事务完成后解除绑定，这样保证了事务在同一连接下完成**',
    translation:
      'When you call getConnection(), it takes a connection from the pool and binds it to a ThreadLocal; after the transaction has completed it unbinds it. That makes sure that the transaction runs over one and the same connection.',
    outcome: 'holds in part',
    backedBy: [
      'E19',
      'https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/transaction/support/TransactionSynchronizationManager.html',
      'https://docs.spring.io/spring-framework/docs/current/javadoc-api/org/springframework/jdbc/datasource/DataSourceTransactionManager.html',
    ],
  },
  why: 'In Spring, doBegin takes a connection from the pool and calls bindResource; a DAO that asks gets the one bound to its thread; doCleanupAfterCompletion calls unbindResource, which calls doUnbindResource, which removes the ThreadLocal when no other resource is bound to the thread; then the connection is released. Without that, a thread keeps its connection between tasks. With one thread more than connections, the last one waits, and no other thread is left to release one; real pools give up after a time limit, with an exception. A leak need not be large to stop a program.',
  inShort: {
    stays:
      'not unbound: the connection’s holder, until its thread unbinds it or ends; the pool gets the connection back only when it is released',
    cure: 'unbind after completion (doCleanupAfterCompletion → unbindResource → doUnbindResource), then release the connection',
    bound:
      'in memory yes: one holder per connection, here 2; but then no connection is left, and the third thread waits',
    collections: 'no: thread and key are in use, and a collection releases no connection',
    calls: 'unbindResource, which calls remove() when nothing else is bound to the thread',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['ConnectionHolder'],
  cycles: 1,
  variants: {
    'no-unbind': {
      title: 'no doCleanupAfterCompletion',
      role: 'leaking',
      stated: { keys: 1, values: CONNECTIONS, staleEntries: 0 },
      facts: {
        transactions: [COMMITTED, COMMITTED],
        'threads that wait while all others have finished': 1,
        'idle connections': 0,
        'in the database': { Ann: 80, Bob: 20, 'journal entries': 2 },
      },
    },
    unbind: {
      title: 'unbound after completion',
      role: 'cured',
      stated: { keys: 1, values: 0, staleEntries: 0 },
      facts: {
        transactions: [COMMITTED, COMMITTED, COMMITTED],
        'threads that wait while all others have finished': 0,
        'idle connections': CONNECTIONS,
        'in the database': { Ann: 70, Bob: 30, 'journal entries': 3 },
      },
    },
    rollback: {
      title: 'unbound after completion, and each transaction is rolled back',
      role: 'cured',
      stated: { keys: 1, values: 0, staleEntries: 0 },
      facts: {
        transactions: [ROLLED_BACK, ROLLED_BACK, ROLLED_BACK],
        'threads that wait while all others have finished': 0,
        'idle connections': CONNECTIONS,
        'in the database': { Ann: 100, Bob: 0, 'journal entries': 0 },
      },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const folder = await mkdtemp(join(tmpdir(), 'heapwitness-transaction-'));
    try {
      const file = join(folder, 'bank.db');
      const worker = await start<typeof Worker>();
      await worker.call('open', { file, size: CONNECTIONS, unbind: variant !== 'no-unbind' });
      const to = variant === 'rollback' ? 'Zed' : 'Bob';
      const outcome = await worker.call('transferOnEachThread', { to });
      fact('transactions', outcome.transactions);
      fact('threads that wait while all others have finished', outcome.waitingThreads);
      fact('idle connections', outcome.idleConnections);
      fact('in the database', readBank(file));
      await collect(worker);
      await look(worker, 'all transactions done or waiting, after GC');
      await worker.call('close');
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
});

/** Looks into the database from outside, over a connection of its own. */
function readBank(file: string): Record<string, number> {
  const bank = new sqlite.Database(file, { readOnly: true });
  const accounts = bank.all('SELECT owner, balance FROM account') as { owner: string; balance: number }[];
  const journal = bank.all('SELECT entry FROM journal');
  bank.close();
  return {
    ...Object.fromEntries(accounts.map(({ owner, balance }) => [owner, balance])),
    'journal entries': journal.length,
  };
}
