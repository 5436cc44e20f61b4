import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

// npm run build:schema writes a JSON Schema for all that a command prints or reads as JSON, made from the types.
const PROJECT = new URL('../../../', import.meta.url);
const FOLDER = new URL('dist/schema/', PROJECT);
const REFERENCE = '#/definitions/';

const { properties, definitions } = createGenerator({
  path: fileURLToPath(new URL('index.ts', import.meta.url)),
  tsconfig: fileURLToPath(new URL('harness/tsconfig.json', PROJECT)),
  // tsc does that.
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

/** The definitions that a schema refers to, by itself or through others. */
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
