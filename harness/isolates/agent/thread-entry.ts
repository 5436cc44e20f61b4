import { workerData } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import type { AgentStart } from './protocol.js';
import { serve } from './answer-requests.js';

const { port, start } = workerData as { port: MessagePort; start: AgentStart };

await serve(
  {
    post: (message) => port.postMessage(message),
    onRequest: (listener) => void port.on('message', listener),
  },
  start,
);
