import heapAnalysis from '@memlab/heap-analysis';
import core from '@memlab/core';

// Nothing of its own on the terminal. Objects are grouped by name, all else by type: naming each string would cost more.
core.config.muteConsole = true;
const heap = await heapAnalysis.getFullHeapFromFile(process.argv[2]);
const classes = new Map();
heap.nodes.forEach((node) => {
  const name = node.name;
  const known = classes.get(name) ?? { name, count: 0, shallowBytes: 0, retainedBytes: 0 };
  classes.set(name, known);
  known.count += 1;
  known.shallowBytes += node.self_size;
  known.retainedBytes += node.retainedSize;
});
console.log(JSON.stringify({ classes: [...classes.values()] }));
