import { expect } from 'chai';
import { checkLeaks } from 'heapwitness';
import { mergeOptions, resolveOptions } from '../../harness/check/options/resolved-options.js';
import type { CheckOptions } from '../../harness/check/index.js';
import { expectHeapwitnessError, rejectionOf, thrownBy } from '../support/errors.js';

const resolve = (options: unknown): ReturnType<typeof resolveOptions> =>
  resolveOptions(options as CheckOptions);

const circular: Record<string, unknown> = {};
circular['self'] = circular;

describe('resolveOptions()', () => {
  it('gives the defaults, frozen', () => {
    const options = resolveOptions({});
    expect(options).to.deep.equal({
      variant: '',
      sensitivity: 50,
      iterations: 97,
      iterationsGiven: false,
      cycles: 3,
      cyclesGiven: false,
      warmupIterations: 97,
      timeoutMs: 120_000,
      allowGrowth: [],
      ignore: [],
      ignoreIsolates: [],
      knownLeaks: [],
      backend: 'node:v8',
      worker: 'thread',
      execArgv: null,
      resourceLimits: null,
      allocations: false,
      holders: null,
    });
    expect(options).to.satisfy(Object.isFrozen);
    const undefinedAll = Object.fromEntries(Object.keys(options).map((name) => [name, undefined]));
    delete undefinedAll['iterationsGiven'];
    delete undefinedAll['cyclesGiven'];
    expect(resolve(undefinedAll)).to.deep.equal(options);
  });

  for (const [given, sensitivity, iterations] of [
    [{ sensitivity: 1 }, 1, 2],
    [{ sensitivity: 10 }, 10, 19],
    [{ sensitivity: 50 }, 50, 97],
    [{ sensitivity: 200 }, 200, 383],
    [{ sensitivity: 100_000 }, 100_000, 190_027],
    [{ iterations: 11 }, 11, 11],
    [{ iterations: 50 }, 50, 50],
    [{ iterations: 1000 }, 50, 1000],
    [{ iterations: 60, sensitivity: 60 }, 60, 60],
    [{ iterations: 30, sensitivity: 5 }, 5, 30],
  ] as const) {
    it(`resolves ${JSON.stringify(given)} to a leak of one per ${sensitivity}, by cycles of ${iterations}`, () => {
      expect(resolveOptions(given)).to.include({
        sensitivity,
        iterations,
        warmupIterations: iterations,
        iterationsGiven: 'iterations' in given,
      });
    });
  }

  const wrong: readonly (readonly [options: unknown, says: string])[] = [
    [{ sensitivity: 0 }, 'sensitivity cannot be 0. Use a whole number from 1 to 100000.'],
    [{ sensitivity: 100_001 }, 'sensitivity cannot be 100001. Use a whole number from 1 to 100000.'],
    [{ sensitivity: 1.5 }, 'sensitivity cannot be 1.5.'],
    [{ holders: -1 }, 'holders cannot be -1. Use a whole number from 0 to 50.'],
    [{ holders: 51 }, 'holders cannot be 51.'],
    [{ iterations: '97' }, 'iterations cannot be "97". Use a whole number from 1.'],
    [{ cycles: 1 }, 'cycles cannot be 1. Use a whole number from 2.'],
    [{ variant: 5n }, 'variant cannot be 5n. Give a string.'],
    [{ variant: circular }, 'variant cannot be <ref *1> { self: [Circular *1] }. Give a string.'],
    [{ ignore: circular }, 'ignore cannot be <ref *1> { self: [Circular *1] }. Give an array.'],
    [{ ignore: [{ className: 'A' }] }, 'Each entry must have a reason.'],
    [
      { ignore: [{ className: 'A', reason: 'b', until: 'c' }] },
      'can only have className, fingerprint, reason, not "until".',
    ],
    [
      { ignoreIsolates: [{ pattern: 'a', reason: 'b', origin: 'c' }] },
      'can only have pattern, reason, not "origin".',
    ],
    [{ ignoreIsolates: [{ pattern: 'a' }] }, 'Each entry must have a reason.'],
    [{ ignoreIsolates: [{ pattern: '*', reason: 'b' }] }, 'a pattern with more than asterisks'],
    [{ ignore: [{ reason: 'why' }] }, 'Each entry must have a className or a fingerprint.'],
    [{ ignore: [{ className: 'A', fingerprint: 'b', reason: 'c' }] }, 'a fingerprint, not both.'],
    [{ allowGrowth: ['A', 5n] }, "allowGrowth cannot be [ 'A', 5n ]. Give an array of strings."],
    [{ timeoutMs: Infinity }, 'timeoutMs cannot be Infinity. Give a number of milliseconds above 0'],
    [{ onProgress: 'log' }, 'onProgress cannot be "log". Give a function.'],
    [{ signal: {} }, 'signal cannot be {}. Give an AbortSignal.'],
    [{ resourceLimits: { maxHeapMb: 5 } }, 'resourceLimits cannot be { maxHeapMb: 5 }. Give an object'],
    [{ iteration: 5 }, 'Unknown option "iteration". Did you mean iterations?'],
    [{ 'x\u001b[2J': 5, iterations: 5 }, String.raw`Unknown option "x\u001b[2J". Valid options: variant, `],
    [{ backend: 'heapdump' }, "set worker: 'process'"],
    [
      { iterations: 97, sensitivity: 100 },
      'sensitivity cannot be 100. A cycle has only 97 iterations, too few to detect a leak as rare as one object in that many. Give',
    ],
    [[], 'options cannot be []. Give an object.'],
    [null, 'options cannot be null. Give an object.'],
    ['each', 'options cannot be "each". Give an object.'],
  ];
  for (const [options, says] of wrong) {
    it(`rejects with ERR_USAGE: ${JSON.stringify(says)}`, () => {
      const { message } = expectHeapwitnessError(
        thrownBy(() => resolve(options)),
        'ERR_USAGE',
      );
      expect(message).to.include(says);
    });
  }

  it('rejects malformed known leaks, whatever they contain', () => {
    for (const entry of [
      circular,
      5n,
      { fingerprint: 'aaaaaaaaaaaaaaaa', expires: '2026-12-31', reason: '' },
    ]) {
      const error = thrownBy(() => resolve({ knownLeaks: [entry] }));
      const { message } = expectHeapwitnessError(error, 'ERR_KNOWN_LEAKS');
      expect(message).to.match(/^The option knownLeaks: leaks\[0\].* cannot be used: /);
    }
  });
});

