import { Blob } from 'node:buffer';
import { createSocket } from 'node:dgram';
import { type FSWatcher, unwatchFile, watch, watchFile } from 'node:fs';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const HERE = fileURLToPath(import.meta.url);

/** Nobody closes these, and nobody keeps them. */
export async function open(count: number): Promise<void> {
  for (let at = 0; at < count; at++) {
    const server = createServer(function onConnection() {});
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    server.unref();
    const socket = createSocket('udp4', onMessage);
    await new Promise<void>((resolve) => void socket.bind(0, '127.0.0.1', resolve));
    socket.unref();
    const watcher: FSWatcher = watch(HERE);
    watcher.unref();
    URL.createObjectURL(new Blob(['x'.repeat(1000)]));
    watchFile(HERE, { interval: 60_000 + at, persistent: false }, onChange);
  }
  unwatchFile(HERE, () => {});
}

/** Older than the sockets, so it does not leak with them. */
function onMessage(): void {}

function onChange(): void {}
