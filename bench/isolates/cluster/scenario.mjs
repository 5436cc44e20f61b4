import cluster from 'node:cluster';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { fileURLToPath } from 'node:url';

const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let port;

export async function setup() {
  cluster.setupPrimary({
    exec: fileURLToPath(new URL('../tasks/server.mjs', import.meta.url)),
    execArgv: [],
  });
  for (let at = 0; at < 2; at++) {
    const [address] = await once(cluster.fork(), 'listening');
    ({ port } = address);
  }
}

export function iteration({ variant }) {
  return new Promise((resolve, reject) => {
    get({ port, agent, path: `/${variant}` }, (response) => {
      response.resume();
      response.on('end', resolve);
    }).on('error', reject);
  });
}

export function teardown() {
  agent.destroy();
  for (const worker of Object.values(cluster.workers)) worker.kill();
}