describe('mergeOptions()', () => {
  it('prefers options of the caller to options of the scenario', () => {
    const own = { iterations: 11, cycles: 4, allowGrowth: ['A'] };
    expect(mergeOptions(own, { cycles: 2, iterations: undefined })).to.include({ iterations: 11, cycles: 2 });
    expect(mergeOptions(own, { allowGrowth: [] })).to.deep.include({ allowGrowth: [] });
  });

  it('drops an option of the scenario that conflicts with one of the caller', () => {
    expect(mergeOptions({ sensitivity: 200 }, { iterations: 97 })).to.include({
      sensitivity: 50,
      iterations: 97,
    });
    expect(mergeOptions({ iterations: 97 }, { sensitivity: 200 })).to.include({
      sensitivity: 200,
      iterations: 383,
    });
    expect(mergeOptions({ iterations: 397 }, { sensitivity: 200 })).to.include({
      sensitivity: 200,
      iterations: 397,
    });
    expect(mergeOptions({ iterations: 300, sensitivity: 200 }, { sensitivity: 20 })).to.include({
      sensitivity: 20,
      iterations: 300,
    });
  });

  for (const [own, says] of [
    [{ iterations: 'many' }, 'iterations cannot be "many". Use a whole number from 1.'],
    [{ allowGrowth: 5n }, 'allowGrowth cannot be 5n. Give an array of strings.'],
    [{ iterations: 97, sensitivity: 100 }, 'sensitivity cannot be 100. A cycle has only 97'],
    [{ itterations: 5 }, 'Unknown option "itterations". Did you mean iterations?'],
    [{ execArgv: [] }, 'execArgv cannot be []. A scenario can only set: sensitivity, iterations, '],
    [5, 'options cannot be 5. Give an object.'],
  ] as const) {
    it(`rejects options of a scenario with ERR_SCENARIO_DEFINITION: ${says}`, () => {
      const error = thrownBy(() => mergeOptions(own, { cycles: 2 }, 'file:///app/a.js'));
      const { message } = expectHeapwitnessError(error, 'ERR_SCENARIO_DEFINITION');
      expect(message).to.include('The scenario file:///app/a.js cannot be used').and.include(says);
    });
  }

  it('rejects options of the caller with ERR_USAGE', () => {
    expectHeapwitnessError(
      thrownBy(() => mergeOptions({ cycles: 2 }, { cycles: 1 })),
      'ERR_USAGE',
    );
  });
});

describe('checkLeaks()', () => {
  const scenario = new URL('../support/scenarios/clean.js', import.meta.url);

  it('rejects invalid options before anything is started, for a module and for a function', async () => {
    for (const options of [
      null,
      5,
      { variant: 5n },
      { variantt: 'x' },
      { signal: 5 },
      { cycles: circular },
    ]) {
      for (const what of [scenario, () => undefined]) {
        expectHeapwitnessError(await rejectionOf(checkLeaks(what, options as CheckOptions)), 'ERR_USAGE');
      }
    }
  });

  it('names the scenario whose own options are invalid, for an object and a module', async () => {
    const own = { iteration: () => undefined, options: { iterations: 'x' as unknown as number } };
    const source =
      "data:text/javascript,export const options = { iterations: 'x' }; export function iteration() {}";
    for (const [what, name] of [
      [own, '(function)'],
      [source, source],
    ] as const) {
      const error = await rejectionOf(checkLeaks(what));
      const { message } = expectHeapwitnessError(error, 'ERR_SCENARIO_DEFINITION');
      expect(message).to.include(name).and.include('iterations cannot be "x". Use a whole number from 1.');
    }
  });

  it('plants one object per number of iterations given as sensitivity', async () => {
    const result = await checkLeaks(scenario, { sensitivity: 10, cycles: 2 });
    expect(result.verdict).to.equal('clean');
    expect(result).to.have.property('sensitivity').that.includes({ oneInIterations: 10 });
    // Two cycles must be longer than the usual three of 23.
    expect(result.evidence.cycles[0]).to.include({ iterations: 37 });
  });
});
