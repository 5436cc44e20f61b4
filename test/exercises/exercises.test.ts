import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { PROJECT } from '../support/project.js';
import { exercises, type Exercise, type Observed } from './exercises.js';

const DOCUMENTS = ['docs/workshop.md', 'docs/workshop.zh-CN.md'];

describe('the exercises of the workshop', () => {
  it('have ids of their own', () => {
    const ids = exercises.map(({ id }) => id);
    expect(ids).to.deep.equal([...new Set(ids)]);
  });

  for (const { id, case: caseId, edits, restated } of exercises) {
    it(`${id} edits texts that occur once in the sources`, () => {
      expect(existsSync(join(PROJECT, 'cases', caseId, 'case.ts'))).to.equal(true);
      for (const { file, find } of [...edits, ...restated]) {
        expect(read(file).split(find), `${file}: ${find}`).to.have.lengthOf(2);
      }
    });
  }

  for (const document of DOCUMENTS) {
    it(`all stand in ${document}, one section each and in the same order`, () => {
      const headings = [...read(document).matchAll(/^### .*`(?<id>[a-z-]+)`/gm)];
      expect(headings.map(({ groups }) => groups?.['id'])).to.deep.equal(exercises.map(({ id }) => id));
    });

    for (const exercise of exercises) {
      it(`${exercise.id} has its edits, its case and its solution in ${document}`, () => {
        const section = sectionOf(exercise, read(document));
        expect(section).to.include(exercise.case);
        for (const line of changedLines(exercise)) expect(section).to.include(line);
        for (const counts of Object.values(exercise.observed)) {
          if (counts !== null) expect(section).to.include(inOrder(counts));
        }
      });
    }
  }
});

/** From the exercise's heading to the next one. */
function sectionOf({ id }: Exercise, document: string): string {
  const [, after = ''] = document.split(new RegExp(`^### .*\`${id}\``, 'm'));
  return after.split(/^##/m)[0] ?? '';
}

/** The lines that the edits bring in; those of the new statement are left to the student. */
function changedLines({ edits }: Exercise): string[] {
  return edits.flatMap(({ find, replace }) => {
    const old = new Set(find.split('\n').map((line) => line.trim()));
    return replace
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => !old.has(line));
  });
}

function inOrder(counts: Observed): string {
  return counts.join(' / ');
}

function read(file: string): string {
  return readFileSync(join(PROJECT, file), 'utf8');
}
