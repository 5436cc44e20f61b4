import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { isForeign, onLog, urlsAsBefore } from '../bundling.mjs';

// npm run build:command bundles the compiled command line into a few files: Node takes half a millisecond to load a
// module, and reading a heap needs a hundred modules.
const PROJECT = new URL('../../', import.meta.url);
const FOLDER = fileURLToPath(new URL('dist/command', PROJECT));

const command = {
  input: ['cli/main.js', 'check/host/scenario-host.js'].map((path) =>
    fileURLToPath(new URL(`dist/harness/${path}`, PROJECT)),
  ),
  // No module is imported for its side effects: a file loads only what it uses.
  treeshake: { moduleSideEffects: (id) => /(main|scenario-host)\.js$/.test(id) },
  external: isForeign,
  plugins: [
    // The program of a check's own process is bundled, too.
    urlsAsBefore(FOLDER, 'import.meta.url', (id) => id.endsWith('scenario-program.js')),
    {
      name: 'no-old-chunks',
      // Removes the chunks of earlier builds, which would be published, too.
      generateBundle: () => rmSync(FOLDER, { recursive: true, force: true }),
    },
  ],
  output: { dir: FOLDER, chunkFileNames: '[name].js' },
  onLog,
};

// The page of the live workshop is one script, with its libraries: a browser resolves no package names.
const OF_THE_PAGE = /^(preact|d3-[a-z]+|internmap)(\/|$)/;
const page = {
  input: fileURLToPath(new URL('dist/harness/live-workshop/page/live.js', PROJECT)),
  treeshake: { moduleSideEffects: (id) => id.endsWith('live.js') },
  // What the rooms need besides is not used by the page, and so not in it: see generateBundle.
  external: (id) => isForeign(id) && !OF_THE_PAGE.test(id),
  plugins: [
    {
      name: 'packages-of-the-page',
      resolveId: (id) => (OF_THE_PAGE.test(id) ? fileURLToPath(import.meta.resolve(id)) : null),
      generateBundle(_, files) {
        const imports = Object.values(files).flatMap((file) => file.imports ?? []);
        if (imports.length > 0) throw new Error(`A browser cannot import ${imports.join(', ')}`);
      },
    },
  ],
  output: { file: fileURLToPath(new URL('dist/live-page/live.js', PROJECT)) },
  onLog,
};

export default [command, page];
