import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';

import { codeLine } from '../../harness/retention/kinds/leak-kind.js';
import { heapObjectId } from '../../harness/core/units.js';
import {
  formatLeakTrace,
  formatWitness,
  type LeakTraceNode,
  pathOf,
  type PathStep,
  type VerifiedCut,
  type Witness,
} from '../../harness/retention/index.js';

const node = (more: Partial<LeakTraceNode>): LeakTraceNode => ({
  id: heapObjectId(7),
  className: 'Map',
  label: 'Map',
  status: 'unknown',
  reason: null,
  position: null,
  retainedBytes: null,
  retainedObjects: null,
  reference: { text: 'variable sessions', start: 0, suspect: false, repeats: 1 },
  ...more,
});

const WITNESS: Witness = {
  fingerprint: '0123456789abcdef',
  signature: ['module server', 'sessions', 'Map', 'Session'],
  className: 'Session',
  type: 'object',
  count: 137,
  followers: [
    { className: 'Buffer', type: 'object', count: 274 },
    { className: 'onClose', type: 'closure', count: 137 },
  ],
  trace: {
    root: {
      word: 'module',
      text: 'module file:///app/src/server.js: a module stays loaded until the program ends',
    },
    cut: 2,
    nodes: [
      node({ status: 'no', reason: 'older than the first cycle' }),
      node({ reference: { text: 'sessions.get("user-17")', start: 8, suspect: true, repeats: 1 } }),
      node({
        className: 'Session',
        label: 'Session',
        status: 'yes',
        reason: 'allocated during the run and still alive',
        position: { url: 'file:///app/node_modules/kit/src/session.js', line: 12, column: 1 },
        retainedBytes: 2355,
        retainedObjects: 14,
        reference: { text: 'next', start: 0, suspect: true, repeats: 571 },
      }),
    ],
  },
  kind: {
    id: 'unbounded-cache',
    holder: 'sessions',
    held: 'Session',
    detail: null,
    milliseconds: null,
    places: null,
    collections: null,
    why: '`sessions` keeps what it is given under each new key.',
    mend: 'Bound it, or delete the entry.',
    line: {
      name: 'open()',
      position: { url: 'file:///app/src/server.js', line: 31, column: 19 },
      inPackage: false,
    },
  },
  verifiedCut: { text: 'sessions', references: 1, others: 0, freed: 137, freedBytes: 322_635 },
  holders: [],
  holdersComplete: true,
  artefact: null,
  retainedBytes: 322_635,
  retainedObjects: 1918,
  allocationSite: null,
};

const holder = {
  text: 'variable last of serve()',
  references: 1,
  count: 1,
  artefact: null,
  trace: WITNESS.trace,
};
const OPTIONS = { folder: '/app' };

describe('formatLeakTrace()', () => {
  it('writes the root first, one reference per line, the suspect ones underlined', () => {
    expect(formatLeakTrace(WITNESS.trace, OPTIONS)).to.equal(
      [
        '┬─ module src/server.js: a module stays loaded until the program ends',
        '│     ↓ variable sessions',
        '├─ Map',
        '│     leaking: no (older than the first cycle)',
        '│     ↓ sessions.get("user-17")',
        '│               ~~~~~~~~~~~~~~~',
        '├─ Map',
        '│     leaking: unknown',
        '│     ↓ next × 571',
        '│       ~~~~~~~~~~',
        '╰→ Session  kit/src/session.js:12:1',
        '      leaking: yes (allocated during the run and still alive)',
        '      retains 2.3 KiB in 14 objects',
      ].join('\n'),
    );
  });

  it('puts a position that does not fit on its own line', () => {
    const lines = formatLeakTrace(WITNESS.trace, { ...OPTIONS, width: 20 }).split('\n');
    expect(lines.slice(-4, -2)).to.deep.equal(['╰→ Session', '      kit/src/session.js:12:1']);
  });

  it('prints the same in colour, and uses no colour by default', () => {
    const plain = formatLeakTrace(WITNESS.trace, OPTIONS);
    const coloured = formatLeakTrace(WITNESS.trace, { ...OPTIONS, color: true });
    expect(coloured).to.not.equal(plain);
    expect(stripVTControlCharacters(coloured)).to.equal(plain);
    expect(stripVTControlCharacters(plain)).to.equal(plain);
  });

  it('escapes control characters of the program under test', () => {
    const wild = node({
      reference: { text: 'map.get("\u001b[2J\u0007")', start: 3, suspect: true, repeats: 1 },
      label: 'A\u001b[31m',
    });
    const text = formatLeakTrace(
      { root: { word: 'module', text: 'module \u009b3J' }, nodes: [wild], cut: 0 },
      OPTIONS,
    );
    expect(text.split('\n').filter((line) => /\p{Cc}/u.test(line))).to.deep.equal([]);
  });
});

describe('pathOf()', () => {
  it('returns the root, then each node with the reference that leads to it', () => {
    const step = (reference: string | null, label: string): PathStep => ({
      reference,
      repeats: 1,
      node: label,
      position: null,
    });
    const last = WITNESS.trace.nodes.at(-1);
    expect(pathOf(WITNESS.trace)).to.deep.equal([
      step(null, 'module file:///app/src/server.js: a module stays loaded until the program ends'),
      step('variable sessions', 'Map'),
      step('sessions.get("user-17")', 'Map'),
      { reference: 'next', repeats: 571, node: 'Session', position: last?.position },
    ]);
  });
});

