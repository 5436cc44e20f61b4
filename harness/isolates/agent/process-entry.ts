import { toErrorRecord } from '../../core/error-record.js';
import type { AgentMessage, AgentRequest, AgentStart } from './protocol.js';
import { serve } from './answer-requests.js';

// The host is gone: nobody could ask for anything any more.
process.once('disconnect', () => process.exit());
// The channel keeps this process alive from when requests are answered on, and not while the module loads: a
// top-level await that can never settle ends the process, as it ends a thread.
process.channel?.unref();

// The host tells it as the cause of this process's death, which is Node's to decide: here it is only looked at.
process.on('uncaughtExceptionMonitor', (error) => {
  process.send?.({ kind: 'uncaught', error: toErrorRecord(error) } satisfies AgentMessage);
});

const start = JSON.parse(process.argv[2] ?? '') as AgentStart;

await serve(
  {
    post: (message) => void process.send?.(message),
    onRequest: (listener) => {
      process.on('message', (request) => listener(request as AgentRequest));
      process.channel?.ref();
    },
  },
  start,
);
