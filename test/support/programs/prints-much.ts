import { allowReadersToLeave, endWith } from '../../../harness/cli/end.js';

// prints-much.js <characters>: prints so many, and ends as a command does, with 3.
allowReadersToLeave();
process.stdout.write('x'.repeat(Number(process.argv[2])));
await endWith(3);
