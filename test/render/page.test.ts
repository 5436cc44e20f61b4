import { createHash } from 'node:crypto';
import { Script } from 'node:vm';
import { expect } from 'chai';
import { english, LANGUAGES } from '../../harness/render/page/index.js';
import type { CaseResult } from '../../harness/workshop/result.js';
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

const TRANSLATIONS = {
  'zh-CN': {
    title: 'key 死了，value 还在堆里',
    claim: 'Entry 弱引用 key。',
    why: '只有对 key 的引用是弱的。',
    inShort: { stays: '线程活多久', collections: '没有', calls: 'remove()', cure: 'remove()', bound: '有界' },
    variants: { leaking: '不调用 remove()', cured: '调用 remove()' },
    labels: { 'keys held': '持有 key', 'after GC 1': 'GC 1 之后', 'after GC 2': 'GC 2 之后' },
    facts: { 'what a new key reads': '新 key 读到的' },
  },
};
const WORDS = [
  ['The key dies, the value stays', TRANSLATIONS['zh-CN'].title],
  ['The key of an entry is weak and is collected', TRANSLATIONS['zh-CN'].claim],
  ['Only the reference from the entry', TRANSLATIONS['zh-CN'].why],
  ['without remove()', '不调用 remove()'],
  ['keys held', '持有 key'],
  ['what a new key reads', '新 key 读到的'],
  ['Stated and observed', '预期与实测'],
] as const;

const MEGABYTE = 1024 * 1024;

