import type { AgentRequest, AgentStart } from './protocol.js';
import { serve } from './serve.js';

// The host is gone: nobody could ask for anything any more.
process.once('disconnect', () => process.exit());

const start = JSON.parse(process.argv[2] ?? '') as AgentStart;

await serve(
  {
    post: (message) => void process.send?.(message),
    onRequest: (listener) => void process.on('message', (request) => listener(request as AgentRequest)),
  },
  start,
);
