import { Session } from 'node:inspector';
import type { MessagePort } from 'node:worker_threads';
import type { InspectorMessage } from './inspector-session.js';

/** The order to a second thread: to pass messages between a port and the inspector of the main thread. */
export interface RelayOrder {
  readonly port: MessagePort;
  /** Set when the inspector is disconnected. */
  readonly cells: Int32Array<SharedArrayBuffer>;
}

/** A command of the main thread to its own inspector; `null` to disconnect from it. */
export type RelayedCommand = { readonly id: number; readonly method: string; readonly params: object } | null;

/** Opens a session with the main thread, and passes its messages on until it is asked to disconnect. */
export function work({ port, cells }: RelayOrder): void {
  const session = new Session();
  session.connectToMainThread();
  session.on('inspectorNotification', (event: InspectorMessage) => port.postMessage(event));
  port.on('message', (command: RelayedCommand) => {
    if (command === null) {
      session.disconnect();
      port.close();
      Atomics.store(cells, 0, 1);
      Atomics.notify(cells, 0);
      return;
    }
    const { id, method, params } = command;
    session.post(method, params, (error: Error | null, result?: object) =>
      port.postMessage(
        error === null ? { id, result: result ?? {} } : { id, error: { message: error.message } },
      ),
    );
  });
}