describe('the page of a report', () => {
  it('has a content security policy that allows only its own style and script, by their digests', async () => {
    const page = await pageFor([leakingCase()]);
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    const [style] = contentsOf(page, /<style>([\s\S]*?)<\/style>/g);
    const [script] = contentsOf(page, /<script>([\s\S]*?)<\/script>/g);
    expect(policy?.replaceAll('&#39;', "'")).to.equal(
      `default-src 'none'; style-src '${digestOf(style)}'; script-src '${digestOf(script)}'; base-uri 'none'; form-action 'none'`,
    );
  });

  it('refers to no external resources', async () => {
    const page = await pageFor([leakingCase()]);
    expect(page).to.not.match(/https?:|\/\/[a-z]|@import|\bsrc=|<link\b|<iframe|<object|<embed/i);
    const urls = [...page.matchAll(/url\(([^)]*)\)/g)].map((match) => match[1]);
    expect(urls.filter((url) => url?.startsWith('#') !== true)).to.deep.equal([]);
    const links = [...page.matchAll(/href="([^"]*)"/g)].map((match) => match[1] ?? '');
    expect(links.filter((link) => !/^(?:#|snapshots\/)/.test(link))).to.deep.equal([]);
  });

  it('is readable without its script: every claim, count, fact, reason and id is in the HTML', async () => {
    const text = textOf(withoutScripts(await pageFor([leakingCase()])));
    for (const part of [
      'The key dies, the value stays',
      'The key of an entry is weak and is collected',
      'key为null，value有值。',
      'The key is null and the value is there.',
      'What the JDK did, recorded in docs/jdk-facts.md, rows D2, D13',
      'Documents: docs.example/ref.html',
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

  it('reports what differs from the statement, and what ended a worker', async () => {
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

  it('shows the remarks of an experiment', async () => {
    const variants = [leakingVariant({ remarks: ['captured by heapdump', '<i>absent</i>'] })];
    const page = withoutScripts(await pageFor([leakingCase({ variants })]));
    expect(page).to.include('<li>captured by heapdump</li>').and.include('&lt;i>absent&lt;/i>');
  });

  it('draws keys, values and stale entries over the looks, with the GCs between them', async () => {
    const page = withoutScripts(await pageFor([leakingCase()]));
    const [chart] = contentsOf(page, /<figure class="column chart">([\s\S]*?)<\/figure>/g);
    expect(chart).to.include(
      'keys held: 3 keys, 3 values, 0 stale entries. after GC 1: 0 keys, 3 values, 3 stale entries.',
    );
    for (const kind of ['key', 'value', 'stale']) expect(chart).to.include(`class="course ${kind}"`);
    expect(chart?.match(/>GC</g)).to.have.lengthOf(2);
    expect(chart).to.include('>0 keys<').and.include('>3 values<').and.include('>3 stale entries<');
  });

  it('draws a table slot by slot, all slots of one kind as one path', async () => {
    const tables = [table('stale', [2, 3, 9])];
    const variants = [leakingVariant({ observations: [look('after GC', counts(0, 3, 3), { tables })] })];
    const page = withoutScripts(await pageFor([leakingCase({ variants })]));
    const [grid] = contentsOf(page, /<figure class="slots"[^>]*>([\s\S]*?)<\/figure>/g);
    expect(grid).to.include('main.threadLocals, 16 slots').and.include('3 stale, 13 empty');
    const [id = '?'] = contentsOf(grid ?? '', /<use href="#([^"]*)"/g);
    const [drawing] = contentsOf(page, new RegExp(`<g id="${id}"[^>]*>([\\s\\S]*?)</g>`, 'g'));
    expect(drawing).to.include('<path d="M48 9h48M24 27h24" stroke="url(#slot-S-lettered)"');
    expect(drawing).to.not.include('#slot-L').and.not.include('changed');
  });

  it('is shown even if no case was run', async () => {
    expect(textOf(await pageFor([]))).to.include('No case was run, so there is nothing to show.');
  });

  it('lists the cases that were not run, with what each needs, in both languages', async () => {
    const notRun = [{ id: 'worker-pool', reason: 'missing-package', needs: 'piscina@5.3.2' }] as const;
    await withTemporaryFolder(async (folder) => {
      const text = textOf(await pageOf(`${folder}/report`, [leakingCase()], notRun));
      expect(text).to.include('Not run, because a package is not installed: worker-pool needs piscina@5.3.2');
      expect(text).to.include('所需的软件包没有安装： worker-pool 需要 piscina@5.3.2');
    });
    expect(textOf(await pageFor([leakingCase()]))).to.not.include('Not run');
  });

  it('escapes hostile names', async () => {
    const page = await pageFor([hostileCase()]);
    expect(page.match(/<script/g), 'scripts').to.have.lengthOf(1);
    expect(page).to.not.match(/<img/i);
    expect(textOf(withoutScripts(page))).to.include('</script><img src=x onerror=alert(1)>');
  });

  it('takes at most 1.5 MB per language for all cases', async () => {
    const slots = Array.from({ length: 100 }, (_, key) => (key * 2 + (key % 7 === 0 ? 1 : 0)) % 256);
    const tables = (['live', 'stale', 'stale'] as const).map((state) => [table(state, slots, 256)]);
    const observations = [
      look('keys held', counts(100, 100, 0), { gc: null, tables: tables[0] ?? [] }),
      look('after GC 1', counts(0, 100, 100), { tables: tables[1] ?? [] }),
      look('after GC 2', counts(0, 100, 100), { tables: tables[2] ?? [] }),
      look('after a cleaning call', counts(0, 50, 50), { tables: [table('stale', slots.slice(50), 256)] }),
    ];
    const variants = ['a', 'b', 'c'].map((variant) => leakingVariant({ variant, observations }));
    const cases = Array.from({ length: 26 }, (_, number) =>
      leakingCase({ id: `case-${number}`, chapter: number % 7, position: number, variants }),
    );
    expect(Buffer.byteLength(await pageFor(cases)) / MEGABYTE).to.be.below(1.5 * LANGUAGES.length);
  }).timeout(60_000);

  it('contains both languages in one file, including the translations of the cases', async () => {
    const page = await pageFor([leakingCase({ translations: TRANSLATIONS })]);
    const [chinese] = contentsOf(page, /<template id="page-zh-CN"[^>]*>([\s\S]*?)<\/template>/g);
    const text = textOf(withoutScripts(page));
    const translated = textOf(withoutScripts(chinese ?? ''));
    for (const [here, there] of WORDS) {
      expect(text).to.include(here).and.not.include(there);
      expect(translated).to.include(there).and.not.include(here);
    }
  });

  it('reports in the language of the document that a case is not translated', async () => {
    const page = await pageFor([leakingCase()]);
    const [chinese] = contentsOf(page, /<template id="page-zh-CN"[^>]*>([\s\S]*?)<\/template>/g);
    expect(chinese).to.match(/<h3[^>]* lang="en"[^>]*>The key dies, the value stays/);
    expect(withoutScripts(page)).to.match(/<h3 id="[^"]*" tabindex="-1">/);
  });

  it('describes the changes from look to look, marks changed slots, and does not draw an unchanged table twice', async () => {
    const page = withoutScripts(await pageFor([leakingCase()]));
    const [player] = contentsOf(page, /<div class="player"([\s\S]*?)<h5>/g);
    const said = contentsOf(player ?? '', /data-say="([^"]*)"/g);
    expect(said).to.deep.equal([
      'Step 1 of 3, keys held: 3 keys and 3 values are alive.',
      'Step 2 of 3, after GC 1: 3 keys died, 3 values stayed.',
      'Step 3 of 3, after GC 2: nothing changed.',
    ]);
    expect(player).to.include('3 slots changed');
    expect(page).to.match(/<path class="changed" d="M48 17h24M24 35h24M120 35h24"/);
    expect(player?.match(/class="slots"/g)).to.have.lengthOf(2);
    expect(player).to.include('data-same-as="1"');
  });

  it('says what stays in all workers together, not only in the one that was looked into last', async () => {
    const observations = [
      look('leaking', counts(0, 3, 3), { tables: [table('stale')] }),
      look('another', counts(0, 0, 0), { worker: 'worker-2', tables: [table('live', [])], trace: null }),
    ];
    const variants = [leakingVariant({ observed: counts(0, 3, 3), observations })];
    const page = withoutScripts(await pageFor([leakingCase({ variants })]));
    expect(textOf(page)).to.include('No key is left, but 3 values stay.').and.include('RequestContext @109');
    const [picture = ''] = contentsOf(page, /<div class="variant chosen">([^]*?)<\/section>/g);
    expect(picture).to.include('class="picture observed stale');
  });

  it('says in one sentence what stays, whatever the counts are', () => {
    const said = (keys: number, values: number, stale: number): string =>
      english.end.sentence(counts(keys, values, stale));
    expect([
      said(0, 0, 0),
      said(1, 0, 0),
      said(0, 1, 1),
      said(0, 2, 0),
      said(1, 2, 0),
      said(1, 3, 2),
    ]).to.deep.equal([
      'Nothing stays.',
      'No value stays. 1 key is still in use.',
      'No key is left, but 1 value stays.',
      '2 values stay.',
      '2 values stay, and so does 1 key.',
      '3 values stay; 2 entries have lost the key.',
    ]);
  });

  it('leads from each case to the one before and the one after, in the order of teaching', async () => {
    const page = withoutScripts(
      await pageFor([leakingCase({ id: 'a' }), leakingCase({ id: 'b' }), leakingCase({ id: 'c' })]),
    );
    const links = contentsOf(page, /<a rel="(\w+" href="[^"]*)"/g).map((link) =>
      link.replace('" href="', ' '),
    );
    expect(links).to.deep.equal(['next #case-b', 'prev #case-a', 'next #case-c', 'prev #case-b']);
  });

  it('shows the DevTools ids of the path in the picture', async () => {
    const page = withoutScripts(await pageFor([leakingCase()]));
    const [picture] = contentsOf(page, /<svg class="picture observed stale"([^]*?)<\/svg>/g);
    for (const id of [101, 103]) expect(picture).to.include(`>@${id}<`);
    for (const id of [107, 109]) expect(picture, 'one of several').to.include(`>e.g. @${id}<`);
  });

  it('explains how to find the ids in the kept snapshot, or how to keep one', async () => {
    const kept = textOf(withoutScripts(await pageFor([leakingCase()])));
    expect(kept).to.include('See it in Chrome DevTools').and.not.include('No snapshot of this case was kept');
    const variants = [leakingVariant({ snapshots: [] })];
    const none = textOf(withoutScripts(await pageFor([leakingCase({ variants })])));
    expect(none).to.include('npx heapwitness cases values-outlive-keys --keep-snapshots');
    expect(none).to.not.include('See it in Chrome DevTools');
  });

  it('has a script that contains no end tag, and refers only to itself and the browser', async () => {
    const [script = ''] = contentsOf(await pageFor([]), /<script>([\s\S]*?)<\/script>/g);
    expect(script).to.not.match(/<\/|<!--|\b(?:import|require|fetch|XMLHttpRequest|eval|exports)\b/);
    expect(() => new Script(script)).to.not.throw();
  });

  it('has no duplicate ids', async () => {
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

describe('the code of a case', () => {
  it('is shown without the statement, and lines in which the variants differ are marked', async () => {
    const page = await pageFor([leakingCase()]);
    expect(page).to.include('<mark>    look(variant);\n</mark>');
    expect(page).to.not.include('<mark>  async experiment');
    expect(page).to.include('export function serve() {}');
    expect(page).not.to.include('stated: 3');
  });

  it('is escaped', async () => {
    const text = '</script><img src=x onerror=alert(1)>';
    const page = await pageFor([leakingCase({ sources: [{ name: text, text }] })]);
    expect(page).not.to.include('<img');
  });
});
