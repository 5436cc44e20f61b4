import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import translations from '../../cases/texts.zh-CN.js';
import { english, simplifiedChinese } from '../../harness/render/page/index.js';
import { LEAK_KINDS } from '../../harness/retention/index.js';
import { discoverCases } from '../../harness/workshop/index.js';
import { leavesOf } from '../support/page-leaves.js';
import { PROJECT } from '../support/project.js';

/** What to write, and the words that it replaces: the table of docs/style.md. */
const TERMS: readonly (readonly [use: string, ...not: string[]])[] = [
  ['Full GC', 'full GC', 'full collection'],
  ['持有', '握', '拿着', '抓着', '手里'],
  ['可达、不可达', '够不着', '够得着', '可到达', '可以到达', '到达不了'],
  ['引用链', '保留路径'],
  ['陈旧条目', '陈旧 Entry', '陈旧的 Entry', '陈旧的条目'],
  ['有效条目', '存活的条目', '存活条目', '存活的 Entry', '存活 Entry'],
  ['无上限、有上限', '无界', '有界', '没有上限'],
  ['任务（job）', 'job'],
  ['耗尽', '枯竭'],
  ['修复', '根治', '治疗', '解药', '痊愈', '治好', '半副药'],
  ['被回收', '死', '走了', '拿走', '拿不走', '收走'],
  ['存活', '活着', '活得', '活多久'],
  ['删除', '取走'],
  ['释放', '放走', '放手', '放开'],
  ['保留', '留住'],
  ['断开', '剪断'],
  ['清理', '收拾', '打扫'],
  ['探查', '走过'],
  ['交叉核对', '三方核对', '见证', '证人', '作证'],
  ['探测对象（canary）', '金丝雀'],
  ['概览', '一瞥'],
  ['项', '样东西'],
  ['批（请求）、次（GC）', '轮请求', '轮 GC', '轮 Full GC', '轮回收'],
  ['形同虚设', '毫无用处'],
  ['运行时直接读 map', '运行时的表', '活动的表'],
  ['预期与实测', '事先的预期', '事后的观察'],
  ['不属于任何线程的', '没有线程拥有'],
  ['为时已晚', '太迟'],
  ['重新绑定', '遮住'],
  ['再没有线程', '没有人来做'],
  ['仍有效', '有人需要'],
  ['移植版', '本移植中', '本移植使用'],
];
/** Words that contain a forbidden one and are right. */
const RIGHT = /卡死|死锁|死循环|掌握|把握|握手|轮流|轮询|任务（job）/gu;
/** A word that is right only for a cycle of a check. */
const CYCLE = '轮';
/** A word that would be ambiguous of a slot, whose key or value may be alive. */
const ALIVE = '存活';

const DOCUMENTS = ['README.zh-CN.md', 'docs/workshop.zh-CN.md'] as const;
/** Sources of texts, which contain the branches that no sample reaches. */
const SOURCES = [
  'zh-CN',
  'verdict-zh-CN',
  'kinds-zh-CN',
  'glossary-zh-CN',
  'evidence-zh-CN',
  'walk-zh-CN',
  'trace-zh-CN',
  'differences-zh-CN',
]
  .map((name) => `harness/render/page/texts/${name}.ts`)
  .concat('harness/live-workshop/page/texts/zh-CN.ts');
const HAN = /\p{Script=Han}/u;

describe('the Chinese terms', () => {
  const page = [...leavesOf(simplifiedChinese)].filter(([key]) => !isName(key));
  const catalogue = leavesOf(translations);

  it('are those of docs/style.md', () => {
    const [, table = ''] =
      /\n\| write[^\n]*\n\|[- |]*\|\n((?:\|[^\n]*\n)*)/.exec(read('docs/style.md')) ?? [];
    const rows = table
      .trim()
      .split('\n')
      .map((row) => row.split('|').map((cell) => cell.trim()));
    expect(rows.map(([, use, not]) => [use, not])).to.deep.equal(
      TERMS.map(([use, ...not]) => [use, not.join(', ')]),
    );
  });

  it('are found in a sentence, except within a word that is right', () => {
    expect(wrongIn('谁握着 key？')).to.deep.equal(['握 → 持有']);
    expect(wrongIn('程序卡死，任务（job）结束。')).to.deep.equal([]);
  });

  for (const [name, texts] of [
    ['the page', page],
    ['the kinds of leaks', kindLeaves()],
    ['the cases', catalogue],
  ] as const) {
    it(`are used in all texts of ${name}`, () => {
      expect(faultsIn(texts)).to.deep.equal([]);
    });
  }

  for (const file of [...DOCUMENTS, ...SOURCES]) {
    it(`are used in every line of ${file}`, () => {
      expect(faultsIn(linesOf(file))).to.deep.equal([]);
    });
  }

  it(`call only a cycle of a check ${CYCLE}`, () => {
    const others = page.filter(([key]) => !key.startsWith('verdict.'));
    const lines = linesOf('docs/workshop.zh-CN.md');
    const rounds = [...others, ...catalogue, ...lines].filter(([, text]) => rightless(text).includes(CYCLE));
    expect(rounds).to.deep.equal([]);
  });

  it(`call no slot ${ALIVE}`, () => {
    const slots = page.filter(([key]) => key.startsWith('slots.') || key === 'evidence.what');
    expect(slots.filter(([, text]) => text.includes(ALIVE))).to.deep.equal([]);
  });
});

