import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

// npm run build:schema generates a JSON Schema from the types for all JSON that a command prints or reads.
const PROJECT = new URL('../../../', import.meta.url);
const FOLDER = new URL('dist/schema/', PROJECT);
const REFERENCE = '#/definitions/';

const { properties, definitions } = createGenerator({
  path: fileURLToPath(new URL('index.ts', import.meta.url)),
  tsconfig: fileURLToPath(new URL('harness/tsconfig.json', PROJECT)),
  // Types are checked by tsc.
  skipTypeCheck: true,
  topRef: false,
}).createSchema('PublishedJson');

rmSync(FOLDER, { recursive: true, force: true });
mkdirSync(FOLDER, { recursive: true });
for (const [name, schema] of Object.entries(properties)) {
  const document = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: `heapwitness: ${name}`,
    ...schema,
    definitions: usedBy(schema),
  };
  writeFileSync(new URL(`${name}.json`, FOLDER), `${JSON.stringify(document, null, 2)}\n`);
}

/** Returns the definitions that a schema refers to, directly or through others. */
function usedBy(schema) {
  const used = {};
  const visit = (value) => {
    if (typeof value !== 'object' || value === null) return;
    const name = typeof value.$ref === 'string' ? value.$ref.slice(REFERENCE.length) : null;
    if (name !== null && !(name in used)) {
      used[name] = definitions[name];
      visit(used[name]);
    }
    Object.values(value).forEach(visit);
  };
  visit(schema);
  return used;
}
