import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { INSTALL, pack } from '../support/pack.js';
import { PROJECT } from '../support/project.js';
import { tryEjectedCase } from './ejected-case.js';
import { tryLiveWorkshop } from './live-workshop.js';
import { CATALOGUE_FILES, measureCatalogue, tryCases } from './published-cases.js';
import { validatePublishedJson } from './published-json.js';

// npm run test:package: what a stranger who installs the package gets.
/** Without it heaps are read, slowly. */
const KERNEL = /^dist\/harness\/heap\/snapshot\/kernel\/kernel\.wasm$/;
const ALLOWED = [
  /^dist\/harness\/.+\.(js|d\.ts|cjs|d\.cts)$/,
  /^dist\/command\/[a-z0-9-]+\.js$/,
  /^dist\/schema\/[a-z-]+\.json$/,
  /^dist\/live-page\/live\.js$/,
  KERNEL,
  ...CATALOGUE_FILES,
  /^(package\.json|README\.md|README\.zh-CN\.md|LICENSE|CHANGELOG\.md)$/,
];
const NATIVE = ['heapdump', 'v8-profiler-next'];
const USE = `
import { collectGarbage, startWorker } from 'heapwitness';
import { ThreadLocal } from 'heapwitness/thread-local';
import { startCountedWorker, takeCensus } from 'heapwitness/workshop';
import heapwitness from 'heapwitness/chai';
import { expect, use } from 'chai';
use(heapwitness);
const worker = await startWorker(new URL('./worker.mjs', import.meta.url));
await worker.call('keep', 3);
await worker.collectGarbage();
expect(await worker.heap()).to.retain(3).instancesOf('Kept');
if (new ThreadLocal().get() !== null) throw new Error('a fresh ThreadLocal reads null');
if ((await collectGarbage()).canaryRound < 1) throw new Error('no collection');
await worker.close();
const counted = await startCountedWorker(new URL('./tables.mjs', import.meta.url), {
  countedClasses: ['ThreadLocal', 'Value'],
});
await counted.call('setValues', 3);
await counted.collectGarbage();
const { keys, values, staleEntries, disagreements } = (await takeCensus(counted)).census;
expect({ keys, values, staleEntries, disagreements }).to.deep.equal({
  keys: 0,
  values: 3,
  staleEntries: 3,
  disagreements: [],
});
await counted.close();
`;
const USE_COMMON_JS = `
const { checkLeaks, isHeapwitnessError } = require('heapwitness');
const { ThreadLocal } = require('heapwitness/thread-local');
const { startCountedWorker } = require('heapwitness/workshop');
const heapwitness = require('heapwitness/chai').default;
const kept = [];
(async () => {
  const { verdict, findings } = await checkLeaks(() => kept.push(new (class Kept {})()));
  if (verdict !== 'leak' || findings[0].className !== 'Kept') throw new Error(verdict);
  if (new ThreadLocal().get() !== null || typeof heapwitness !== 'function') throw new Error('another entry');
  const error = await startCountedWorker('none.mjs').catch((one) => one);
  if (!isHeapwitnessError(error)) throw new Error('two brands of errors');
  const ours = await import('heapwitness');
  if (!ours.isHeapwitnessError(error)) throw new Error('two brands of errors');
})().catch((error) => {
  console.error(error);
  process.exit(1);
});
`;
const TABLES = `
import { ThreadLocal } from 'heapwitness/thread-local';
export class Value {}
export function setValues(count) {
  for (let left = count; left > 0; left--) new ThreadLocal().set(new Value());
}
`;
const LEAK = `
const kept = [];
export function iteration() {
  kept.push({ kept: new Array(100).fill(0) });
}
`;
const KEEP = `
export class Kept {}
const kept = [];
export function keep(count) {
  while (kept.length < count) kept.push(new Kept());
}
`;

const folder = mkdtempSync(join(tmpdir(), 'heapwitness-package-'));
try {
  const tarball = packed();
  lintPackage(tarball);
  install(tarball);
  tryCases(folder);
  tryEjectedCase(folder, tarball);
  await tryLiveWorkshop(folder);
  useEverything();
  process.stdout.write('the package is as it should be\n');
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function packed(): string {
  const { tarball, paths } = pack(folder);
  if (!paths.some((path) => KERNEL.test(path))) throw new Error('The package lacks the kernel.');
  const foreign = paths.filter((path) => !ALLOWED.some((rule) => rule.test(path)));
  if (foreign.length > 0) throw new Error(`The package holds what it should not: ${foreign.join(', ')}`);
  process.stdout.write(`${paths.length} files packed\n`);
  measureCatalogue(PROJECT, paths);
  return tarball;
}

function lintPackage(tarball: string): void {
  process.stdout.write(run('npx', ['publint', '--strict', tarball], PROJECT));
  process.stdout.write(
    run('npx', ['attw', tarball, '--profile', 'node16', '--exclude-entrypoints', 'vitest'], PROJECT),
  );
}

function install(tarball: string): void {
  writeFileSync(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'stranger', private: true, type: 'module' }),
  );
  run('npm', ['install', ...INSTALL, tarball], folder);
  for (const name of NATIVE) {
    if (existsSync(join(folder, 'node_modules', name)))
      throw new Error(`${name} was installed with the package.`);
  }
}

function useEverything(): void {
  run('npm', ['install', ...INSTALL, 'chai@6'], folder);
  writeFileSync(join(folder, 'worker.mjs'), KEEP);
  writeFileSync(join(folder, 'tables.mjs'), TABLES);
  writeFileSync(join(folder, 'use.mjs'), USE);
  run(process.execPath, ['use.mjs'], folder);
  writeFileSync(join(folder, 'use.cjs'), USE_COMMON_JS);
  run(process.execPath, ['use.cjs'], folder);
  process.stdout.write(`heapwitness ${run('npx', ['heapwitness', '--version'], folder)}`);
  writeFileSync(join(folder, 'leak.mjs'), LEAK);
  const { status } = spawnSync('npx', ['heapwitness', 'check', 'leak.mjs'], {
    cwd: folder,
    stdio: 'inherit',
  });
  if (status !== 1) throw new Error(`heapwitness check ended with ${status} instead of 1 for a leak.`);
  validatePublishedJson(folder);
  process.stdout.write(run(process.execPath, ['test/package/public-types.mjs'], PROJECT));
}

function run(command: string, args: readonly string[], cwd: string): string {
  return execFileSync(command, args, { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}