describe('the Chinese texts', () => {
  it('are translated unless they are names and code alone', () => {
    expect(isUntranslated('keys held', 'keys held')).to.equal(true);
    expect(isUntranslated('keys held', '持有 key 时')).to.equal(false);
    expect(isUntranslated('set(null)', 'set(null)')).to.equal(false);
  });

  it('are all translated, in the page', () => {
    const chinese = leavesOf(simplifiedChinese);
    const left = [...leavesOf(english)].filter(([key, text]) =>
      isUntranslated(isName(key) ? '' : text, chinese.get(key) ?? ''),
    );
    expect(left).to.deep.equal([]);
  });

  it('are all translated, in the cases', async () => {
    const found = await discoverCases(join(PROJECT, 'dist', 'cases'));
    const left = found.flatMap(({ definition }) => {
      const { id, title, claim, why, inShort, source } = definition;
      const variants = Object.fromEntries(
        Object.entries(definition.variants).map(([variant, statement]) => [variant, statement.title]),
      );
      const originals = leavesOf({ title, claim, why, inShort: inShort ?? {}, source, variants });
      const chinese = leavesOf(translations[id as keyof typeof translations]);
      return [...chinese]
        .map(([key, text]) => [originals.get(key) ?? key.replace(/^\w+\./, ''), text] as const)
        .filter(([original, text]) => isUntranslated(original, text))
        .map(([original]) => `${id}: ${original}`);
    });
    expect(left).to.deep.equal([]);
    expect(found).to.have.lengthOf(Object.keys(translations).length);
  });

  for (const file of DOCUMENTS) {
    it(`are all translated, in ${file}`, () => {
      const prose = proseOf(read(file)).filter((line) => isUntranslated(line, line));
      expect(prose).to.deep.equal([]);
    });

    it(`have the sections of the English document in ${file}`, () => {
      const levels = (text: string): number[] =>
        proseOf(text).flatMap((line) => /^#+(?= )/.exec(line)?.[0].length ?? []);
      const original = read(file.replace('.zh-CN', ''));
      expect(levels(read(file))).to.deep.equal(levels(original));
    });

    it(`keep the code of the English document in ${file}`, () => {
      const codeOf = (text: string): string[] =>
        [...text.matchAll(/^```(?:js|diff)\n([\s\S]*?)^```$/gm)].map(([, code]) => code ?? '');
      expect(codeOf(read(file))).to.deep.equal(codeOf(read(file.replace('.zh-CN', ''))));
    });
  }
});

/** Each forbidden word of the texts: where it is, what to write, and the text. */
function faultsIn(texts: Iterable<readonly [where: string, text: string]>): string[] {
  return [...texts].flatMap(([where, text]) => wrongIn(text).map((wrong) => `${where}: ${wrong}: ${text}`));
}

function wrongIn(text: string): string[] {
  const looked = rightless(text);
  return TERMS.flatMap(([use, ...not]) =>
    not.filter((word) => looked.includes(word)).map((word) => `${word} → ${use}`),
  );
}

function rightless(text: string): string {
  return text.replaceAll(RIGHT, '');
}

/** The lines with Chinese, by line number; without the keys of sources, which are English. */
function linesOf(file: string): [where: string, text: string][] {
  return read(file)
    .split('\n')
    .map((line, index): [string, string] => [
      `${file}:${index + 1}`,
      file.endsWith('.ts') ? line.replace(/^\s*(?:'[^']*'|[\w-]+): /, '') : line,
    ])
    .filter(([, line]) => HAN.test(line));
}

/** Each sentence on a kind of leak, by the id of the kind; with and without names. */
function kindLeaves(): Map<string, string> {
  const { whyOf, mendOf } = simplifiedChinese.verdict.kinds;
  const details = [
    { holder: 'a', held: 'b', detail: 'c', milliseconds: 1, places: 2, collections: null },
    { holder: null, held: 'b', detail: null, milliseconds: null, places: null, collections: null },
    { holder: 'a', held: 'b', detail: null, milliseconds: null, places: 7, collections: 2 },
    { holder: null, held: 'b', detail: 'new-objects', milliseconds: null, places: 7, collections: 2 },
  ];
  const facts = { why: '', mend: '', line: null };
  return new Map(
    LEAK_KINDS.flatMap((id) =>
      details.flatMap((detail, index): [string, string][] => {
        const kind = { id, ...detail, ...facts };
        return [
          [`${id}, why, ${index}`, whyOf(kind)],
          [`${id}, mend, ${index}`, mendOf(kind)],
        ];
      }),
    ),
  );
}

/** Whether a text has no Chinese though its original has words, other than names and code. */
function isUntranslated(original: string, chinese: string): boolean {
  return !HAN.test(chinese) && /[a-z]{2,}/i.test(withoutCode(original));
}

function withoutCode(text: string): string {
  return text
    .replaceAll(/\]\([^)]*\)/g, ']')
    .replaceAll(/`[^`]*`/g, '')
    .replaceAll(/\w+\.txt/g, '')
    .replaceAll(/\b(?:using \w+ = )?[\w.]+\([^)]*\)/g, '')
    .replaceAll(
      /\b(?:heapwitness|v8\.queryObjects|null|keys?|values?|GC|worker|Java|UTC|English|MIT)\b/g,
      '',
    );
}

/** Texts that are names, or put together of what they are given. */
function isName(key: string): boolean {
  return /^terms\.rows\.\d+\.[01]$|^language(?:Name)?$|^glossary\.\d+\.(?:id|forms\.\d+)$/.test(key);
}

/** The lines of a document that are not in a code block. */
function proseOf(text: string): string[] {
  return text
    .replaceAll(/^```[\s\S]*?^```$/gm, '')
    .split('\n')
    .filter((line) => !/^<\/?[a-z]/.test(line));
}

function read(file: string): string {
  return readFileSync(join(PROJECT, file), 'utf8');
}
