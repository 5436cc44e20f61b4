import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open } from 'node:fs/promises';
import { createConnection, createServer, type ListenOptions, type Server } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { openFilesOf } from '../../../harness/isolates/agent/index.js';
import { withTemporaryFolder } from '../../support/temporary-folder.js';

describe('openFilesOf', () => {
  const socketNames = (): string[] =>
    (openFilesOf(process.pid) ?? []).filter(({ kind }) => kind === 'socket').map(({ name }) => name);

  async function listening(options: ListenOptions): Promise<Server> {
    const server = createServer();
    server.listen(options);
    await once(server, 'listening');
    return server;
  }

  it('names open files, and tells how they were opened', async () => {
    await withTemporaryFolder(async (folder) => {
      const file = join(folder, 'data.txt');
      for (const [flags, access] of [
        ['w', 'writing'],
        ['r', 'reading'],
        ['r+', 'reading and writing'],
      ] as const) {
        const opened = await open(file, flags);
        try {
          const found = openFilesOf(process.pid)?.filter(({ name }) => name === file);
          expect(found).to.deep.equal([{ descriptor: opened.fd, kind: 'file', name: file, access }]);
        } finally {
          await opened.close();
        }
      }
    });
  });

  it('names sockets by their addresses', async () => {
    await withTemporaryFolder(async (folder) => {
      const path = join(folder, 'socket');
      const servers = [
        await listening({ port: 0, host: '127.0.0.1' }),
        await listening({ port: 0, host: '::1' }),
        await listening({ path }),
      ];
      const [ipv4, ipv6] = servers.map((one) => {
        const address = one.address();
        return typeof address === 'object' ? address?.port : undefined;
      });
      const client = createConnection({ port: ipv4 ?? 0, host: '127.0.0.1' });
      try {
        await once(client, 'connect');
        expect(socketNames()).to.include.members([
          `127.0.0.1:${ipv4}`,
          `[::1]:${ipv6}`,
          path,
          `127.0.0.1:${client.localPort} to 127.0.0.1:${ipv4}`,
        ]);
      } finally {
        client.destroy();
        for (const server of servers) server.close();
      }
    });
  });

  it('lists what another process has open', async () => {
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000); console.log()']);
    try {
      await once(child.stdout, 'data');
      const kinds = openFilesOf(child.pid ?? 0)?.map(({ name }) => name);
      expect(kinds).to.include.members(['eventpoll', 'eventfd']);
    } finally {
      child.kill();
    }
  });

  it('is null for a process that does not exist', () => {
    expect(openFilesOf(2 ** 30)).to.equal(null);
  });
});
