import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { reportDocument } from '../../harness/report/report-document.js';
import { failedVariant, leakingCase, leakingVariant } from '../support/case-results.js';
import { hostileCase } from './hostile-case.js';
import { ENVIRONMENT } from './written-report.js';

const SCHEMA = new URL('../../../docs/report-schema.md', import.meta.url);
/** Values that may be any JSON, or are described elsewhere on the page. */
const OPAQUE = /\.(?:facts\[\]\.(?:stated|observed)|error\.cause|translations)$/;

describe('docs/report-schema.md', () => {
  it('documents exactly the keys that report.json has', async () => {
    expect([...(await documentedKeys())].sort()).to.deep.equal([...keysOf(fullDocument())].sort());
  });
});

/** A document in which every key occurs. */
function fullDocument(): unknown {
  const cause = { name: 'Error', message: 'x' };
  const error = { name: 'Error', message: 'x', code: 'ERR_X', stack: 'Error: x', cause };
  const troubled = failedVariant({ error, differences: ['x'], remarks: ['x'] });
  const variants = [leakingVariant(), troubled];
  return reportDocument([leakingCase({ variants }), hostileCase()], ENVIRONMENT, new Date(0), new Date(1000));
}

async function documentedKeys(): Promise<Set<string>> {
  const page = await readFile(SCHEMA, 'utf8');
  const keys = [...page.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1] ?? '');
  return new Set(keys.map((key) => key.replace('…', 'cases[].variants[].observations[]')));
}

/** The paths of all leaves, and of all that may be `null` instead of an object. */
function keysOf(document: unknown): Set<string> {
  const keys = new Set<string>();
  const nullable = /\.(?:stated|observed|error|gc|path|root)$/;
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value) && !OPAQUE.test(path)) return value.forEach((item) => walk(item, `${path}[]`));
    const isNode = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isNode || OPAQUE.test(path) || nullable.test(path)) keys.add(path);
    if (!isNode || OPAQUE.test(path)) return;
    for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`);
  };
  walk(document, '');
  return keys;
}
