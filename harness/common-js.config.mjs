import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isForeign, onLog, urlsAsBefore } from './bundling.mjs';

// npm run build:common-js bundles the entries of the package for require(): jest's sandbox has neither import() nor
// require() of modules. Files that are found by their URL, such as the code of a worker, stay modules.
const HARNESS = fileURLToPath(new URL('../dist/harness', import.meta.url));
const FOLDER = join(HARNESS, 'common-js');
/** The subject of the workshop counts as a user's code, so its bundle lies in its own folder. */
const SUBJECT = 'workshop/thread-local/index';
const ENTRIES = {
  index: 'index',
  workshop: 'workshop',
  chai: 'chai/index',
  jest: 'runners/jest/index',
  mocha: 'runners/mocha/index',
  'node-test': 'runners/node-test/index',
};

/** Node's modules are required, which jest's sandbox can. */
const nodeModules = {
  name: 'node-modules-are-required',
  renderDynamicImport: ({ targetModuleId }) =>
    targetModuleId?.startsWith('node:') === true ? { left: 'Promise.resolve(require(', right: '))' } : null,
};

export default [
  {
    input: Object.fromEntries(
      Object.entries(ENTRIES).map(([name, path]) => [name, join(HARNESS, `${path}.js`)]),
    ),
    treeshake: {
      moduleSideEffects: (id) => Object.values(ENTRIES).some((path) => id.endsWith(`harness/${path}.js`)),
    },
    external: (id) => id.endsWith('thread-local/index.js') || isForeign(id),
    plugins: [
      urlsAsBefore(FOLDER, 'URL_OF_BUNDLE'),
      nodeModules,
      {
        name: 'types-and-old-chunks',
        buildStart: () => rmSync(FOLDER, { recursive: true, force: true }),
        writeBundle: writeTypes,
      },
    ],
    output: {
      ...output(),
      dir: FOLDER,
      // At once: jest forbids require() when a test file has ended.
      intro: "const URL_OF_BUNDLE = require('node:url').pathToFileURL(__filename).href;",
      entryFileNames: '[name].cjs',
      chunkFileNames: '[name].cjs',
      paths: (id) => (id.endsWith('thread-local/index.js') ? `../${SUBJECT}.cjs` : id),
    },
    onLog,
  },
  {
    input: join(HARNESS, `${SUBJECT}.js`),
    external: isForeign,
    output: { ...output(), file: join(HARNESS, `${SUBJECT}.cjs`) },
    plugins: [
      {
        name: 'types',
        writeBundle: () => writeTypesOf(join(HARNESS, `${SUBJECT}.d.cts`), SUBJECT, './index.js'),
      },
    ],
    onLog,
  },
];

function output() {
  return { format: 'cjs', exports: 'named' };
}

async function writeTypes() {
  for (const [name, path] of Object.entries(ENTRIES))
    await writeTypesOf(join(FOLDER, `${name}.d.cts`), path, `../${path}.js`);
}

/** Writes the types of a bundle: those of the module, whose values are declared one by one. */
async function writeTypesOf(file, path, specifier) {
  const text = readFileSync(join(HARNESS, `${path}.js`), 'utf8');
  const from = `'${specifier}'`;
  const mode = `{ 'resolution-mode': 'import' }`;
  const values = namesIn(text).map((name) => {
    if (name === 'default') return `declare const main: Values['default'];\nexport default main;`;
    const type = /^[A-Z]/.test(name)
      ? `export type ${name} = import(${from}, { with: ${mode} }).${name};\n`
      : '';
    return `${type}export declare const ${name}: Values['${name}'];`;
  });
  const head = `type Values = typeof import(${from}, { with: ${mode} });`;
  const types = `export type * from ${from} with ${mode};`;
  writeFileSync(file, [head, types, ...values, ''].join('\n'));
}

/** The names of the values that an entry exports. */
function namesIn(text) {
  const lists = [...text.matchAll(/^export \{([^}]*)\}/gm)].flatMap(([, list]) => list.split(','));
  const declared = [...text.matchAll(/^export (?:const|function|class|async function) (\w+)/gm)].map(
    ([, name]) => name,
  );
  const isDefault = /^export default /m.test(text) ? ['default'] : [];
  return [...lists.map((one) => one.trim().split(' ').at(-1)), ...declared, ...isDefault].filter(
    (one) => one !== '',
  );
}
