import type { Glossary } from './glossary.js';

/** The terms of references and garbage collection in English. */
export const memoryTermsInEnglish: Glossary = [
  {
    id: 'strong-reference',
    forms: ['strong reference', 'strong references', 'strong', 'strongly'],
    gloss:
      'An ordinary reference. As long as one leads to an object from something that is reachable itself, the object is not collected.',
  },
  {
    id: 'soft-reference',
    forms: ['soft'],
    gloss: 'A Java reference that GC may clear when memory is short. JavaScript has no such reference.',
  },
  {
    id: 'weak-reference',
    forms: ['weak reference', 'weak references', 'weak', 'weakly', 'weak key', 'weak keys'],
    gloss:
      'A reference that does not keep its object: when only weak ones are left, GC may collect the object.',
  },
  {
    id: 'phantom-reference',
    forms: ['phantom', 'phantom references'],
    gloss: 'A Java reference that cannot be read; it only reports that its object was collected.',
  },
  {
    id: 'weak-ref',
    forms: ['WeakRef'],
    gloss: 'JavaScript’s weak reference. deref() returns the object, or undefined once it was collected.',
  },
  {
    id: 'finalization-registry',
    forms: ['FinalizationRegistry'],
    gloss: 'JavaScript’s way to be notified after an object was collected.',
  },
  {
    id: 'javascript-map',
    forms: ['Map'],
    gloss: 'JavaScript’s Map. It refers strongly to its keys and values.',
  },
  {
    id: 'weak-map',
    forms: ['WeakMap'],
    gloss: 'JavaScript’s map that drops an entry once its key is not reachable otherwise.',
  },
  {
    id: 'ephemeron',
    forms: ['ephemeron', 'ephemerons'],
    gloss:
      'A pair whose value is kept only while its key is reachable from elsewhere. The entries of a WeakMap are such pairs.',
  },
  {
    id: 'reachable',
    forms: ['reachable'],
    gloss: 'A chain of strong references leads to the object from a GC root, so it is not collected.',
  },
  {
    id: 'retain',
    forms: ['retains', 'retained'],
    gloss: 'To keep an object from being collected, by a strong reference or a chain of them.',
  },
  {
    id: 'retained-size',
    forms: ['retained each'],
    gloss:
      'The retained size: how many bytes become free when the object is collected, with all that only it keeps.',
  },
  {
    id: 'path',
    forms: ['path', 'chain'],
    gloss:
      'The references from a GC root to an object, one after the other. As long as none of them is cut, the object stays. Pictures show the last part.',
  },
  {
    id: 'retainers',
    forms: ['Retainers'],
    gloss: 'In DevTools, the objects that refer to the selected one, up to a root.',
  },
  {
    id: 'leak',
    forms: ['leak', 'leaks', 'memory leak', 'memory leaks'],
    gloss:
      'Memory that is not needed any more, but that something still refers to, so that GC cannot free it.',
  },
  {
    id: 'gc',
    forms: [
      'GC',
      'GCs',
      'garbage collection',
      'garbage collections',
      'garbage collector',
      'collector',
      'collectors',
    ],
    gloss:
      'Garbage collection: the engine frees objects that no chain of strong references reaches from a root.',
  },
  {
    id: 'collected',
    forms: ['collected', 'died', 'dies', 'dead'],
    gloss: 'Freed by GC, because no chain of strong references from a root led to the object any more.',
  },
  {
    id: 'full-gc',
    forms: ['full GC', 'full GCs', 'full collection', 'full collections'],
    gloss: 'A garbage collection of the whole heap, of old and new objects.',
  },
  {
    id: 'forced-gc',
    forms: ['forced full GC', 'forced full collection', 'full collections were forced'],
    gloss:
      'A garbage collection of the whole heap that the experiment starts itself, instead of waiting for the engine.',
  },
  {
    id: 'young-generation',
    forms: ['young generation', 'minor collections'],
    gloss:
      'The part of the heap for new objects. A minor collection covers only this part, so it is quick and frequent.',
  },
  {
    id: 'old-generation',
    forms: ['old generation'],
    gloss:
      'The part of the heap for objects that have survived a few collections of the young generation (two, in V8).',
  },
  {
    id: 'gc-root',
    forms: ['GC root', 'root of the garbage collector'],
    gloss:
      'Where GC begins: a global object, a loaded module’s variables, a running function or thread. All that strong references lead to from there is kept.',
  },
  {
    id: 'heap-snapshot',
    forms: ['heap snapshot', 'snapshot', 'snapshots'],
    gloss: 'A file with all objects of the heap and the references between them, as they were at one moment.',
  },
  {
    id: 'look',
    forms: ['look by look', 'every look', 'next look'],
    gloss: 'A look is the moment at which the experiment takes a heap snapshot and counts.',
  },
  {
    id: 'witness',
    forms: ['two or three witnesses', 'witness', 'witnesses'],
    gloss:
      'One of three ways to count objects: in the live map, in the heap snapshot, or by v8.queryObjects. Those that can count the same thing must agree.',
  },
  {
    id: 'census',
    forms: ['census()'],
    gloss: 'Counts the keys, values and stale entries of a worker in its heap snapshot.',
  },
  {
    id: 'canary',
    forms: ['canary'],
    gloss: 'An object without a strong reference. When it is gone, garbage has really been collected.',
  },
  { id: 'settled', forms: ['settled'], gloss: 'GC was repeated until the counts did not fall any more.' },
  {
    id: 'settled-promise',
    forms: ['has settled', 'settle the promise', 'never settles'],
    gloss: 'A promise settles when it is fulfilled or rejected.',
  },
  {
    id: 'control',
    forms: ['controls', 'control failed', 'control of the harness'],
    gloss: 'A test object with a known outcome in the same run. If it fails, the run proves nothing.',
  },
  {
    id: 'job',
    forms: ['job'],
    gloss:
      'One uninterrupted piece of JavaScript, from the event loop’s call until it returns. V8 keeps the target of a WeakRef that is created or read in it until it ends.',
  },
  {
    id: 'isolate',
    forms: ['isolate'],
    gloss: 'One instance of V8 with a heap of its own. Each worker thread has one.',
  },
];
