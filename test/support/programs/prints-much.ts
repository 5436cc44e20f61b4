import { outliveLostOutput, exitWith } from '../../../harness/cli/exit.js';
import { print } from '../../../harness/cli/terminal.js';

// prints-much.js <characters> [waits]: prints so many, may wait for its reader, and ends as a command does, with 3.
outliveLostOutput();
const text = 'x'.repeat(Number(process.argv[2]));
if (process.argv[3] === 'waits') await print(text);
else process.stdout.write(text);
await exitWith(3);
