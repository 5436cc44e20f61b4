import { zooHeap, zooWitnesses } from '../zoo.js';

// zoo-signatures.js: the signatures of all kinds of leaks on the Node that runs it, a line each, sorted. Run it with
// several versions of Node and compare.
const lines = [...zooWitnesses(await zooHeap())].flatMap(([className, witnesses]) =>
  witnesses.map(({ fingerprint, signature }) => `${className} ${fingerprint} ${signature.join(' / ')}`),
);
console.log(lines.toSorted().join('\n'));
