import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { captureBackends } from 'heapwitness';
import { type CaseResult, type VariantResult } from 'heapwitness/workshop';
import { discardReport, prepareReport, writeReport } from '../harness/render/index.js';
import { discoverCases, runCase } from '../harness/workshop/index.js';
import { PROJECT } from './support/project.js';

const cases = await discoverCases(join(PROJECT, 'dist', 'cases'));
const startedAt = new Date();
const backends = await captureBackends();
/** The processes of one are mostly starting, ending or waiting for each other. */
const AT_A_TIME = availableParallelism();

describe('the cases, in real workers', () => {
  const results: CaseResult[] = [];
  const runs = new Map<(typeof cases)[number], Promise<CaseResult>>();
  const over = new AbortController();
  let work: Awaited<ReturnType<typeof prepareReport>>;

  before(async () => {
    work = await prepareReport(join(PROJECT, 'reports', 'latest'));
  });

  /** Runs a case once, each of its variants in a process of its own. */
  const run = (found: (typeof cases)[number]): Promise<CaseResult> => {
    const { snapshotFolder } = work;
    const running =
      runs.get(found) ?? runCase(found, { snapshotFolder, concurrency: 1, signal: over.signal });
    runs.set(found, running);
    // Its own test tells of what goes wrong, however early that is.
    running.catch(() => undefined);
    return running;
  };

  for (const [at, found] of cases.entries()) {
    it(`${found.definition.id}: ${found.definition.claim}`, async () => {
      // The next ones are under way while this one is waited for.
      for (const next of cases.slice(at, at + AT_A_TIME)) void run(next);
      const result = await run(found);
      results.push(result);
      expect(result.variants.flatMap(troubleOf)).to.deep.equal([]);
      expect(result.outcome).to.equal('as-stated');
    });
  }

  it('three-captures uses each capture backend that is here, and names each that is not, with the reason', () => {
    const variants = results.find(({ id }) => id === 'three-captures')?.variants ?? [];
    const remarks = backends.map(({ name, available, reason }) =>
      available ? `captured by ${name}` : `${name} is absent: ${reason}`,
    );
    expect(variants.map((variant) => variant.remarks)).to.deep.equal(variants.map(() => remarks));
    expect(variants).to.have.lengthOf(2);
  });

  it('redeploy shows the chain from the thread through the value’s class to its deployment', () => {
    const variants = results.find(({ id }) => id === 'redeploy')?.variants ?? [];
    const trace = variants.find(({ variant }) => variant === 'own-class')?.observations.at(-1)?.trace;
    const labels = trace?.nodes.map(({ label }) => label) ?? [];
    const steps = ['Thread', 'ThreadLocalMap', 'Entry: live Entry', 'Session', 'Session()', 'Deployment'];
    expect(labels.filter((label) => steps.includes(label))).to.deep.equal(steps);
    expect(labels.at(-1)).to.equal('Deployment');
    const pictures = variants
      .filter(({ variant }) => variant === 'own-class')
      .flatMap(({ observations }) => observations.flatMap((look) => look.pictures));
    expect(pictures).to.have.length.above(0);
    for (const { valueToKey, keyHolder } of pictures)
      expect([valueToKey, keyHolder]).to.deep.equal(['.constructor holder', null]);
  });

  it('every case says in short what stays until when, what helps, what cures it, and whether it is bounded', () => {
    const silent = results.filter(({ inShort }) => inShort === null).map(({ id }) => id);
    expect(silent).to.deep.equal([]);
  });

  it('every title, claim, variant, look and fact is there in Chinese too', () => {
    expect(results.flatMap(untranslated)).to.deep.equal([]);
    expect(results).to.have.lengthOf(cases.length);
  });

  after(async () => {
    over.abort();
    await Promise.allSettled(runs.values());
    // A run that was narrowed to some tests is no report.
    if (results.length < cases.length) await discardReport(work);
    else await writeReport(results, { ...work, startedAt });
  });
});

function troubleOf({ variant, differences, error }: VariantResult): string[] {
  const thrown = error === null ? [] : [`${error.name}: ${error.message}`];
  return [...differences, ...thrown].map((trouble) => `${variant}: ${trouble}`);
}

/** What a case has no Chinese for, and what its Chinese has that it has not. */
function untranslated({ id, translations, variants }: CaseResult): string[] {
  const chinese = translations['zh-CN'];
  if (chinese === undefined) return [id];
  const needed = {
    variants: variants.map(({ variant }) => variant),
    labels: variants.flatMap(({ observations }) => observations.map(({ label }) => label)),
    facts: variants.flatMap(({ facts }) => facts.map(({ name }) => name)),
  };
  const kinds = Object.keys(needed) as (keyof typeof needed)[];
  const texts = { ...chinese, ...chinese.inShort };
  const own = (['title', 'claim', 'why', 'stays', 'collections', 'bound'] as const).filter(
    (text) => !/\p{Script=Han}/u.test(texts[text]),
  );
  return [
    ...own.map((text) => `${id}: ${text}`),
    ...kinds.flatMap((kind) => {
      const names = new Set(needed[kind]);
      const missing = [...names].filter((name) => !Object.hasOwn(chinese[kind], name));
      const stale = Object.keys(chinese[kind]).filter((name) => !names.has(name));
      return [...missing, ...stale].map((name) => `${id}: ${kind}: ${name}`);
    }),
  ];
}
