// A worker of a cluster.
import { createServer } from 'node:http';
import { handle } from './handle.mjs';

let index = 0;
createServer((request, response) => {
  response.end(String(handle({ index: index++, variant: request.url.slice(1) })));
}).listen(0);
