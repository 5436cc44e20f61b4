import { isAbsolute, relative } from 'node:path';

// What the bundles of the command, of its page and of CommonJS have in common.

/** Whether a module is one of a package or of Node, which is not bundled. */
export const isForeign = (id) => !id.startsWith('.') && !isAbsolute(id);

/**
 * Leaves the files that a module finds by its URL, such as the code of a worker, where they are: they are not bundled.
 *
 * @param folder of the bundle
 * @param url what the URL of the bundle is in its code
 * @param isBundled whether a module's own URL is that of the bundle
 */
export function urlsAsBefore(folder, url, isBundled = () => false) {
  return {
    name: 'urls-as-before',
    resolveImportMeta(property, { moduleId }) {
      if (property !== 'url') throw new Error(`${moduleId}: of import.meta only its url is known here`);
      if (isBundled(moduleId)) return undefined;
      return `new URL('${relative(folder, moduleId).replaceAll('\\', '/')}', ${url}).href`;
    },
  };
}

export function onLog(level, log) {
  // TypeScript's helpers use a top-level `this`, which is undefined in modules.
  if (log.code !== 'THIS_IS_UNDEFINED' && level !== 'debug' && level !== 'info') throw new Error(log.message);
}
