#!/usr/bin/env node
import { EXIT } from './exit-codes.js';
import { nodeTooOld } from './node-version.js';

// Checked before anything else is loaded: an old Node would fail on the first import it does not support.
const tooOld = nodeTooOld(process.versions.node);
if (tooOld !== null) {
  process.stderr.write(`heapwitness: ${tooOld}\n`);
  process.exit(EXIT.usage);
}
if (process.argv[2] === 'check' && process.argv.length > 3) {
  // The scenario's process loads its code while this one parses the options.
  const { startHostAhead } = await import('../check/host/index.js');
  startHostAhead();
}
const { outliveLostOutput, exitWith } = await import('./exit.js');
outliveLostOutput();
const { main } = await import('./main-loop.js');
await exitWith(await main());
