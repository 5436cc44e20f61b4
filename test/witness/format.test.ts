import { stripVTControlCharacters } from 'node:util';
import { expect } from 'chai';

import { heapObjectId } from '../../harness/core/units.js';
import {
  formatLeakTrace,
  formatWitness,
  type LeakTraceNode,
  traceLines,
  type Witness,
} from '../../harness/witness/index.js';

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
  members: [heapObjectId(9)],
  followers: [
    { className: 'Buffer', type: 'object', count: 274 },
    { className: 'onClose', type: 'closure', count: 137 },
  ],
  trace: {
    root: {
      word: 'module',
      text: 'module file:///app/src/server.js: a module stays for as long as its program runs',
    },
    cut: 2,
    nodes: [
      node({ status: 'no', reason: 'older than the first cycle' }),
      node({ reference: { text: 'sessions.get("user-17")', start: 8, suspect: true, repeats: 1 } }),
      node({
        className: 'Session',
        label: 'Session',
        status: 'yes',
        reason: 'it came and stayed',
        position: { url: 'file:///app/node_modules/kit/src/session.js', line: 12, column: 1 },
        retainedBytes: 2355,
        retainedObjects: 14,
        reference: { text: 'next', start: 0, suspect: true, repeats: 571 },
      }),
    ],
  },
  holders: [],
  holdersComplete: true,
  artefact: null,
  retainedBytes: 322_635,
  retainedObjects: 1918,
  allocationSite: null,
};

const holder = { text: 'variable last of serve()', count: 1, artefact: null, trace: WITNESS.trace };
const OPTIONS = { folder: '/app' };

describe('formatLeakTrace()', () => {
  it('writes the root first, one reference per line, the suspect ones underlined', () => {
    expect(formatLeakTrace(WITNESS.trace, OPTIONS)).to.equal(
      [
        '┬─ module src/server.js: a module stays for as long as its program runs',
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
        '      leaking: yes (it came and stayed)',
        '      retains 2.3 KiB in 14 objects',
      ].join('\n'),
    );
  });

  it('puts a place that does not fit on a line of its own', () => {
    const lines = formatLeakTrace(WITNESS.trace, { ...OPTIONS, width: 20 }).split('\n');
    expect(lines.slice(-4, -2)).to.deep.equal(['╰→ Session', '      kit/src/session.js:12:1']);
  });

  it('says the same in colour, and uses none when not asked', () => {
    const plain = formatLeakTrace(WITNESS.trace, OPTIONS);
    const coloured = formatLeakTrace(WITNESS.trace, { ...OPTIONS, color: true });
    expect(coloured).to.not.equal(plain);
    expect(stripVTControlCharacters(coloured)).to.equal(plain);
    expect(stripVTControlCharacters(plain)).to.equal(plain);
  });

  it('keeps control characters of the program under test from the terminal', () => {
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

describe('traceLines()', () => {
  it('gives one line per reference', () => {
    expect(traceLines(WITNESS.trace)).to.deep.equal([
      'module file:///app/src/server.js: a module stays for as long as its program runs',
      'variable sessions → Map',
      'sessions.get("user-17") → Map',
      'next × 571 → Session  kit/src/session.js:12:1',
    ]);
  });
});

describe('formatWitness()', () => {
  it('says what stays, how much of it, what leaks with it, and its trace', () => {
    const text = formatWitness(WITNESS, { ...OPTIONS, counted: '137 per 137 iterations, 1.0 each' });
    expect(text.split('\n').slice(0, 5)).to.deep.equal([
      'Session × 137  137 per 137 iterations, 1.0 each',
      '2.3 KiB each, 315 KiB in 1918 objects together, fingerprint 0123456789abcdef',
      'leaking with it: Buffer × 274, onClose() × 137',
      '',
      '┬─ module src/server.js: a module stays for as long as its program runs',
    ]);
    expect(text.endsWith('retains 2.3 KiB in 14 objects')).to.equal(true);
  });

  it('lists the other holders', () => {
    const lines = formatWitness({ ...WITNESS, holders: [holder] }, OPTIONS).split('\n');
    const told = [
      'Cut the underlined reference, and it is still held by:',
      '  · variable last of serve()  (1 of them, from module src/server.js)',
    ];
    expect(lines.slice(-3)).to.deep.equal([...told, 'Cut these too, and nothing holds it any more.']);
    const open = formatWitness({ ...WITNESS, holders: [holder], holdersComplete: false }, OPTIONS);
    expect(open.split('\n').slice(-3)).to.deep.equal([
      ...told,
      'Others were not looked for: cut these, and check again.',
    ]);
    const more = { ...WITNESS, holders: [holder], holdersComplete: false, stillHeld: 98 };
    expect(formatWitness(more, OPTIONS).split('\n').at(-1)).to.equal(
      'Cut these too, and 98 of them are still held. Others were not looked for: cut these, and check again.',
    );
  });

  it('says what is an artefact of measuring, and what to do about it', () => {
    const artefact = {
      name: 'inspector-console',
      why: 'V8 keeps it',
      remedy: 'run without --inspect',
    } as const;
    const text = formatWitness({ ...WITNESS, artefact, holders: [{ ...holder, artefact }] }, OPTIONS);
    expect(text).to.include('An artefact of measuring (inspector-console):\nV8 keeps it.\n');
    expect(text).to.include('; an artefact of measuring: inspector-console)');
    expect(text.endsWith('What to do: run without --inspect.')).to.equal(true);
  });
});
