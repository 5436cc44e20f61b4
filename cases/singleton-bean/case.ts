import { defineCase } from 'heapwitness/workshop';
import type * as Worker from './worker.js';

const CUSTOMERS = ['Ann', 'Bob', 'Cid'];

export default defineCase({
  id: 'singleton-bean',
  chapter: 5,
  position: 3,
  title: 'One bean, many threads',
  claim:
    'A singleton that keeps a task’s state in a field mixes the tasks up; with a ThreadLocal each task has its own.',
  source: {
    file: '003_8335992e9ec8360e.txt',
    quote:
      'ThreadLocal天生为解决相同变量的访问冲突问题，对spring的默认单例bean的多线程访问是一个完美的解决方案。',
    translation:
      'ThreadLocal is made for conflicts of access to one and the same variable; for access by many threads to Spring’s beans, singletons by default, it is a perfect solution.',
    outcome: 'holds in part',
    backedBy: [
      'B21',
      'E19',
      'https://docs.spring.io/spring-framework/reference/core/beans/factory-scopes.html',
    ],
  },
  why: 'A field has one place for all threads, so the last one to write it wins, and the bean, which lives as long as the program, keeps that customer until the next one overwrites it. The ThreadLocal is one object too, but only a key: each thread has a place of its own in its own map. Spring does none of this for a bean: it hands the same one to all threads, and its state is the author’s concern. A ThreadLocal is “perfect” only with remove(), as in this bean; a stateless bean needs neither.',
  inShort: {
    stays: 'field: until the next order overwrites it; ThreadLocal: until the bean removes it',
    cure: 'a ThreadLocal with remove(); or a bean without state',
    bound: 'yes: field, one customer per bean; ThreadLocal, one per thread until remove()',
    collections:
      'field: no, the bean holds the last customer; ThreadLocal: after remove() the next one takes the customers',
    calls: 'remove(), when the order is finished; for the field there is no such call',
  },
  worker: new URL('./worker.js', import.meta.url),
  valueClasses: ['Customer'],
  cycles: 1,
  variants: {
    field: {
      title: 'the bean keeps the customer in a field',
      role: 'other',
      stated: { keys: 0, values: 1, staleEntries: 0 },
      facts: {
        'customers alive while all wait': 1,
        'the orders are finished for': ['Cid', 'Cid', 'Cid'],
      },
    },
    'thread-local': {
      title: 'the bean keeps the customer in a ThreadLocal',
      role: 'cured',
      stated: { keys: 1, values: 0, staleEntries: 0 },
      facts: {
        'customers alive while all wait': 3,
        'the orders are finished for': ['Ann', 'Bob', 'Cid'],
      },
    },
  },

  async experiment({ variant, start, collect, look, fact }) {
    const worker = await start<typeof Worker>();
    await worker.call('begin', { state: variant, customers: CUSTOMERS });
    await collect(worker);
    const meanwhile = await look(worker, 'all have begun, none has finished');
    fact('customers alive while all wait', meanwhile.instances('Customer').length);

    fact('the orders are finished for', await worker.call('finish'));
    await collect(worker);
    await look(worker, 'all have finished, after GC');
  },
});
