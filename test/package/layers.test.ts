import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { expect } from 'chai';
import { PROJECT } from '../support/project.js';
import { circlesAmong, circlesIn } from './circles.js';
import { LAYERS, layerViolations, mentionsIn, sourceFiles, subjectMentions, violationsOf } from './layers.js';

const HARNESS = join(PROJECT, 'harness');
const SUBJECT = join('workshop', 'thread-local') + sep;

describe('the house', () => {
  it('lets a room import from lower rooms only', () => {
    expect(layerViolations(HARNESS)).to.deep.equal([]);
  });

  it('has no files that import each other in a circle, but for the subject, whose classes are one thing', () => {
    const circles = circlesIn(HARNESS).filter((files) => !files.every((file) => file.startsWith(SUBJECT)));
    expect(circles).to.deep.equal([]);
  });

  it('has short files: none above 320 lines, half of them below 90', () => {
    const lengths = sourceFiles(HARNESS)
      .map((file) => readFileSync(file, 'utf8').split('\n').length - 1)
      .toSorted((a, b) => a - b);
    expect(lengths.at(-1)).to.be.at.most(320);
    expect(lengths[Math.floor(lengths.length / 2)]).to.be.at.most(90);
  });

  it('notices a circle, types included', () => {
    const files = new Map([
      ['a.ts', "import { b } from './b.js';"],
      ['b.ts', "import type { C } from './in/c.js';"],
      ['in/c.tsx', "const a = await import('../a.js');"],
      ['d.ts', "import { a } from './a.js';"],
    ]);
    expect(circlesAmong(files)).to.deep.equal([['a.ts', 'b.ts', 'in/c.tsx']]);
  });

  it('has a floor for every room', () => {
    const rooms = readdirSync(HARNESS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
    for (const { name } of rooms) expect(LAYERS).to.have.property(name);
  });

  it('notices an import from a higher room', () => {
    const file = join(HARNESS, 'heap', 'made-up.ts');
    expect(violationsOf(HARNESS, file, "import { x } from '../render/index.js';\n")).to.have.lengthOf(1);
  });

  it('notices an import from a room of the same floor, also a dynamic one', () => {
    const file = join(HARNESS, 'check', 'made-up.ts');
    expect(violationsOf(HARNESS, file, "import type { x } from '../workshop/index.js';\n")).to.have.lengthOf(
      1,
    );
    expect(violationsOf(HARNESS, file, "const x = await import('../workshop/index.js');\n")).to.have.lengthOf(
      1,
    );
  });

  it('notices that the report takes more than types from the cases', () => {
    const file = join(HARNESS, 'render', 'made-up.ts');
    const from = "from '../workshop/index.js';\n";
    expect(violationsOf(HARNESS, file, `import { runCase } ${from}`)).to.have.lengthOf(1);
    expect(violationsOf(HARNESS, file, `import type { CaseResult } ${from}`)).to.have.lengthOf(0);
  });

  it('notices an import that goes around a room’s door', () => {
    const around = "import { readHeader } from './heap/snapshot/document/header.js';\n";
    expect(violationsOf(HARNESS, join(HARNESS, 'made-up.ts'), around)).to.have.lengthOf(1);
    const inRoom = around.replace('./heap', '../heap');
    expect(violationsOf(HARNESS, join(HARNESS, 'check', 'made-up.ts'), inRoom)).to.have.lengthOf(1);
  });

  it('keeps the subject free of everything of ours', () => {
    const file = join(HARNESS, SUBJECT, 'made-up.ts');
    expect(
      violationsOf(HARNESS, file, "import { HeapwitnessError } from '../../core/errors.js';\n"),
    ).to.have.lengthOf(1);
  });

  it('lets only the workshop import its subject, and who stands beside the rooms', () => {
    const from = "from './workshop/thread-local/index.js';\n";
    const made = (room: string): string[] => {
      const text = `import type { Thread } ${room === '' ? from : from.replace('./', '../')}`;
      return violationsOf(HARNESS, join(HARNESS, room, 'made-up.ts'), text);
    };
    expect(['', 'workshop'].flatMap(made)).to.deep.equal([]);
    for (const room of ['isolates', 'retention', 'check', 'cli']) expect(made(room)).to.have.lengthOf(1);
  });

  it('has no general room that names the subject', () => {
    expect(subjectMentions(HARNESS)).to.deep.equal([]);
  });

  it('notices a general room that names the subject, in a comment too', () => {
    const planted = [
      'const { length } = edges;',
      "if (heap.name(node) === 'ThreadLocalMap') return tableOf(node);",
      '/** Tables of thread-locals. */',
      'export function walk(): TableView[] {',
      'const storage = new AsyncLocalStorage<Thread>();',
    ];
    expect(mentionsIn('heap/made-up.ts', planted.join('\n'))).to.deep.equal([
      'heap/made-up.ts:2 names ThreadLocal',
      'heap/made-up.ts:3 names thread-locals',
      'heap/made-up.ts:4 names TableView',
    ]);
  });

  it('has no module that knows the cases', () => {
    const knowing = sourceFiles(HARNESS).filter((file) =>
      /from '[^']*\/cases\//.test(readFileSync(file, 'utf8')),
    );
    expect(knowing).to.deep.equal([]);
  });

  it('lets the cases import the package by its name, but for the one private seam of self-cleaning', () => {
    const inward = sourceFiles(join(PROJECT, 'cases'))
      .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/from '(\.\.\/\.\.\/[^']*)'/g)])
      .map((match) => match[1]);
    expect(inward).to.deep.equal(['../../harness/workshop/thread-local/internals.js']);
  });
});
