import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { simplifiedChinese } from '../../harness/render/page/index.js';
import { reportDocument } from '../../harness/render/model/report-document.js';
import { shownReport } from '../../harness/render/model/shown-report.js';
import type { ShownCase } from '../../harness/render/model/shown-report.js';
import { localised } from '../../harness/render/page/texts/localise.js';
import { localisedTrace } from '../../harness/render/page/texts/localise-trace.js';
import { translated, translatedJson } from '../../harness/render/page/texts/translate-run.js';
import type { LeakTrace } from '../../harness/retention/index.js';
import { discoverCases } from '../../harness/workshop/index.js';
import type { FoundCase } from '../../harness/workshop/index.js';
import type { CaseResult } from '../../harness/workshop/result.js';
import { leakingCase, leakingVariant, traceTo } from '../support/case-results.js';
import { leavesOf } from '../support/page-leaves.js';
import { PROJECT } from '../support/project.js';
import { ENVIRONMENT } from './written-report.js';

/** Why a text of the Chinese pages may consist of English words alone. */
const ALLOWED: readonly (readonly [pattern: RegExp, reason: string])[] = [
  [/^"(?:key: {3}gone|value: \{ user: 'Ann' \})"$/, 'what the program of hello prints'],
  [/^"\d{3} [a-zA-Z ]+"$/, 'answers of a server, as it sends them'],
  [/^using bound = userHolder\.bind\(user\)$/, 'code'],
  [/^"[.xo]+"$/, 'pictures of a table, slot by slot'],
  [/^[\w.]+\(\w*\)$/, 'code: a call'],
];

describe('translated()', () => {
  it('returns the translation of the text itself before that of a pattern', () => {
    expect(translated('7 left', { '{n} left': '剩 {n}', '7 left': '剩七' })).to.equal('剩七');
  });

  it('repeats numbers and texts in the order of the original', () => {
    const words = { '{n} of {n} are gone: {text}': '{n}/{n} 已回收：{text}' };
    expect(translated('3 of 50 are gone: $& {n} (.*)', words)).to.equal('3/50 已回收：$& {n} (.*)');
  });

  it('matches only whole texts, and reads other characters as they are', () => {
    expect(translated('(a.b)? {7}', { '(a.b)? {{n}}': '是 {n}' })).to.equal('是 7');
    for (const text of ['x7 left', '7 left.', 'seven left', '-7 left', '7.5 left', ''])
      expect(translated(text, { '{n} left': '剩 {n}' })).to.equal(text);
    expect(translated('axb', { 'a.b': '是' })).to.equal('axb');
  });

  it('returns a text without a translation, also one that names an inherited property', () => {
    for (const text of ['constructor', '__proto__', 'gone'])
      expect(translated(text, { left: '剩' })).to.equal(text);
  });
});

describe('translatedJson()', () => {
  const words = { gone: '已回收', 'journal entries': '记录', 'said {text}': '称{text}' };

  it('translates strings and names wherever they stand, and nothing else', () => {
    expect(translatedJson('["gone",1,null,{"journal entries":2,"gone by":"gone"}]', words)).to.equal(
      '["已回收",1,null,{"记录":2,"gone by":"已回收"}]',
    );
  });

  it('keeps escapes, and what was cut off', () => {
    const hostile = String.raw`["said \"\u202e\"","a\\","\u{e0001} gone","gone","go…`;
    expect(translatedJson(hostile, words)).to.equal(
      String.raw`["称\"\u202e\"","a\\","\u{e0001} gone","已回收","go…`,
    );
  });
});

describe('localised()', () => {
  const translation = {
    title: '题',
    claim: '题',
    why: '题',
    inShort: { stays: '题', collections: '题', calls: '题', cure: '题', bound: '题' },
    variants: {},
    labels: {},
    facts: {},
  };
  const one = leakingCase({
    variants: [
      leakingVariant({
        facts: [{ name: 'end', stated: 'alive', observed: ['alive', 'unheard of'], asStated: false }],
        remarks: ['12 requests served', 'unheard of'],
      }),
    ],
  });
  const inChinese = (more: object): ShownCase | undefined =>
    shownIn([{ ...one, translations: { 'zh-CN': { ...translation, ...more } } }])[0];

  it('translates stated and observed values, remarks and the source; what it does not know is unchanged', () => {
    const shown = inChinese({
      values: { alive: '存活' },
      remarks: { '{n} requests served': '已处理 {n} 个请求' },
      source: { file: '书', translation: '译文' },
    });
    const [variant] = shown?.variants ?? [];
    expect(variant?.facts).to.deep.equal([
      { name: 'end', stated: '"存活"', observed: '["存活","unheard of"]', asStated: false },
    ]);
    expect(variant?.remarks).to.deep.equal(['已处理 12 个请求', 'unheard of']);
    expect(shown?.source).to.include({ file: '书', translation: '译文', outcome: 'holds' });
  });

  it('leaves values, remarks and the source as they are in a translation without them', () => {
    const shown = inChinese({});
    expect(shown?.variants[0]?.facts[0]?.stated).to.equal('"alive"');
    expect(shown?.variants[0]?.remarks).to.deep.equal(['12 requests served', 'unheard of']);
    expect(shown?.source.file).to.equal('003.txt');
  });
});

