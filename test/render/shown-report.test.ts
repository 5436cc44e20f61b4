import { expect } from 'chai';
import { reportDocument } from '../../harness/render/model/report-document.js';
import { shownReport } from '../../harness/render/model/shown-report.js';
import type { ShownCase, ShownReport, ShownVariant } from '../../harness/render/model/shown-report.js';
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
import { ENVIRONMENT } from './written-report.js';

describe('shownReport()', () => {
  it('sorts the cases by chapter, then by position, then by id', () => {
    const model = modelOf([
      leakingCase({ id: 'd', chapter: 3, position: 1 }),
      leakingCase({ id: 'c', chapter: 1, position: 2 }),
      leakingCase({ id: 'b', chapter: 1, position: 2 }),
      leakingCase({ id: 'a', chapter: 1, position: 10 }),
    ]);
    const told = model.chapters.map(({ number, cases }) => [number, ...cases.map(({ id }) => id)]);
    expect(told).to.deep.equal([
      [1, 'b', 'c', 'a'],
      [3, 'd'],
    ]);
  });

  it('has as its headline the first variant whose keys were all collected while its values stayed', () => {
    const { headline } = modelOf([leakingCase({ variants: [curedVariant(), leakingVariant()] })]);
    expect(headline).to.deep.equal({
      caseId: 'values-outlive-keys',
      caseTitle: 'The key dies, the value stays',
      variantId: 'leaking',
      variant: 'without remove()',
      before: counts(3, 3, 0),
      after: counts(0, 3, 3),
    });
  });

  it('has no headline if no such variant ended as stated', () => {
    expect(modelOf([leakingCase({ variants: [curedVariant()] })]).headline).to.equal(null);
    const [held, dropped] = leakingVariant().observations;
    if (held === undefined || dropped === undefined) throw new Error('no looks');
    const twoWorkers = leakingVariant({ observations: [held, { ...dropped, worker: 'worker-2' }] });
    expect(modelOf([leakingCase({ variants: [twoWorkers] })]).headline).to.equal(null);
    const differing = leakingVariant({ outcome: 'not-as-stated' });
    expect(modelOf([leakingCase({ variants: [differing] })]).headline).to.equal(null);
  });

  it('represents a table by one letter per slot', () => {
    const seen = look('after GC', counts(1, 2, 1), {
      tables: [
        table('stale', [0, 7], 8),
        { ...table('strong', [1], 4), thread: 'pool-1', field: 'inheritableThreadLocals' },
        { ...table('live', [2], 4), thread: null, field: null },
      ],
    });
    const [first] = variantOf(leakingVariant({ observations: [seen] })).looks;
    expect(first?.tables.map(({ owner, slots }) => ({ owner, slots }))).to.deep.equal([
      { owner: 'main.threadLocals', slots: 'S......S' },
      { owner: 'pool-1.inheritableThreadLocals', slots: '.K..' },
      { owner: '', slots: '..L.' },
    ]);
  });

  it('contains the key of each entry and its home slot, where they are known', () => {
    const known = table('live', [2, 5], 8);
    const slots = known.slots.map((one) => ({ ...one, key: null, home: null }));
    const seen = look('x', counts(2, 2, 0), { tables: [known, { ...known, slots }] });
    const [first] = variantOf(leakingVariant({ observations: [seen] })).looks;
    expect(first?.tables.map(({ entries }) => entries)).to.deep.equal([
      [
        { slot: 2, key: 1, home: 2 },
        { slot: 5, key: 2, home: 5 },
      ],
      [],
    ]);
  });

  it('assigns each walk to its table, and counts the walks that were not kept', () => {
    const [held] = leakingVariant().observations;
    const [walk] = held?.walks.kept ?? [];
    if (held === undefined || walk === undefined) throw new Error('no walk');
    const { thread, field, ...rest } = walk;
    const unnamed = { ...walk, thread: null };
    const bidi = { ...walk, thread: 'pool\u202e' };
    const observations = [{ ...held, walks: { count: 10, kept: [walk, unnamed, bidi] } }];
    const [first] = variantOf(leakingVariant({ observations })).looks;
    expect(first?.walks.more).to.equal(7);
    expect(first?.walks.shown).to.deep.equal([
      { ...rest, owner: `${thread}.${field}` },
      { ...rest, owner: '' },
      { ...rest, owner: String.raw`pool\u202e.threadLocals` },
    ]);
    expect(first?.tables[0]?.owner).to.equal(first?.walks.shown[0]?.owner);
  });

  it('leaves out tables beyond the sixteenth, and counts them', () => {
    const tables = Array.from({ length: 20 }, () => table('stale', [0], 4));
    const [first] = variantOf(
      leakingVariant({ observations: [look('x', counts(0, 20, 20), { tables })] }),
    ).looks;
    expect(first?.tables).to.have.lengthOf(16);
    expect(first?.moreTables).to.equal(4);
  });

  it('counts witnesses as agreeing if two counts are equal and the third is missing', () => {
    const witnesses = [
      { what: 'keys', walk: null, snapshot: 3, queryObjects: 3 },
      { what: 'entries', walk: 2, snapshot: 3, queryObjects: 3 },
    ];
    const observations = [look('x', counts(3, 3, 0), { witnesses, disagreements: ['entries: 2, 3, 3'] })];
    const [first] = variantOf(leakingVariant({ observations })).looks;
    expect(first?.witnesses.map(({ agree }) => agree)).to.deep.equal([true, false]);
    expect(first?.disagreements).to.deep.equal(['entries: 2, 3, 3']);
  });

  it('contains the code of an error and the messages of its causes, nearest first', () => {
    expect(variantOf(failedVariant()).error).to.deep.equal({
      name: 'WorkerError',
      code: 'ERR_WORKER_CRASHED',
      message: 'Worker worker-1 crashed.',
      causes: ['Error: segmentation fault'],
    });
  });

  it('contains the remarks of an experiment', () => {
    expect(variantOf(leakingVariant({ remarks: ['captured by heapdump'] })).remarks).to.deep.equal([
      'captured by heapdump',
    ]);
  });

  it('formats facts as JSON, truncated if they are long', () => {
    const fact = { name: 'reads', stated: 'x'.repeat(1000), observed: [null, 'b'], asStated: false };
    const [shown] = variantOf(leakingVariant({ facts: [fact] })).facts;
    expect(shown?.observed).to.equal('[null,"b"]');
    expect(shown?.stated)
      .to.have.lengthOf(300)
      .and.match(/^"x+…$/);
  });

  it('links only to snapshots in the report’s own folder', () => {
    const { snapshots } = variantOf(leakingVariant({ snapshots: ['../../etc/a b"<.heapsnapshot'] }));
    expect(snapshots).to.deep.equal([
      { name: 'a b"<.heapsnapshot', href: 'snapshots/a%20b%22%3C.heapsnapshot' },
    ]);
  });

  it('removes Markdown markup from a quote', () => {
    const quoteOf = (quote: string): string =>
      caseOf(leakingCase({ source: { file: 'f', quote, translation: 't' } })).source.quote;
    expect(quoteOf('**key会被回收，value有值。**')).to.equal('key会被回收，value有值。');
    expect(quoteOf('==弱引用==，`remove()` 与 [源码](https://example.org)')).to.equal(
      '弱引用，remove() 与 源码',
    );
    expect(quoteOf('- 一个<font color="red">红</font>字')).to.equal('一个红字');
    expect(quoteOf('a * b ** 2 == c, threadLocals__x')).to.equal('a * b ** 2 == c, threadLocals__x');
  });

  it('contains only the experiment of a case’s own file, at any indentation, or nothing if it is not found', () => {
    const codeOf = (text: string): string[] =>
      caseOf(leakingCase({ sources: [{ name: 'case.js', text }] })).sources.map((shown) => shown.text);
    const variants = (indent: string): string => `${indent}variants: {\n${indent}  stated: 3,\n${indent}},\n`;
    for (const indent of ['  ', '    ', '\t']) {
      for (const head of ['async experiment({ variant }) {', 'experiment: async () => {', 'experiment() {']) {
        const experiment = `${indent}${head}\n${indent}  look({\n${indent}  });\n${indent}}`;
        const text = `export default {\n${variants(indent)}${experiment},\n${variants(indent)}};\n`;
        const shown = `${experiment},`.replaceAll('\t', String.raw`\t`);
        expect(codeOf(text)).to.deep.equal([shown]);
        expect(codeOf(text.replaceAll('\n', '\r\n'))).to.deep.equal([shown]);
      }
      for (const elsewhere of ['experiment', 'experiment: run', 'experiment: () => run()'])
        expect(codeOf(`export default {\n${indent}${elsewhere},\n${variants(indent)}};\n`)).to.deep.equal([]);
    }
    expect(codeOf('export default { variants: { one: { stated: 3 } }, experiment() {} };\n')).to.deep.equal(
      [],
    );
  });

  it('contains the constants that the experiment uses, with their comments, and no others', () => {
    const experiment = '  experiment() {\n    look(TIMES);\n  },';
    const constants =
      '/** Of each. */\nconst HALF: Map<{ a: 1; b: 2 }> = {\n  a: 5,\n};\nconst TIMES = 2 * HALF;';
    const text = `${constants}\nconst STATED = { keys: TIMES };\n\nexport default {\n${experiment}\n};\n`;
    const [shown] = caseOf(leakingCase({ sources: [{ name: 'case.ts', text }] })).sources;
    expect(shown?.text).to.equal(`${constants}\n\n${experiment}`);
  });

  it('escapes control characters and bidirectional marks', () => {
    const { title } = variantOf(leakingVariant({ title: 'a\u001b[31mb\u202ec\ud800' }));
    expect(title).to.equal(String.raw`a\u001b[31mb\u202ec\ud800`);
  });
});

function modelOf(results: readonly CaseResult[]): ShownReport {
  return shownReport(reportDocument(results, ENVIRONMENT, new Date(0), new Date(1000)));
}

function caseOf(result: CaseResult): ShownCase {
  const [model] = modelOf([result]).chapters.flatMap(({ cases }) => cases);
  if (model === undefined) throw new Error('no case');
  return model;
}

function variantOf(result: CaseResult['variants'][number]): ShownVariant {
  const [model] = caseOf(leakingCase({ variants: [result] })).variants;
  if (model === undefined) throw new Error('no variant');
  return model;
}
