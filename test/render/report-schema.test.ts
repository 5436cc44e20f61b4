import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { reportDocument } from '../../harness/render/model/report-document.js';
import {
  counts,
  failedVariant,
  leakingCase,
  leakingVariant,
  look,
  traceTo,
} from '../support/case-results.js';
import type { Observation } from '../../harness/workshop/index.js';
import type { Finding } from '../../harness/check/result/verdict.js';
import {
  bareFinding,
  cleanResult,
  inconclusiveResult,
  leakResult,
  witness,
} from '../support/check-results.js';
import { hostileCase } from './hostile-case.js';
import { ENVIRONMENT } from './written-report.js';

const SCHEMA = new URL('../../../docs/report-schema.md', import.meta.url);
/** Values that may be any JSON, or are described elsewhere on the page. */
const OPAQUE =
  /\.(?:facts\[\]\.(?:stated|observed)|error\.cause|translations)$|\.holders\[\]\.(?:trace|artefact)$|\.frames$/;

describe('docs/report-schema.md', () => {
  it('documents exactly the keys that report.json has', async () => {
    expect([...(await documentedKeys('cases'))].sort()).to.deep.equal([...keysOf(fullDocument())].sort());
  });
});

describe('report.json', () => {
  it('contains no absolute path of the machine', () => {
    const text = JSON.stringify(fullDocument());
    expect(text).to.include('"trace":{');
    expect(text).to.not.include('file:///');
  });

  it('contains none in the committed example either', async () => {
    const example = new URL('../../../reports/example/report.json', import.meta.url);
    expect(/file:\/\/\/\w+/.exec(await readFile(example, 'utf8'))).to.equal(null);
  });
});

describe('the result of a check in docs/report-schema.md', () => {
  it('is documented with exactly the keys that --json prints', async () => {
    const documents = [cleanResult(), leakResult({ findings: [fullFinding()] }), inconclusiveResult()];
    const sparse = [inconclusiveResult({ controls: null }), leakResult({ findings: [bareFinding()] })];
    const known = { found: [null], expired: [null], unused: [null] };
    const rest = { ignored: [null], known, artefacts: [null], remarks: ['x'] };
    const keys = [...documents, ...sparse].flatMap((one) => {
      const evidence = { ...one.evidence, alsoRead: ['x'], ignoredIsolates: [{ name: 'x', reason: 'x' }] };
      return [...keysOf({ ...one, ...rest, evidence })];
    });
    const nullable = [
      'controls',
      ...['', '.residentBytes', '.cppHeapBytes', '.restBytes', '.files', '.sockets'].map(
        (part) => `evidence.balance${part}`,
      ),
      'findings[].openFile',
      'findings[].witness',
      'findings[].witness.allocationSite',
      'findings[].witness.kind.line',
      'findings[].witness.verifiedCut',
    ];
    const expected = new Set([...keys, ...nullable]);
    expect([...(await documentedKeys('check'))].sort()).to.deep.equal([...expected].sort());
  });
});

function fullFinding(): Finding {
  const artefact = { name: 'coverage', why: 'x', remedy: 'x' } as const;
  const isolates = { kind: 'worker', names: ['x'], of: 1, startedAt: null } as const;
  const openFile = { name: 'x', access: 'reading' } as const;
  return { ...bareFinding(), witness: witness({ artefact }), isolates, openFile };
}

/** A document in which every key occurs. */
function fullDocument(): unknown {
  const cause = { name: 'Error', message: 'x' };
  const error = { name: 'Error', message: 'x', code: 'ERR_X', stack: 'Error: x', cause };
  const troubled = failedVariant({ error, differences: ['x'], remarks: ['x'] });
  const variants = [
    leakingVariant({
      observations: [...leakingVariant().observations, lookWithPlaces()],
    }),
    troubled,
  ];
  const cases = [leakingCase({ variants }), hostileCase()];
  const notRun = [{ id: 'x', reason: 'missing-package', needs: 'x@1.0.0' }] as const;
  return reportDocument(cases, ENVIRONMENT, new Date(0), new Date(1000), notRun);
}

/** A look whose trace has the places of real ones: URLs of files. */
function lookWithPlaces(): Observation {
  const trace = traceTo('RequestContext');
  const position = { url: 'file:///srv/shop/cases/worker.ts', line: 3, column: 14 };
  const text = 'module file:///srv/shop/cases/pool.js: a module stays loaded';
  const nodes = trace.nodes.map((node) => ({ ...node, position }));
  return look('after GC', counts(0, 3, 3), { trace: { ...trace, root: { ...trace.root, text }, nodes } });
}

const PARTS = { cases: 'cases[].variants[].observations[]', check: 'findings[]' } as const;

/** The page has two parts, in each of which `…` stands for something else. */
async function documentedKeys(part: keyof typeof PARTS): Promise<Set<string>> {
  const [cases = '', check = ''] = (await readFile(SCHEMA, 'utf8')).split('\n## The result of a check\n');
  const text = part === 'cases' ? cases : check;
  const keys = [...text.matchAll(/^\| `([^`]+)`/gm)].map((match) => match[1] ?? '');
  return new Set(keys.map((key) => key.replace('…', PARTS[part])));
}

/** The paths of all leaves, and of all that may be `null` instead of an object. */
function keysOf(document: unknown): Set<string> {
  const keys = new Set<string>();
  const nullable = /\.(?:stated|observed|error|gc|path|path\.root|position|artefact)$/;
  const walk = (value: unknown, path: string): void => {
    if (Array.isArray(value) && !OPAQUE.test(path)) return value.forEach((item) => walk(item, `${path}[]`));
    const isNode = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isNode || OPAQUE.test(path) || nullable.test(path)) keys.add(path);
    if (!isNode || OPAQUE.test(path)) return;
    for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`);
  };
  walk(document, '');
  return keys;
}
