import { COMMAND_FILE } from '../support/project.js';
import { ProjectCopies } from '../support/project-copies.js';
import type { ProjectCopy } from '../support/project-copy.js';
import type { ReportDocument } from '../../harness/render/index.js';
import { exercises, type Exercise } from './exercises.js';

// npm run exercises [-- part of an id]: does each exercise in a copy of the project. Changed and stated anew, its case
// must be as stated, with the counts of the solution; changed alone, it must not be.
const wanted = exercises.filter(({ id }) => id.includes(process.argv[2] ?? ''));
const copies = new ProjectCopies('exercises');
let wrong = 0;
try {
  await copies.fill();
  await copies.share(wanted, async (exercise, copy) => {
    const complaints = [
      ...(await complaintsWithoutStatement(copy, exercise)),
      ...(await complaintsWithSolution(copy, exercise)),
    ];
    process.stdout.write(`${complaints.length === 0 ? 'solved  ' : 'WRONG   '}  ${exercise.id}\n`);
    for (const complaint of complaints) process.stdout.write(`  ${complaint}\n`);
    if (complaints.length > 0) wrong += 1;
  });
} finally {
  copies.discard();
}
process.stdout.write(`${wanted.length - wrong} of ${wanted.length} exercises as solved\n`);
process.exitCode = wrong > 0 || wanted.length === 0 ? 1 : 0;

/** The negative control: the old statement must not fit what the edits have made of the case. */
function complaintsWithoutStatement(
  copy: ProjectCopy,
  { id, case: caseId, edits }: Exercise,
): Promise<string[]> {
  return copy.edited(`Exercise "${id}"`, edits, async (complaint) => {
    if (complaint !== '') return [`The edits do not compile: ${complaint}`];
    const { status } = await runCase(copy, caseId);
    return status === 1 ? [] : [`With the old statement the exit code is ${status}, not 1.`];
  });
}

function complaintsWithSolution(
  copy: ProjectCopy,
  { id, case: caseId, edits, restated, observed }: Exercise,
): Promise<string[]> {
  return copy.edited(`Exercise "${id}"`, [...edits, ...restated], async (complaint) => {
    if (complaint !== '') return [`The solution does not compile: ${complaint}`];
    const { status, stdout } = await runCase(copy, caseId);
    if (status !== 0) return [`With the solution the exit code is ${status}, not 0.`, stdout];
    const solution = JSON.stringify(observed);
    const seen = JSON.stringify(observedIn(JSON.parse(stdout) as ReportDocument));
    return seen === solution ? [] : [`Observed ${seen}, the solution says ${solution}.`];
  });
}

function runCase(copy: ProjectCopy, id: string): ReturnType<ProjectCopy['run']> {
  return copy.run([COMMAND_FILE, 'cases', id, '--json']);
}

/** In the order in which the case defines its variants. */
function observedIn({ cases }: ReportDocument): Record<string, readonly number[] | null> {
  const variants = cases.flatMap((result) => result.variants);
  return Object.fromEntries(
    variants.map(({ variant, observed }) => [
      variant,
      observed === null ? null : [observed.keys, observed.values, observed.staleEntries],
    ]),
  );
}
