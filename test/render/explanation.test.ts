import { expect } from 'chai';
import type { TriedCut } from '../../harness/render/model/finding-facts.js';
import { english, simplifiedChinese } from '../../harness/render/page/index.js';
import { LEAK_KINDS } from '../../harness/retention/index.js';
import { codeLine } from '../../harness/retention/kinds/leak-kind.js';
import type { LeakKind, VerifiedCut } from '../../harness/retention/index.js';
import { bareFinding, leakResult, witness, witnessedFinding } from '../support/check-results.js';
import { fileOfVerdict } from '../support/written-verdict.js';
import { textOf, withoutScripts } from './written-report.js';

const MODEL: LeakKind = {
  id: 'other',
  holder: 'service.cache',
  held: 'onUpdate()',
  detail: 'update',
  milliseconds: 30_000,
  places: null,
  collections: null,
  line: null,
  why: 'Why.',
  mend: 'Mend.',
};

describe('the explanation of a finding', () => {
  it('is on the page in both languages, with the line and with what one cut frees', async () => {
    const page = await fileOfVerdict(leakResult());
    const [, chinese = ''] = /<template id="page-zh-CN"[^>]*>([\s\S]*?)<\/template>/.exec(page) ?? [];
    expect(textOf(withoutScripts(page))).to.match(
      /Why it leaks and how to fix it Why: store\.sessions keeps what it is given under each new key\. Fix: Bound it, or delete the entry\. Your line: open\(\) \S*session\.js:31:19 Tried: cutting store\.sessions alone frees 51 of 291 and 117\.3 KiB; 2 other references hold the others\./,
    );
    expect(textOf(chinese)).to.match(
      /泄漏原因与修复方法 原因： store\.sessions 为每个新键保留一个条目，直到其被删除，而这些条目没有被删除：缓存需要上限。 修复： 按数量或时间设置上限.* 你的代码： open\(\) \S*session\.js:31:19 已验证： 仅断开 store\.sessions ，291 个中有 51 个可以回收，共 117\.3 KiB；其余的由另外 2 个引用保留。/,
    );
  });

  it('marks code within a sentence', async () => {
    const page = withoutScripts(await fileOfVerdict(leakResult()));
    expect(page).to.include('<bdi class="cut">store.sessions</bdi> keeps what it is given');
  });

  it('is in the Markdown, with code marked as code', async () => {
    const text = await fileOfVerdict(leakResult(), 'report.md');
    expect(text).to.include(
      '### Why it leaks and how to fix it\n\n- Why: `store.sessions` keeps what it is given under each new key.\n- Fix: Bound it, or delete the entry.\n- Your line: `open()` ',
    );
    expect(text).to.include('- Tried: cutting `store.sessions` alone frees 51 of 291 and 117.3 KiB;');
  });

  it('does not attribute a line of a package to the user, in any format', async () => {
    const held = witness();
    const line = codeLine('Session', {
      url: 'file:///srv/shop/node_modules/kit/session.js',
      line: 3,
      column: 1,
    });
    const findings = [witnessedFinding({ witness: { ...held, kind: { ...held.kind, line } } })];
    const page = await fileOfVerdict(leakResult({ findings }));
    const [, chinese = ''] = /<template id="page-zh-CN"[^>]*>([\s\S]*?)<\/template>/.exec(page) ?? [];
    const text = textOf(withoutScripts(page));
    expect(text).to.include('In a package: Session kit/session.js:3:1').and.not.include('Your line');
    expect(textOf(chinese))
      .to.include('依赖包中的代码： Session kit/session.js:3:1')
      .and.not.include('你的代码');
    expect(await fileOfVerdict(leakResult({ findings }), 'report.md')).to.include(
      '- In a package: `Session` `kit/session.js:3:1`',
    );
  });

  it('exists for a resource outside the heap, without a cut', async () => {
    const file = bareFinding({ kind: 'resource', className: 'TCPServerWrap', path: [] });
    const text = textOf(withoutScripts(await fileOfVerdict(leakResult({ findings: [file] }))));
    expect(text)
      .to.include('Node counts as TCPServerWrap keeps growing: each stays open until it is closed')
      .and.not.include('Tried:');
  });

  it('is missing for an artefact of the measurement, and if the kind of leak is unknown', async () => {
    const artefact = { name: 'coverage', why: 'coverage keeps it', remedy: 'measure without' } as const;
    const held = witnessedFinding({ witness: witness({ artefact }) });
    for (const finding of [held, bareFinding()]) {
      const text = textOf(withoutScripts(await fileOfVerdict(leakResult({ findings: [finding] }))));
      expect(text).to.not.include('Why it leaks');
    }
  });

  it('has a Chinese translation for each kind', () => {
    const { whyOf, mendOf } = simplifiedChinese.verdict.kinds;
    for (const id of LEAK_KINDS) {
      for (const sentence of [whyOf({ ...MODEL, id }), mendOf({ ...MODEL, id })])
        expect(sentence, id).to.match(/\p{Script=Han}.*。$/u);
    }
    const all = LEAK_KINDS.map((id) => whyOf({ ...MODEL, id }));
    expect(new Set(all).size).to.equal(LEAK_KINDS.length);
    expect(whyOf({ ...MODEL, id: 'listener' }))
      .to.include('`service.cache`')
      .and.include('`"update"`');
    expect(whyOf({ ...MODEL, id: 'growing-array', places: 14_904 })).to.equal(
      '该列表 `service.cache` 约增加了 14,904 个位置，但其中没有新的对象。',
    );
  });

  it('reports what one cut frees, in both languages', () => {
    const tried = (changes: Partial<VerifiedCut> = {}, holdersComplete = true): TriedCut => ({
      verifiedCut: { text: 'list', references: 1, others: 0, freed: 0, freedBytes: 0, ...changes },
      count: 9,
      holders: witness().holders.slice(0, 1),
      holdersComplete,
    });
    const { triedOf } = english.verdict.kinds;
    const inChinese = simplifiedChinese.verdict.kinds.triedOf;
    expect(triedOf(tried())).to.equal('cutting `list` alone frees none: 1 other reference holds them.');
    expect(triedOf(tried({ freed: 9, references: 3 }))).to.equal(
      'cutting `list`, 3 references of this kind, alone frees 9 of 9 and 0 bytes.',
    );
    expect(triedOf(tried({ freed: 9, others: 1 }))).to.equal(
      'cutting `list` and 1 other reference alone frees 9 of 9 and 0 bytes.',
    );
    expect(triedOf(tried({ freed: 9, references: 3, others: 2 }))).to.equal(
      'cutting `list`, 3 references of this kind and 2 others, alone frees 9 of 9 and 0 bytes.',
    );
    expect(triedOf({ ...tried(), holders: [] })).to.equal(
      'cutting `list` alone frees none: other references hold them.',
    );
    expect(inChinese(tried({ freed: 9, references: 3, others: 2 }))).to.equal(
      '仅断开 `list`（同类引用 3 处、其他引用 2 处），9 个中有 9 个可以回收，共 0 字节。',
    );
    expect(inChinese({ ...tried(), holders: [] })).to.equal(
      '仅断开 `list`，没有对象可以回收：它们仍由其他引用保留。',
    );
    expect(inChinese(tried({}, false))).to.equal(
      '仅断开 `list`，没有对象可以回收：它们仍由另外至少 1 个引用保留。',
    );
    expect(inChinese(tried({ freed: 9, references: 3 }))).to.equal(
      '仅断开 `list`（同类引用 3 处），9 个中有 9 个可以回收，共 0 字节。',
    );
  });
});
