import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import { PROJECT } from '../support/project.js';

const CHECKED = `
import { readFileSync } from 'node:fs';
const kept = [], files = [];
export function iteration({ index, variant }) {
  if (variant === 'leaky') kept.push({ row: { index } });
  if (variant === 'broken') throw new Error('broken');
}
`;
const CAPTURES = `
import { writeHeapSnapshot } from 'node:v8';
const kept = [];
for (const name of ['a', 'b', 'c']) {
  kept.push({ name });
  writeHeapSnapshot(name + '.heapsnapshot');
}
`;
const SNAPSHOTS = ['a.heapsnapshot', 'b.heapsnapshot', 'c.heapsnapshot'];
const CHECK = ['check', 'checked.mjs', '--json'];

/** Each command that prints JSON: the schema that describes it, and the arguments. */
const PRINTED: readonly (readonly [schema: string, args: readonly string[]])[] = [
  ['check', CHECK],
  ['check', [...CHECK, '--variant', 'leaky', '--allocations', '--known', 'known.json', '--update-known']],
  ['check', [...CHECK, '--variant', 'leaky', '--known', 'known.json']],
  ['check', [...CHECK, '--variant', 'broken']],
  ['cases', ['cases', 'hello', '--json', '--from', join(PROJECT, 'dist', 'cases')]],
  ['analysis', ['analyze', 'a.heapsnapshot', '--json']],
  ['analysis', ['analyze', 'a.heapsnapshot', '--json', '--class', 'Map']],
  ['counts', ['analyze', 'a.heapsnapshot', '--counts', '--json']],
  ['diff', ['diff', ...SNAPSHOTS.slice(0, 2), '--json']],
  ['diff', ['diff', ...SNAPSHOTS, '--json']],
];

/**
 * Runs each command of an installed package that prints JSON, and validates what it prints against the schema that the
 * package publishes for it; so the file of known leaks that a check writes.
 *
 * @param folder where the package is installed
 * @throws {Error} when one differs from its schema
 */
export function validatePublishedJson(folder: string): void {
  writeFileSync(join(folder, 'checked.mjs'), CHECKED);
  writeFileSync(join(folder, 'captures.mjs'), CAPTURES);
  execFileSync(process.execPath, ['captures.mjs'], { cwd: folder });
  const validators = new Map<string, ValidateFunction>();
  const validate = (schema: string, document: unknown, what: string): void => {
    const validator = validators.get(schema) ?? validatorOf(folder, schema);
    validators.set(schema, validator);
    if (!validator(document))
      throw new Error(`${what} differs from schema/${schema}.json: ${JSON.stringify(validator.errors)}`);
    for (const key of Object.keys(document as object)) requireRefused(validator, document as object, key);
  };
  for (const [schema, args] of PRINTED) {
    const { stdout } = spawnSync('npx', ['heapwitness', ...args], { cwd: folder, encoding: 'utf8' });
    validate(schema, JSON.parse(stdout), `heapwitness ${args.join(' ')}`);
    if (!args.includes('--update-known')) continue;
    const file = join(folder, 'known.json');
    const text = readFileSync(file, 'utf8').replaceAll('"reason": ""', '"reason": "a known one"');
    validate('known-leaks', JSON.parse(text), 'the file of known leaks');
    writeFileSync(file, text);
  }
  process.stdout.write(`${PRINTED.length} documents are as their JSON Schemas say\n`);
}

function validatorOf(folder: string, schema: string): ValidateFunction {
  const file = createRequire(join(folder, 'package.json')).resolve(`heapwitness/schema/${schema}.json`);
  return new Ajv({ strict: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(file, 'utf8')) as object,
  );
}

/** A schema that would pass anything proves nothing. */
function requireRefused(validator: ValidateFunction, document: object, key: string): void {
  if (OPTIONAL.has(key)) return;
  const without = Object.fromEntries(Object.entries(document).filter(([name]) => name !== key));
  if (validator(without)) throw new Error(`A schema accepts a document without its ${JSON.stringify(key)}.`);
}

/** Keys that are there only where they were asked for. */
const OPTIONAL: ReadonlySet<string> = new Set(['class', 'survivors']);
