import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { prepareReport, writeReport } from '../../../harness/render/index.js';
import { ENVIRONMENT, writeTo } from '../../render/written-report.js';
import { leakingCase, leakingVariant } from '../case-results.js';

// unremovable-report.js: puts reports in place of one that its own user may not empty, and prints what then lies there.
const NOBODY = 65_534;
// No mode of a folder stops the superuser.
if (process.getuid?.() === 0) process.setuid?.(NOBODY);
const parent = mkdtempSync(join(tmpdir(), 'test-of-heapwitness-'));
const folder = join(parent, 'latest');
const own = `old-${process.pid}`;
try {
  const work = await prepareReport(folder);
  await writeFile(join(work.snapshotFolder, 'one.heapsnapshot'), '{}');
  const variants = [leakingVariant({ snapshots: ['snapshots/one.heapsnapshot'] })];
  await writeReport([leakingCase({ id: 'first', variants })], {
    ...work,
    startedAt: new Date(),
    environment: ENVIRONMENT,
  });
  chmodSync(join(folder, 'snapshots'), 0o500);

  await writeTo(folder, [leakingCase({ id: 'second' })]);
  tell();
  // The path aside is taken by the first report.
  await writeTo(folder, [leakingCase({ id: 'third' })]);
  tell();
} finally {
  for (const name of readdirSync(parent)) chmodSync(join(parent, name, 'snapshots'), 0o700);
  rmSync(parent, { recursive: true });
}

function tell(): void {
  const data = JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as { cases: { id: string }[] };
  const names = readdirSync(parent)
    .map((name) => name.replace(own, 'old'))
    .sort();
  console.log(`${data.cases[0]?.id}: ${names.join(' ')}`);
}
