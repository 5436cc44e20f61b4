/** `count-nodes <file>`: counts a snapshot's nodes by class, without reading an edge, and prints them as JSON. */
import { countNodes } from 'heapwitness';

console.log(JSON.stringify({ classes: await countNodes(process.argv[2] ?? '') }));
