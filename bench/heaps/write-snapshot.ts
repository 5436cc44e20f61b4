/** Builds an application's heap in this process and writes V8's own snapshot of it: `write-snapshot <file> <customers> <seed>`. */
import { writeHeapSnapshot } from 'node:v8';
import { seeded } from '../support/random.js';
import { buildApplication } from './application.js';

const [file, customers, seed] = process.argv.slice(2);
const application = buildApplication(Number(customers), seeded(Number(seed)));
writeHeapSnapshot(file);
// Used after, so that all of it is alive while V8 writes.
console.log(application.customers.length);
