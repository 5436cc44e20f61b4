import { rmSync } from 'node:fs';
import { isAbsolute, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

// npm run build:command bundles the compiled command line into a few files: Node takes half a millisecond to load a
// module, and reading a heap needs a hundred modules.
const PROJECT = new URL('../../', import.meta.url);
const FOLDER = fileURLToPath(new URL('dist/command', PROJECT));

export default {
  input: ['cli/main.js', 'check/host/scenario-host.js'].map((path) =>
    fileURLToPath(new URL(`dist/harness/${path}`, PROJECT)),
  ),
  // No module is imported for its side effects: a file loads only what it uses.
  treeshake: { moduleSideEffects: (id) => /(main|scenario-host)\.js$/.test(id) },
  // Dependencies are not bundled.
  external: (id) => !id.startsWith('.') && !isAbsolute(id),
  plugins: [
    {
      name: 'urls-as-before',
      // Files that a module finds by its URL, such as the code of a worker, are not bundled.
      resolveImportMeta(property, { moduleId }) {
        if (property !== 'url') throw new Error(`${moduleId}: of import.meta only its url is known here`);
        // The program of a check's own process is bundled, too.
        if (moduleId.endsWith('scenario-program.js')) return undefined;
        const path = relative(FOLDER, moduleId).replaceAll('\\', '/');
        return `new URL('${path}', import.meta.url).href`;
      },
      // Removes the chunks of earlier builds, which would be published, too.
      generateBundle: () => rmSync(FOLDER, { recursive: true, force: true }),
    },
  ],
  output: { dir: FOLDER, chunkFileNames: '[name].js' },
  onLog(level, log) {
    // TypeScript's helpers use a top-level `this`, which is undefined in modules.
    if (log.code !== 'THIS_IS_UNDEFINED' && level !== 'debug' && level !== 'info')
      throw new Error(log.message);
  },
};
