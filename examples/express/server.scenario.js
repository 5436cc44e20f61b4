// A server that remembers its clients: a limited number of them, or all.
import { once } from 'node:events';
import express from 'express';

class Client {
  constructor(name) {
    this.name = name;
  }
}

const clients = new Map();
let server;
let url;

export async function setup({ variant }) {
  const app = express();
  app.get('/', (request, response) => {
    const { name } = request.query;
    clients.set(name, new Client(name));
    if (variant === 'bounded' && clients.size > 20) clients.delete(clients.keys().next().value);
    response.send(`hello ${name}`);
  });
  server = app.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${server.address().port}/`;
}

export async function iteration({ index }) {
  const response = await fetch(`${url}?name=client-${index}`);
  await response.text();
}

export function teardown() {
  server.close();
}
