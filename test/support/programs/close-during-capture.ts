import { HeapwitnessError } from 'heapwitness';
import { turn } from '../../../harness/isolates/agent/collect-garbage.js';
import { KINDS, workerModule } from '../both-kinds.js';

// close-during-capture.js thread|process: captures, and closes a few turns of the event loop later; one line each.
const kind = KINDS.find((one) => one.kind === process.argv[2]) ?? KINDS[0];

for (let turns = 0; turns < 12; turns++) {
  const worker = await kind?.start(workerModule('obliging'));
  const capturing = worker?.heap().then(
    () => 'captured',
    (error: unknown) => (error instanceof HeapwitnessError ? error.code : String(error)),
  );
  for (let passed = 0; passed < turns * turns; passed++) await turn();
  await worker?.close();
  console.log(await capturing);
}
