import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { CaseResult } from 'heapwitness/workshop';
import { PROJECT } from '../support/project.js';
import { essenceOf } from './essence.js';

// npm run example:check: the committed example says what the newest report says.
const [example, latest] = ['example', 'latest'].map((name) => {
  const text = readFileSync(join(PROJECT, 'reports', name, 'report.json'), 'utf8');
  return essenceOf((JSON.parse(text) as { cases: CaseResult[] }).cases);
});
const same = isDeepStrictEqual(example, latest);
process.stdout.write(
  same
    ? 'reports/example says what reports/latest says\n'
    : 'reports/example is out of date: run npm run example, look at it, and commit it.\n',
);
process.exitCode = same ? 0 : 1;
