import { syncBuiltinESMExports } from 'node:module';
import threads from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { AgentStart } from './protocol.js';
import { serve } from './answer-requests.js';

const { port, start } = threads.workerData as { port: MessagePort; start: AgentStart };
// The worker's own code does not get the port.
Reflect.set(threads, 'workerData', null);
syncBuiltinESMExports();
const post = port.postMessage.bind(port);

await serve(
  {
    post: (message) => post(message),
    onRequest: (listener) => void port.on('message', listener),
  },
  start,
);
