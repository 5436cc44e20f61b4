import fs, { closeSync, createReadStream, createWriteStream, open, openSync } from 'node:fs';
import { open as openHandle } from 'node:fs/promises';
import { devNull } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { HeapwitnessOpenedFiles } from '../../../harness/isolates/agent/in-process/index.js';

describe('the calls that open files', () => {
  const FILE = fileURLToPath(import.meta.url);
  const openings = new HeapwitnessOpenedFiles('brand');
  const originals = { ...fs, promises: { ...fs.promises } };

  beforeEach(() => openings.start());
  afterEach(() => openings.stop());

  /** Each way to open a file, in a function that is expected among the calls. */
  const ways: Readonly<Record<string, () => Promise<number>>> = {
    openSync: () => Promise.resolve(openSync(FILE, 'r')),
    'openSync, of a URL': () => Promise.resolve(openSync(pathToFileURL(FILE), 'r')),
    open: () =>
      new Promise((resolve, reject) => {
        open(FILE, (error, descriptor) => (error === null ? resolve(descriptor) : reject(error)));
      }),
    'open of node:fs/promises': async () => {
      const { fd } = await openHandle(FILE, 'r');
      return fd;
    },
    createReadStream: () =>
      new Promise((resolve) => void createReadStream(FILE, { autoClose: false }).once('open', resolve)),
  };

  for (const [way, opened] of Object.entries(ways))
    it(`are noted for ${way}`, async () => {
      async function theUsersFunction(): Promise<number> {
        return opened();
      }
      const descriptor = await theUsersFunction();
      const found = openings.files().filter((one) => one.descriptor === descriptor);
      expect(found.map(({ name }) => name)).to.deep.equal([basename(FILE)]);
      const [call] = found[0]?.calls ?? [];
      expect(call?.url).to.equal(import.meta.url);
      if (!way.includes('promises')) closeSync(descriptor);
    });

  it('are noted for createWriteStream', async () => {
    const stream = createWriteStream(devNull);
    const descriptor = await new Promise<number>((resolve) => stream.once('open', resolve));
    const found = openings.files().find((one) => one.descriptor === descriptor);
    expect(found?.calls[0]?.url).to.equal(import.meta.url);
    await new Promise((resolve) => stream.close(resolve));
  });

  it('are not confused if two streams open files at once', async () => {
    const first = (): fs.ReadStream => createReadStream(FILE);
    const second = (): fs.ReadStream => createReadStream(devNull);
    const streams = [first(), second()];
    const descriptors = await Promise.all(
      streams.map((stream) => new Promise<number>((resolve) => stream.once('open', resolve))),
    );
    const callers = descriptors.map(
      (descriptor) => openings.files().find((one) => one.descriptor === descriptor)?.calls[0]?.functionName,
    );
    expect(callers).to.deep.equal(['first', 'second']);
    for (const stream of streams) stream.destroy();
  });

  it('are not noted for a file that cannot be opened, and the error is as it would be', () => {
    expect(() => openSync('/no/such/file', 'r'))
      .to.throw()
      .with.property('code', 'ENOENT');
    expect(openings.files()).to.deep.equal([]);
  });

  it('leave node:fs as it was', () => {
    openings.stop();
    for (const name of ['open', 'openSync', 'createReadStream', 'createWriteStream'] as const)
      expect(fs[name]).to.equal(originals[name]);
    expect(fs.promises.open).to.equal(originals.promises.open);
  });
});
