import type { MessagePort } from 'node:worker_threads';

/** A job for a second thread: keeps its port, and says a word. */
export function work({ port, word }: { port: MessagePort; word: string }): void {
  port.on('message', () => undefined);
  port.postMessage(word);
}
