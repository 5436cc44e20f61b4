import { MessageChannel } from 'node:worker_threads';
import { SecondThread } from '../../../core/second-thread.js';
import { type InspectorMessage, InspectorSession } from './inspector-session.js';
import type { RelayedCommand, RelayOrder } from './relay-thread.js';

const RELAY = new URL('./relay-thread.js', import.meta.url);
/** How long the process waits at its exit for the thread to disconnect; otherwise Node prints that it waits for a debugger. */
const LONGEST_EXIT_MS = 100;

/**
 * Opens a session of the main thread with its own inspector, through another thread.
 *
 * In a session that is connected to its own thread, Node calls JavaScript for each worker thread that it lists. If a worker
 * ends during such a call, Node takes it off the list that it is walking, and the process ends with a segmentation fault.
 * Through another thread nothing is called meanwhile.
 */
export function relayedSession(): { readonly session: InspectorSession; readonly close: () => void } {
  const thread = SecondThread.take();
  const { port1: port, port2 } = new MessageChannel();
  const cells = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
  const session = new InspectorSession((message) => port.postMessage(message));
  port.on('message', (message: InspectorMessage) => session.receive(message));
  port.on('close', () => {
    process.off('exit', atExit);
    session.end();
  });
  // Whoever waits for an answer keeps the process alive by the time limit of its command.
  port.unref();
  thread.run(RELAY, { port: port2, cells } satisfies RelayOrder, [port2]);
  const disconnect = (): void => port.postMessage(null satisfies RelayedCommand);
  const atExit = (): void => {
    disconnect();
    Atomics.wait(cells, 0, 0, LONGEST_EXIT_MS);
  };
  process.once('exit', atExit);
  return {
    session,
    close: () => {
      disconnect();
      thread.release();
    },
  };
}