describe('formatWitness()', () => {
  it('does not attribute a line of a package to the user', () => {
    const position = { url: 'file:///app/node_modules/kit/src/session.js', line: 12, column: 1 };
    const kind = { ...WITNESS.kind, line: codeLine('Session', position) };
    expect(formatWitness({ ...WITNESS, kind }, OPTIONS)).to.match(
      /delete the entry\. In a package: Session {2}kit\/src\/session\.js:12:1$/m,
    );
  });

  it('prints class, reason, fix, size, followers and trace', () => {
    const text = formatWitness(WITNESS, { ...OPTIONS, counted: '137 in 137 iterations, 1.0 per iteration' });
    expect(text.split('\n').slice(0, 8)).to.deep.equal([
      'Session × 137  137 in 137 iterations, 1.0 per iteration',
      'Why: `sessions` keeps what it is given under each new key.',
      'Fix: Bound it, or delete the entry. Your line: open()  src/server.js:31:19',
      'Tried: cutting `sessions` alone frees 137 of 137 and 315.1 KiB.',
      '2.3 KiB each, 315.1 KiB in 1918 objects in total, fingerprint 0123456789abcdef',
      'also leaking through it: Buffer × 274, onClose() × 137',
      '',
      '┬─ module src/server.js: a module stays loaded until the program ends',
    ]);
    expect(text.endsWith('retains 2.3 KiB in 14 objects')).to.equal(true);
  });

  it('states what the cut alone frees, and how many other references retain the rest', () => {
    const tried = (cut: Partial<VerifiedCut>, more: Partial<Witness>): string | undefined => {
      const verifiedCut = { text: 'sessions', references: 1, others: 0, freed: 0, freedBytes: 0, ...cut };
      const lines = formatWitness({ ...WITNESS, verifiedCut, ...more }, OPTIONS).split('\n');
      return lines.find((line) => line.startsWith('Tried: '))?.replace('Tried: cutting `sessions`', '');
    };
    expect(tried({}, { holders: [holder] })).to.equal(' alone frees none: 1 other reference holds them.');
    expect(tried({}, { holders: [holder, holder], holdersComplete: false })).to.equal(
      ' alone frees none: at least 2 other references hold them.',
    );
    expect(tried({ freed: 58, freedBytes: 2048, references: 9 }, { holders: [holder] })).to.equal(
      ', 9 references of this kind, alone frees 58 of 137 and 2.0 KiB; 1 other reference holds the others.',
    );
    expect(tried({ others: 1 }, { holders: [holder] })).to.equal(
      ' and 1 other reference alone frees none: 1 other reference holds them.',
    );
    expect(tried({ freed: 137, references: 2, others: 5 }, {})).to.equal(
      ', 2 references of this kind and 5 others, alone frees 137 of 137 and 0 B.',
    );
    expect(tried({ freed: 1 }, { holdersComplete: false })).to.equal(
      ' alone frees 1 of 137 and 0 B; other references hold the others.',
    );
    expect(formatWitness({ ...WITNESS, verifiedCut: null }, OPTIONS)).to.not.include('Tried');
  });

  it('escapes control characters of an explanation, and keeps all of its words', () => {
    const why = `\u001b[31m${'word '.repeat(100)}end.`;
    const text = formatWitness({ ...WITNESS, kind: { ...WITNESS.kind, why } }, OPTIONS);
    expect(text).to.not.include('\u001b');
    expect(text).to.include('word end.');
  });

  it('lists the other retainers', () => {
    const lines = formatWitness({ ...WITNESS, holders: [holder] }, OPTIONS).split('\n');
    const told = [
      'If the underlined reference is cut, it is still retained by:',
      '  · variable last of serve()  (1 of them, from module src/server.js)',
    ];
    expect(lines.slice(-3)).to.deep.equal([...told, 'If these are cut too, nothing retains it any more.']);
    const open = formatWitness({ ...WITNESS, holders: [holder], holdersComplete: false }, OPTIONS);
    expect(open.split('\n').slice(-3)).to.deep.equal([
      ...told,
      'Further retainers were not searched for: cut these, and check again.',
    ]);
    const alike = formatWitness({ ...WITNESS, holders: [{ ...holder, references: 3 }] }, OPTIONS);
    expect(alike).to.include('· variable last of serve(), 3 references of this kind  (1 of them, ');
    const others = formatWitness({ ...WITNESS, holders: [{ ...holder, count: 0 }] }, OPTIONS);
    expect(others).to.include('(none of them, only objects of the other classes, from module src/server.js)');
    const more = { ...WITNESS, holders: [holder], holdersComplete: false, stillHeld: 98 };
    expect(formatWitness(more, OPTIONS).split('\n').at(-1)).to.equal(
      'If these are cut too, 98 of them are still retained. Further retainers were not searched for: cut these, and check again.',
    );
  });

  it('names an artefact of the measurement, and its remedy', () => {
    const artefact = {
      name: 'inspector-console',
      why: 'V8 keeps it',
      remedy: 'run without --inspect',
    } as const;
    const text = formatWitness({ ...WITNESS, artefact, holders: [{ ...holder, artefact }] }, OPTIONS);
    expect(text).to.include('An artefact of the measurement (inspector-console):\nV8 keeps it.\n');
    expect(text).to.include('; an artefact of the measurement: inspector-console)');
    expect(text.endsWith('What to do: run without --inspect.')).to.equal(true);
  });
});
