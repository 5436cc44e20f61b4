#!/usr/bin/env node
import { EXIT } from './exit-codes.js';
import { nodeTooOld } from './node-version.js';

// Before anything else is loaded: an old Node would fail on the first import it does not know.
const tooOld = nodeTooOld(process.versions.node);
if (tooOld !== null) {
  process.stderr.write(`heapwitness: ${tooOld}\n`);
  process.exit(EXIT.usage);
}
const { outliveLostOutput, endWith } = await import('./end.js');
outliveLostOutput();
const { main } = await import('./run.js');
await endWith(await main());