describe('localised() on differences', () => {
  const differing = (
    differences: readonly string[],
    translations: CaseResult['translations'] = {},
  ): unknown =>
    shownIn([leakingCase({ translations, variants: [leakingVariant({ differences })] })])[0]?.variants[0]
      ?.differences;

  it('translates each kind of difference', () => {
    expect(
      differing([
        'keys: stated 0, observed 12',
        'staleEntries: stated 1, observed 0',
        'end: stated "a", observed null',
        'end: stated 7, not recorded',
        'end: not stated, observed [1]',
        'nothing was observed: the experiment never took a snapshot',
        'witnesses disagree at "later" in worker-1: keys: the live table –, the snapshot 1, v8.queryObjects 2',
      ]),
    ).to.deep.equal([
      'key：预期 0，实测 12',
      '陈旧条目：预期 1，实测 0',
      'end：预期 "a"，实测 null',
      'end：预期 7，没有记录实测值',
      'end：没有预期，实测 [1]',
      '没有实测结果：实验没有抓取快照',
      '交叉核对不一致（later，worker-1）：keys：运行时直接读 map –，堆快照 1，v8.queryObjects 2',
    ]);
  });

  it('uses the words of the case for its facts, values and labels', () => {
    const words = {
      title: '题',
      claim: '题',
      why: '题',
      inShort: { stays: '题', collections: '题', calls: '题', cure: '题', bound: '题' },
      variants: {},
      labels: { later: '之后' },
      facts: { 'it ends with': '运行结果' },
      values: { 'nothing: it lives': '仍在运行' },
    };
    expect(
      differing(
        [
          'it ends with: stated "nothing: it lives", observed "x"',
          'witnesses disagree at "later" in w: slots',
        ],
        { 'zh-CN': words },
      ),
    ).to.deep.equal(['运行结果：预期 "仍在运行"，实测 "x"', '交叉核对不一致（之后，w）：slots']);
  });

  it('leaves a sentence that it does not know', () => {
    expect(differing(['odd'])).to.deep.equal(['odd']);
  });
});

describe('localisedTrace()', () => {
  const trace = traceOf({
    root: 'module file:///srv/a.js: a module stays loaded until the program ends',
    reference: 'pool[0].thread (its value)',
    start: 'pool[0].thread'.length,
    label: 'Entry: stale Entry',
    reason: 'retained by a leaking object',
  });

  it('translates roots, references, labels and reasons, but no code', () => {
    const { root, nodes } = localisedTrace(trace, 'zh-CN');
    expect(root.text).to.equal('模块 file:///srv/a.js: 模块会保留到程序结束');
    expect(nodes[0]).to.include({ label: 'Entry：陈旧条目', reason: '由泄漏的对象保留' });
    expect(nodes[0]?.reference).to.include({ text: 'pool[0].thread（其值）', start: 14 });
  });

  it('returns the trace itself in English, and leaves what it does not know', () => {
    expect(localisedTrace(trace, 'en')).to.equal(trace);
    const odd = traceOf({ root: 'odd', reference: '.then()', start: 0, label: 'Odd', reason: null });
    expect(localisedTrace(odd, 'zh-CN')).to.deep.equal(odd);
  });

  it('knows all sentences of the traces', () => {
    const sources = ['inspectors', 'search', 'trace'].flatMap((folder) =>
      readdirSync(join(PROJECT, 'harness/retention', folder)).map((name) => join(folder, name)),
    );
    const texts = sources.flatMap((file) =>
      [...readFileSync(join(PROJECT, 'harness/retention', file), 'utf8').matchAll(SENTENCE)].map(
        ([, what = '', , text = '']) => [what, text.replaceAll(/\$\{.*?\}/g, '12')] as const,
      ),
    );
    // A template within a template is cut off.
    const said = texts.filter(([, text]) => !text.includes('${'));
    expect(said).to.have.lengthOf.above(40);
    const left = said.filter(([what, text]) => {
      const label = what === 'label' ? `X: ${text}` : text;
      const { root, nodes } = localisedTrace(
        traceOf({ root: text, reference: text, start: 0, label, reason: text }),
        'zh-CN',
      );
      const [node] = nodes;
      if (what === 'text') return isEnglish(root.text) && isEnglish(node?.reference.text ?? '');
      return isEnglish((what === 'label' ? node?.label : node?.reason) ?? '');
    });
    expect(left).to.deep.equal([]);
  });
});

