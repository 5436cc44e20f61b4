import { rmSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// npm run build:command puts the compiled command line into a few files: Node takes half a millisecond for each module
// that it loads, and reading a heap needs a hundred of them.
const PROJECT = new URL('../../', import.meta.url);
const FOLDER = fileURLToPath(new URL('dist/command', PROJECT));

export default {
  input: ['cli/main.js', 'check/host/scenario-host.js'].map((path) =>
    fileURLToPath(new URL(`dist/harness/${path}`, PROJECT)),
  ),
  // Other people's packages are loaded from where they are installed.
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
  plugins: [
    {
      name: 'urls-as-before',
      // What a module finds beside itself, such as the code of a worker, stays where it is.
      resolveImportMeta(property, { moduleId }) {
        if (property !== 'url') throw new Error(`${moduleId}: of import.meta only its url is known here`);
        // A check's own process is packed, too.
        if (moduleId.endsWith('scenario-program.js')) return undefined;
        const path = relative(FOLDER, moduleId).replaceAll('\\', '/');
        return `new URL('${path}', import.meta.url).href`;
      },
      // What other code was in before would be packed with the rest.
      generateBundle: () => rmSync(FOLDER, { recursive: true, force: true }),
    },
  ],
  output: { dir: FOLDER, chunkFileNames: '[name].js' },
  onLog(level, log) {
    // TypeScript's helpers ask for a `this` that modules do not have.
    if (log.code !== 'THIS_IS_UNDEFINED' && level !== 'debug' && level !== 'info')
      throw new Error(log.message);
  },
};
