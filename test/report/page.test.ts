import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { CaseResult } from '../../harness/workshop-case/result.js';
import {
  counts,
  curedVariant,
  failedVariant,
  leakingCase,
  leakingVariant,
  look,
  table,
} from '../support/case-results.js';
import { withTemporaryFolder } from '../support/temporary-folder.js';
import { hostileCase } from './hostile-case.js';
import { pageOf, textOf, withoutScripts } from './written-report.js';

const MEGABYTE = 1024 * 1024;

describe('the page of a report', () => {
  it('has a policy that allows its own style and script by their digests and nothing else', async () => {
    const page = await pageFor([leakingCase()]);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    const [style] = contentsOf(page, /<style>([\s\S]*?)<\/style>/g);
    const [script] = contentsOf(page, /<script>([\s\S]*?)<\/script>/g);
    expect(policy?.replaceAll('&#39;', "'")).to.equal(
      `default-src 'none'; style-src '${digestOf(style)}'; script-src '${digestOf(script)}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('needs nothing from anywhere else', async () => {
    const page = await pageFor([leakingCase()]);
    expect(page).to.not.match(/https?:|\/\/[a-z]|@import|\bsrc=|<link\b|<iframe|<object|<embed/i);
    const urls = [...page.matchAll(/url\(([^)]*)\)/g)].map((match) => match[1]);
    expect(urls.filter((url) => url?.startsWith('#') !== true)).to.deep.equal([]);
    const links = [...page.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !/^(?:#|snapshots\/)/.test(link))).to.deep.equal([]);
  });

  it('can be read without its script: every claim, count, fact, reason and id is in the HTML', async () => {
    const text = textOf(withoutScripts(await pageFor([leakingCase()])));
    for (const part of [
      'The key dies, the value stays',
      'The key of an entry is weak and is collected',
      'key为null，value有值。',
      'The key is null and the value is there.',
      'Only the reference from the entry to its key is weak.',
      'without remove()',
      'with remove()',
      'what a new key reads',
      '3 stale, 13 empty',
      'RequestContext @109',
      'values-outlive-keys.leaking.worker-1.heapsnapshot',
    ])
      expect(text).to.include(part);
  });

  it('says what went otherwise than stated, and what ended a worker', async () => {
    const differing = leakingVariant({
      outcome: 'not-as-stated',
      observed: counts(1, 3, 2),
      differences: ['keys: stated 0, observed 1'],
    });
    const variants = [differing, failedVariant({ variant: 'dead' })];
    const text = textOf(withoutScripts(await pageFor([leakingCase({ outcome: 'failed', variants })])));
    expect(text).to.include('keys: stated 0, observed 1').and.include('✗ differs');
    expect(text).to.include('ERR_WORKER_CRASHED').and.include('Worker worker-1 crashed.');
    expect(text).to.include('segmentation fault');
  });

  it('shows what an experiment remarked', async () => {
    const variants = [leakingVariant({ remarks: ['captured by heapdump', '<i>absent</i>'] })];
    const page = withoutScripts(await pageFor([leakingCase({ variants })]));
    expect(page).to.include('<li>captured by heapdump</li>').and.include('&lt;i>absent&lt;/i>');
  });

  it('draws keys, values and stale entries over the looks, with the collections between them', async () => {
    const page = withoutScripts(await pageFor([leakingCase()]));
    const [chart] = contentsOf(page, /<figure class="column chart">([\s\S]*?)<\/figure>/g);
    expect(chart).to.include(
      'keys held: 3 keys, 3 values, 0 stale entries. after GC 1: 0 keys, 3 values, 3 stale entries.',
    );
    for (const kind of ['key', 'value', 'stale']) expect(chart).to.include(`class="course ${kind}"`);
    expect(chart?.match(/>GC</g)).to.have.lengthOf(2);
    expect(chart).to.include('>0 keys<').and.include('>3 values<').and.include('>3 stale entries<');
  });

  it('draws a table slot by slot: one run of slots for each kind, and letters for small ones', async () => {
    const tables = [table('stale', [2, 3, 9])];
    const variants = [leakingVariant({ observations: [look('after GC', counts(0, 3, 3), { tables })] })];
    const page = withoutScripts(await pageFor([leakingCase({ variants })]));
    const [grid] = contentsOf(page, /<figure class="slots">([\s\S]*?)<\/figure>/g);
    expect(grid).to.include('main.threadLocals, 16 slots').and.include('3 stale, 13 empty');
    expect(grid).to.match(/<path d="M48 9h48M24 27h24"[^>]*stroke="url\(#slot-S\)"/);
    expect(grid?.match(/>V</g)).to.have.lengthOf(3);
    expect(grid).to.not.include('>K<');
  });

  it('is shown when no case was run', async () => {
    expect(textOf(await pageFor([]))).to.include('No case was run, so nothing is shown.');
  });

  it('lets hostile names do no harm', async () => {
    const page = await pageFor([hostileCase()]);
    expect(page.match(/<script/g), 'scripts').to.have.lengthOf(2);
    expect(page).to.not.match(/<img/i);
    expect(textOf(withoutScripts(page))).to.include('</script><img src=x onerror=alert(1)>');
  });

  it('stays within 3 MB with the whole catalogue', async () => {
    const variants = Array.from({ length: 3 }, (_, number) =>
      leakingVariant({
        variant: `v${number}`,
        observations: Array.from({ length: 5 }, (__, index) =>
          look(`after GC ${index}`, counts(0, 100, 100), {
            tables: [
              table(
                'stale',
                Array.from({ length: 100 }, (___, slot) => (slot * 5 + index) % 256).sort((a, b) => a - b),
                256,
              ),
            ],
          }),
        ),
      }),
    );
    const cases = Array.from({ length: 26 }, (_, number) =>
      leakingCase({ id: `case-${number}`, chapter: number % 7, position: number, variants }),
    );
    expect(Buffer.byteLength(await pageFor(cases)) / MEGABYTE).to.be.below(3);
  });

  it('has one id for one thing', async () => {
    const page = withoutScripts(
      await pageFor([leakingCase(), leakingCase({ id: 'other', variants: [curedVariant()] })]),
    );
    const ids = contentsOf(page, /\bid="([^"]*)"/g);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).to.deep.equal([]);
  });
});

async function pageFor(results: readonly CaseResult[]): Promise<string> {
  return withTemporaryFolder((folder) => pageOf(`${folder}/report`, results));
}

function contentsOf(page: string, pattern: RegExp): string[] {
  return [...page.matchAll(pattern)].map((match) => match[1] ?? '');
}

function digestOf(text: string | undefined): string {
  return `sha256-${createHash('sha256')
    .update(text ?? '')
    .digest('base64')}`;
}
