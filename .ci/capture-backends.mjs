// On Node 20 both native packages must be here, and three-captures must have used them; elsewhere the report must say
// why not. Reads the report that the tests have just written.
import { readFileSync } from 'node:fs';

const report = JSON.parse(readFileSync(new URL('../reports/latest/report.json', import.meta.url), 'utf8'));
const { captureBackends } = report.environment;
const variants = report.cases.find(({ id }) => id === 'three-captures').variants;
const expected = ['node:v8', 'heapdump', 'v8-profiler-next'].map((name) => `captured by ${name}`);
const used = variants.every(({ remarks }) => JSON.stringify(remarks) === JSON.stringify(expected));

for (const { name, available, reason } of captureBackends) {
  console.log(`${name}: ${available ? 'used' : `absent: ${reason}`}`);
}
if (process.versions.node.startsWith('20.') && !used) {
  console.error(
    'three-captures did not use all three backends:',
    variants.flatMap(({ remarks }) => remarks),
  );
  process.exitCode = 1;
}
