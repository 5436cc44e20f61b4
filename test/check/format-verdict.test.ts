import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';
import { formatVerdict } from '../../harness/render/text/index.js';
import type { CheckResult } from '../../harness/check/index.js';
import {
  bareFinding,
  cleanResult,
  inconclusiveResult,
  leakResult,
  witness,
  witnessedFinding,
} from '../support/check-results.js';
import { poisoned } from '../support/hostile-result.js';

/** What moves a cursor, turns text around or hides, but for line ends. */
const UNSEEN = /(?!\n)[\p{Cc}\p{Zl}\p{Zp}\p{Surrogate}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb]/u;

/** One result of each kind, in which every kind of line has its turn. */
function results(): Readonly<Record<string, CheckResult>> {
  const artefact = { name: 'inspector-console', why: 'the inspector keeps it', remedy: 'log less' } as const;
  const [holder] = witness().holders;
  if (holder === undefined) throw new Error('no holder');
  const held = witness({ artefact, holders: [{ ...holder, artefact }], holdersComplete: false });
  const leak = { fingerprint: 'fedcba9876543210', reason: 'the old cache', expires: '2026-12-31' };
  const apart = {
    ignored: [{ ...bareFinding(), reason: 'wanted' }],
    known: {
      found: [{ ...bareFinding(), reason: 'cleared at night', expires: '2026-12-31' }],
      expired: [leak],
      unused: [{ ...leak, className: 'Gone' }],
    },
    artefacts: [witnessedFinding({ witness: held })],
    remarks: ['teardown failed: no floor'],
    variant: 'each',
  };
  return {
    clean: cleanResult(apart),
    leak: leakResult({
      ...apart,
      findings: [
        witnessedFinding(),
        witnessedFinding({ witness: held }),
        bareFinding({ fingerprint: '0123456789abcdef' }),
        bareFinding({ within: '9f3a52c01b7de846' }),
      ],
    }),
    inconclusive: inconclusiveResult(apart),
  };
}

describe('formatVerdict()', () => {
  it('says that the places of a collection are known roughly', () => {
    const [text, other] = (['collection', 'object'] as const).map((kind) =>
      formatVerdict(leakResult({ findings: [bareFinding({ kind, count: 5000, iterations: 9000 })] })),
    );
    expect(text).to.include('  about 5000 in 9000 iterations');
    expect(other).to.include('  5000 in 9000 iterations');
  });

  it('says if the trace is of some of the objects that are counted', () => {
    const titleOf = (count: number): string | undefined =>
      formatVerdict(
        leakResult({ findings: [witnessedFinding({ count, iterations: 1000, perIteration: count / 1000 })] }),
      )
        .split('\n')
        .find((line) => line.startsWith('Session × 291'));
    expect(titleOf(582)).to.equal(
      'Session × 291  retained in this way, of 582 in 1000 iterations, 0.6 per iteration',
    );
    expect(titleOf(291)).to.equal('Session × 291  291 in 1000 iterations, 0.3 per iteration');
  });

  it('lists six of the classes that a finding retains, and says how many more there are', () => {
    const inner = (count: number) =>
      Array.from({ length: count }, (_, at) =>
        bareFinding({ className: `Inner${at}`, fingerprint: `inner-${at}`, within: '9f3a52c01b7de846' }),
      );
    const listed = (count: number): string => {
      const text = formatVerdict(leakResult({ findings: [witnessedFinding(), ...inner(count)] }));
      return text.slice(text.indexOf('Also growing')).split('\n\n')[0] ?? '';
    };
    expect(listed(6).split('\n')).to.have.lengthOf(7);
    expect(listed(6)).to.not.include('more class');
    expect(listed(7).split('\n').at(-1)).to.equal('  and 1 more class; --json lists all');
    expect(listed(30)).to.match(/ {2}and 24 more classes; --json lists all$/);
  });

  const hostile: readonly string[] = [
    '\u001b]0;pwned\u0007\u001b[2J',
    '\u009b31m',
    '\r\b\t\0\u007f',
    '\u202e\u2066\u200b\ufeff\u00ad\u061c',
    '\u180e\u2060\u206f\u3164\ufe0f\ufff9\ufffb',
    '\u{e0001}\u{e007f}',
    '\ud800',
    '\u2028\u2029\u0085',
  ];
  for (const [kind, result] of Object.entries(results())) {
    it(`escapes control and invisible characters of a hostile result: ${kind}`, () => {
      for (const poison of hostile) {
        const text = formatVerdict(poisoned(result, poison));
        expect(UNSEEN.exec(text)?.[0], JSON.stringify(text)).to.equal(undefined);
        // Colours are ours; what is left without them has to be the same.
        const colored = formatVerdict(poisoned(result, poison), { color: true });
        expect(stripVTControlCharacters(colored)).to.equal(text);
      }
    });

    it(`adds no line for a line break in a name: ${kind}`, () => {
      const lines = (poison: string): number => formatVerdict(poisoned(result, poison)).split('\n').length;
      // A reason and a remark may have several lines, as the stack of an error has.
      expect(lines('a\nb') - lines('a b')).to.equal(kind === 'inconclusive' ? 2 : 1);
    });
  }

  it('shows the path of a finding that has no trace', () => {
    const text = formatVerdict(leakResult({ findings: [bareFinding()] }));
    expect(text).to.include(
      '\n  module session.scenario.js\n  variable sessions → Map\n  sessions.get("user-17") → Session\n  fingerprint ',
    );
  });

  it('states memory outside of the heap in bytes, and no size that an object of it retains', () => {
    const grown = { perIteration: 2048, count: 9_795_584, iterations: 4783, retainedBytesPerIteration: 2048 };
    const textOf = (changes: object): string =>
      formatVerdict(leakResult({ findings: [bareFinding({ ...grown, ...changes })] }));
    const memory = textOf({ kind: 'resource', className: 'external bytes' });
    expect(memory).to.include('9.3 MiB in 4783 iterations, 2.0 KiB per iteration');
    expect(memory).to.not.match(/retained each|9,?795,?584/);
    const files = textOf({ kind: 'resource', className: 'file descriptors', count: 4783, perIteration: 1 });
    expect(files).to.include('4783 in 4783 iterations, 1.0 per iteration').and.not.include('retained each');
    expect(textOf({})).to.include('1 B retained each');
  });

  it('truncates a very long error message', () => {
    const message = `The scenario threw: ${'x'.repeat(5_000_000)}`;
    const text = formatVerdict(inconclusiveResult({ reason: { code: 'scenario-threw', message } }));
    expect(text).to.have.length.below(6000).and.contain('…');
  });

  it('leaves visible characters unchanged', () => {
    const text = formatVerdict(leakResult({ variant: 'größer, 类 🙂' }));
    expect(text).to.contain('(größer, 类 🙂)').and.contain('sessions.get("user-17")');
  });
});
