import type { Glossary } from './glossary.js';
import { memoryTermsInEnglish } from './glossary-memory-en.js';

/** The special terms in English: first those of Java and this project, then those of memory. */
export const glossaryInEnglish: Glossary = [
  {
    id: 'thread-local',
    forms: ['ThreadLocal', 'ThreadLocals'],
    gloss:
      'A Java object under which each thread stores a value of its own. The object is only the key; the values are in a map of each thread.',
  },
  {
    id: 'thread-local-map',
    forms: ['ThreadLocalMap', 'map', 'maps'],
    gloss:
      'The table that each thread has for its ThreadLocals: an array of slots, each with one entry or none. The one here is this project’s port of Java’s.',
  },
  {
    id: 'thread',
    forms: ['thread', 'threads'],
    gloss:
      'A line of execution with a ThreadLocalMap of its own, and a second one for inheritable values. Here it is mostly a simulated one, an object Thread, whose code runs in a worker thread of Node: each worker (worker-1, …) has a first one, main, and a case may start more, which share the worker’s heap.',
  },
  {
    id: 'virtual-thread',
    forms: ['virtual thread', 'virtual threads'],
    gloss:
      'A thread that is not one of the operating system. Here it is made with AsyncLocalStorage, and many of them run in one worker.',
  },
  {
    id: 'worker',
    forms: ['worker', 'workers', 'worker thread', 'worker threads'],
    gloss:
      'A separate thread of Node (in a few cases a process) with a heap of its own, in which the code of the case runs.',
  },
  {
    id: 'thread-pool',
    forms: ['thread pool', 'fixed pool', 'cached pool', 'real pool', 'pool of worker threads'],
    gloss:
      'A set of threads that run one task after the other. A fixed pool keeps all its threads; a cached pool ends those that stay idle.',
  },
  {
    id: 'pool-thread',
    forms: [
      'pool’s thread',
      'thread of a pool',

      'threads of a pool',
      'threads of a server',
      'threads of the server’s pool',
    ],
    gloss:
      'A thread that is used again for later tasks. It does not end with a task, so what a task leaves in its map stays.',
  },
  {
    id: 'core-thread',
    forms: ['core thread', 'core threads'],
    gloss:
      'One of the threads that a pool keeps even when they are idle: as many as its core size. Java’s allowCoreThreadTimeOut(true) lets them end, too.',
  },
  {
    id: 'keep-alive-time',
    forms: ['keepAliveTime'],
    gloss: 'How long an idle thread above the core size waits for a task before it ends.',
  },
  {
    id: 'request',
    forms: ['request', 'requests'],
    gloss:
      'One piece of work that a server does for one user. In most cases here a call or a loop stands for it.',
  },
  {
    id: 'entry',
    forms: ['entry', 'entries'],
    gloss: 'One pair in a ThreadLocalMap: a weak reference to the key, and a strong one to the value.',
  },
  {
    id: 'key',
    forms: ['key', 'keys'],
    gloss: 'What a value is found by. In a ThreadLocalMap the key is the ThreadLocal itself.',
  },
  {
    id: 'value',
    forms: ['value', 'values'],
    gloss: 'What is stored under a key: in a ThreadLocalMap, what the thread has set.',
  },
  {
    id: 'initial-value',
    forms: ['initial value'],
    gloss: 'What the first get() of a thread stores and returns if nothing was set before.',
  },
  {
    id: 'slot',
    forms: ['slot', 'slots'],
    gloss: 'One place in the array of a ThreadLocalMap. It has one entry; an empty slot has none.',
  },
  {
    id: 'home-slot',
    forms: ['home slot'],
    gloss:
      'The slot where the search for a key begins, computed from its hash code. If it is taken, the key stands in one of the next slots.',
  },
  {
    id: 'hash-code',
    forms: ['hash code'],
    gloss: 'A number that each ThreadLocal gets when it is created. It determines the home slot.',
  },
  {
    id: 'run',
    forms: ['run it starts in', 'run behind it'],
    gloss: 'Slots that are filled without a gap, up to the next empty one.',
  },
  {
    id: 'hit',
    forms: ['hit', 'hits'],
    gloss: 'A call hits when it finds its key in the slot where it looks first.',
  },
  {
    id: 'miss',
    forms: ['misses'],
    gloss:
      'A call misses when its key is not in the slot where it looks first. It then searches the next slots, up to its key or an empty slot; a get() that does not find its key stores the initial value.',
  },
  {
    id: 'walk',
    forms: ['inspects', 'inspect'],
    gloss:
      'A call inspects slots one after the other, mostly from the home slot on (after the last slot comes slot 0); set() also, if it meets a stale entry, those before it that are filled without a gap, and a few more after it has stored a new entry; a rehash all of them. It can expunge only what is in these, and a remove() that does not find its key expunges nothing.',
  },
  {
    id: 'stale-entry',
    forms: ['stale entry', 'stale entries', 'stale'],
    gloss:
      'An entry whose key was collected. It still refers to its value, unless that is null, but no get() can return it any more.',
  },
  {
    id: 'expunge',
    forms: ['expunge', 'expunges', 'expunged'],
    gloss: 'To remove a stale entry from its slot, so that its value can be collected.',
  },
  {
    id: 'cleaning-call',
    forms: ['cleaning calls', 'self-cleaning calls'],
    gloss:
      'A call on the map (get, set or remove) that may expunge stale entries while it does its own work.',
  },
  {
    id: 'rehash',
    forms: ['rehash'],
    gloss:
      'What a map does when two thirds of its slots, rounded down, are filled: it expunges all stale entries, and grows if at least half of the slots are filled still.',
  },
  {
    id: 'resize',
    forms: ['resize()', 'growth', 'grows the table'],
    gloss: 'Doubles the number of slots and gives each entry that is not stale its new place.',
  },
  { id: 'log2', forms: ['log2'], gloss: 'The logarithm to the base 2, rounded down: 6 for 102.' },
  {
    id: 'remove',
    forms: ['remove()'],
    gloss: 'Takes the current thread’s entry of this ThreadLocal out of its map. The usual cure.',
  },
  {
    id: 'set',
    forms: ['set()', 'set(null)'],
    gloss:
      'Stores a value for the current thread. set(null) stores null: the old value is let go, and the entry stays.',
  },
  {
    id: 'get',
    forms: ['get()'],
    gloss:
      'Returns the current thread’s value of this ThreadLocal; if there is none, it stores the initial value first.',
  },
  {
    id: 'async-local-storage',
    forms: ['AsyncLocalStorage'],
    gloss: 'Node’s way to hand a value on to all asynchronous work that a function starts.',
  },
  {
    id: 'jdk',
    forms: ['JDK', 'JVM'],
    gloss: 'The JDK is Java with its libraries, the JVM the engine that runs Java programs.',
  },
  {
    id: 'port',
    forms: ['this port'],
    gloss:
      'This project’s copy of the JDK’s ThreadLocalMap in TypeScript, checked against recordings of the JDK.',
  },
  {
    id: 'recording',
    forms: ['recordings', 'recorded'],
    gloss: 'What a real JDK did, written down step by step. This project’s tables must do the same.',
  },
  {
    id: 'course-text',
    forms: ['course text', 'text 000', 'text 002', 'text 004', 'course texts'],
    gloss: 'The lecture notes on ThreadLocal, by number, whose statements the cases test.',
  },
  {
    id: 'static',
    forms: ['static'],
    gloss:
      'Belongs to a class instead of an object. A static field exists once per class, as a constant of a module does in JavaScript.',
  },
  { id: 'dropped', forms: ['dropped'], gloss: 'The program no longer refers to the object strongly.' },
  {
    id: 'inheritable',
    forms: ['inheritable', 'childValue()'],
    gloss:
      'Inheritable values are copied from a thread to each thread that it creates. childValue() decides what is copied.',
  },
  {
    id: 'class-loader',
    forms: ['class loader'],
    gloss:
      'The object by which Java loads classes. Its classes, and all that their static fields hold, stay as long as it is reachable.',
  },
  {
    id: 'deployment',
    forms: ['deployment', 'deployments'],
    gloss:
      'One version of a web application in a running server. Undeploying stops it, and should free its memory.',
  },
  {
    id: 'metaspace',
    forms: ['Metaspace'],
    gloss: 'Memory of the JVM for loaded classes, outside of the heap.',
  },
  { id: 'tomcat', forms: ['Tomcat'], gloss: 'A widely used Java web server.' },
  { id: 'spring', forms: ['Spring'], gloss: 'A widely used Java framework for server applications.' },
  {
    id: 'bean',
    forms: ['bean', 'beans', 'singleton'],
    gloss:
      'An object that Spring creates and hands out. It is a singleton by default: all threads use the same one.',
  },
  {
    id: 'dao',
    forms: ['DAO', 'DAOs'],
    gloss: 'Data access object: code that reads and writes one kind of data in a database.',
  },
  {
    id: 'interceptor',
    forms: ['interceptor', 'afterCompletion', 'preHandle', 'afterConcurrentHandlingStarted'],
    gloss:
      'Code that Spring calls around a request: preHandle before it, afterCompletion at its end, afterConcurrentHandlingStarted when another thread goes on with it.',
  },
  {
    id: 'servlet-filter',
    forms: ['servlet filter'],
    gloss: 'Code of a Java web server that is called around all handling of a request, like middleware.',
  },
  {
    id: 'scoped-value',
    forms: ['scoped value'],
    gloss: 'A newer Java alternative to ThreadLocal: a value that is visible during one call only.',
  },
  {
    id: 'using',
    forms: ['using block'],
    gloss: 'A block with a using declaration, which cleans up at its end, also after an exception.',
  },
  { id: 'piscina', forms: ['piscina'], gloss: 'A widely used pool of worker threads for Node.' },
  ...memoryTermsInEnglish,
];
