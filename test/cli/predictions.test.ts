import { PassThrough } from 'node:stream';
import { expect } from 'chai';
import type { CaseDefinition } from 'heapwitness/workshop';
import { Answers, askPredictions } from '../../harness/cli/predictions.js';
import { rejectionOf } from '../support/errors.js';
import { defineTestCase } from '../support/case-of-test.js';

const COUNTS = { keys: 0, values: 0, staleEntries: 0 };
const NEVER = new AbortController().signal;

function caseOf(id: string): CaseDefinition {
  const variants = {
    one: { title: 'one', role: 'other', stated: COUNTS },
    two: { title: 'two', role: 'other', stated: COUNTS },
  } as const;
  return defineTestCase<string>({ id, variants, experiment: () => Promise.resolve() });
}

/** What is predicted for two cases, one after the other, by these lines of input; and all that was asked. */
async function predicted(input: string): Promise<{ predictions: object[]; asked: string }> {
  const [stream, output] = [new PassThrough(), new PassThrough({ encoding: 'utf8' })];
  const answers = new Answers(stream.end(input));
  const predictions: object[] = [];
  for (const id of ['first', 'second'])
    predictions.push(Object.fromEntries(await askPredictions(caseOf(id), answers, output, NEVER)));
  answers.close();
  return { predictions, asked: String(output.read()) };
}

describe('predictions', () => {
  it('for several cases are read from one input, line by line', async () => {
    const { predictions } = await predicted('1\n2\n3\n4\n5\n6\n7\n8\n9\n\n');
    expect(predictions).to.deep.equal([
      { one: { keys: 1, values: 2, staleEntries: 3 }, two: { keys: 4, values: 5, staleEntries: 6 } },
      { one: { keys: 7, values: 8, staleEntries: 9 } },
    ]);
  });

  it('are requested again after an invalid count, and skipped for the rest of a case after an empty line', async () => {
    const { predictions, asked } = await predicted('many\n\n1\n1\n1\n\n');
    expect(predictions).to.deep.equal([{}, { one: { keys: 1, values: 1, staleEntries: 1 } }]);
    expect(asked).to.include('"many" is not a count');
  });

  it('are empty once the input has ended, and are no longer requested', async () => {
    const { predictions, asked } = await predicted('');
    expect(predictions).to.deep.equal([{}, {}]);
    expect(asked).to.include('first: ').and.not.include('second: ');
  });

  it("end with the signal's reason when it aborts", async () => {
    const [reason, controller] = [new Error('enough'), new AbortController()];
    const answers = new Answers(new PassThrough());
    const waiting = rejectionOf(
      askPredictions(caseOf('first'), answers, new PassThrough(), controller.signal),
    );
    controller.abort(reason);
    expect(await waiting).to.equal(reason);
    answers.close();
  });
});