describe('the Chinese pages', () => {
  it('have no English sentence but code, names and quotes', () => {
    for (const text of ['after GC', '"rolled back, 1 connection"', 'What it costs'])
      expect(isEnglish(text), text).to.equal(true);
    for (const text of ['GC 后', 'key', 'set(null)', 'Thread → ThreadLocalMap', 'ERR_WORKER_CLOSED'])
      expect(isEnglish(text), text).to.equal(false);
  });

  it('have none in the texts of the page', () => {
    const texts = [...leavesOf(simplifiedChinese)].filter(
      ([key]) => !/^terms\.rows\.\d+\.[01]$|^language$|^glossary\.\d+\.(?:id|forms\.\d+)$/.test(key),
    );
    expect(texts.filter(([, text]) => isEnglish(text))).to.deep.equal([]);
  });

  it('have none in the cases, with all that these state', async () => {
    const found = await discoverCases(join(PROJECT, 'dist', 'cases'));
    const texts = shownIn(found.map(resultOf)).flatMap(({ id, ...shown }) =>
      [...new Set(textsOf(shown))].map((text) => [id, text] as const),
    );
    expect(texts.length).to.be.greaterThan(found.length * 10);
    expect(texts.filter(([, text]) => isEnglish(text))).to.deep.equal([]);
  });

  it('have none in the remarks of the cases', async () => {
    const found = await discoverCases(join(PROJECT, 'dist', 'cases'));
    const remarks = found.flatMap(({ definition: { id }, translations }) => {
      const words = translations['zh-CN']?.remarks ?? {};
      const source = readFileSync(join(PROJECT, 'cases', id, 'case.ts'), 'utf8');
      return [...source.matchAll(/\bremark\(\s*[`'](.*?)[`'],?\s*\)/gs)].map(
        ([, text = '']) => [id, translated(text.replaceAll(/\$\{.*?\}/g, '12'), words)] as const,
      );
    });
    expect(remarks).to.have.lengthOf.at.least(4);
    expect(remarks.filter(([, text]) => isEnglish(text))).to.deep.equal([]);
  });

  it('have no exception that nothing needs', async () => {
    const found = await discoverCases(join(PROJECT, 'dist', 'cases'));
    const texts = [...shownIn(found.map(resultOf)).flatMap(textsOf), ...leavesOf(simplifiedChinese).values()];
    const idle = ALLOWED.filter(
      ([pattern]) => !texts.some((text) => pattern.test(text) && hasTwoEnglishWords(text)),
    );
    expect(idle).to.deep.equal([]);
  });
});

/** What the sources of traces name a text, and the text. */
const SENTENCE = /\b(text|label|reason): (['"`])((?:(?!\2).)* (?:(?!\2).)*)\2/g;

function traceOf(words: {
  readonly root: string;
  readonly reference: string;
  readonly start: number;
  readonly label: string;
  readonly reason: string | null;
}): LeakTrace {
  const { root, reference, start, label, reason } = words;
  const plain = traceTo('X');
  const [node] = plain.nodes.slice(-1);
  if (node === undefined) throw new Error('The trace has no node.');
  const nodes = [{ ...node, label, reason, reference: { ...node.reference, text: reference, start } }];
  return { ...plain, root: { ...plain.root, text: root }, nodes };
}

/** The cases as a page in Chinese shows them. */
function shownIn(results: readonly CaseResult[]): readonly ShownCase[] {
  const document = reportDocument(results, ENVIRONMENT, new Date(0), new Date(1000));
  return localised(shownReport(document), 'zh-CN').chapters.flatMap(({ cases }) => cases);
}

/** The result of a case whose variants ended as stated. */
function resultOf({ definition, translations }: FoundCase): CaseResult {
  const { variants, inShort = null, ...rest } = definition;
  return leakingCase({
    ...rest,
    inShort,
    translations,
    variants: Object.entries(variants).map(([variant, { title, role, stated, facts = {} }]) =>
      leakingVariant({
        variant,
        title,
        role,
        stated,
        observed: stated,
        observations: [],
        snapshots: [],
        facts: Object.entries(facts).map(([name, value]) => ({
          name,
          stated: value,
          observed: value,
          asStated: true,
        })),
      }),
    ),
  });
}

/** The texts that a page shows of a case; of the quote only its translation. */
function textsOf({ title, claim, why, inShort, source, variants }: Omit<ShownCase, 'id'>): string[] {
  const isQuoteChinese = /\p{Script=Han}/u.test(source.quote);
  return [
    title,
    claim,
    why,
    ...Object.values<string>({ ...inShort }),
    source.file.replace(/^\d+_\w+\.txt$/, ''),
    ...(isQuoteChinese ? [] : [source.translation]),
    ...variants.flatMap((variant) => [
      variant.title,
      ...variant.facts.flatMap(({ name, stated, observed }) => [
        name,
        ...stringsOf(stated),
        ...stringsOf(observed),
      ]),
    ]),
  ];
}

/** The strings and names in a JSON text. */
function stringsOf(json: string): string[] {
  return json.match(/"(?:[^"\\]|\\.)*"/g) ?? [];
}

function isEnglish(text: string): boolean {
  return hasTwoEnglishWords(text) && !ALLOWED.some(([pattern]) => pattern.test(text));
}

/** Whether a text has no Chinese, but at least two words, at least one of which is no name: it has no capital letter. */
function hasTwoEnglishWords(text: string): boolean {
  if (/\p{Script=Han}/u.test(text)) return false;
  const words = text.match(/\p{L}{2,}/gu) ?? [];
  return words.length > 1 && words.some((word) => word === word.toLowerCase());
}
