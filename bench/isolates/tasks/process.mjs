import { handle } from './handle.mjs';

process.on('message', (task) => process.send(handle(task)));
