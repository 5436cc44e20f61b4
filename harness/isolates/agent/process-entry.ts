import { toErrorRecord } from '../../core/error-record.js';
import type { AgentMessage, AgentRequest, AgentStart } from './protocol.js';
import { serve } from './answer-requests.js';

// The host is gone, so no further request can arrive.
process.once('disconnect', () => process.exit());
// The channel keeps this process alive only once requests are answered, not while the module loads: a top-level await
// that never settles ends the process, as it ends a thread.
process.channel?.unref();

const send = process.send?.bind(process);

// Sent to the host as the cause of this process's death. Node decides whether the process dies; this handler only
// observes.
process.on('uncaughtExceptionMonitor', (error) => {
  send?.({ kind: 'uncaught', error: toErrorRecord(error) } satisfies AgentMessage);
});

const start = JSON.parse(process.argv[2] ?? '') as AgentStart;

await serve(
  {
    post: (message) => void send?.(message),
    onRequest: (listener) => {
      process.on('message', (request) => listener(request as AgentRequest));
      process.channel?.ref();
    },
  },
  start,
);
