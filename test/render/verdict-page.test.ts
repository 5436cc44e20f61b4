import { createHash } from 'node:crypto';
import { expect } from 'chai';
import type { CheckResult } from '../../harness/check/result/verdict.js';
import {
  bareFinding,
  cleanResult,
  inconclusiveResult,
  leakResult,
  oneOfEach,
  witness,
  witnessedFinding,
} from '../support/check-results.js';
import { hostileLeak, hostileReason } from '../support/hostile-result.js';
import { fileOfVerdict } from '../support/written-verdict.js';
import { HOSTILE } from './hostile-case.js';
import { textOf, withoutScripts } from './written-report.js';

describe('the page of a check', () => {
  it('shows the verdict in large type, and its basis below', async () => {
    const said = {
      clean:
        /Clean\. A leak of one object per 50 iterations would have been detected\. A leak of that rate was planted .* 291 iterations/,
      leak: /Leak\. One leak was found: it grows with every cycle\./,
      inconclusive:
        /Inconclusive\. A control failed, so the result of this run is not reliable\. .*found 2 \+ 0 \+ 2/,
    };
    for (const [verdict, result] of Object.entries(oneOfEach()))
      expect(await readText(result)).to.match(said[verdict as CheckResult['verdict']]);
  });

  it('shows the amount of a finding, per iteration and per object', async () => {
    const text = await readText(leakResult());
    expect(text).to.include('291 in 291 iterations, 1.0 per iteration, 2.3 KiB retained each');
    const rare = bareFinding({ count: 6, perIteration: 6 / 291, retainedBytesPerIteration: 0 });
    expect(await readText(leakResult({ findings: [rare] }))).to.include(
      '6 in 291 iterations, 0.021 per iteration',
    );
  });

  it('shows that the places of a collection are known roughly', async () => {
    const finding = bareFinding({ kind: 'collection', count: 5000, iterations: 9000 });
    expect(await readText(leakResult({ findings: [finding] }))).to.include('about 5,000 in 9,000 iterations');
  });

  it('shows a trace from the root: references, nodes, status, reason, position', async () => {
    const text = await readText(leakResult());
    const parts = [
      'module session.scenario.js a module stays loaded until the program ends',
      '↓ variable store',
      'SessionStore @1037 leaking: no older than the first cycle',
      '↓ store .sessions suspect',
      'Map: 291 entries @1039 leaking: unknown',
      '↓ sessions .get("user-17") suspect',
      'Session @1041 @shop/session/index.js:12:5 leaking: yes it came with an iteration and stayed retains 2.3 KiB in 42 objects',
    ];
    const places = parts.map((part) => text.replaceAll(/ [✓?✗] /g, ' ').indexOf(part));
    expect(places, text).to.deep.equal([...places].sort((a, b) => a - b));
    expect(places[0]).to.be.above(0);
  });

  it('marks suspect references, and of these only the part that is new', async () => {
    const page = withoutScripts(await fileOfVerdict(leakResult()));
    const [trace = ''] = /<ol class="trace">.*?<\/ol>/s.exec(page) ?? [];
    const marked = [...trace.matchAll(/<span class="suspect">([^<]*)</g)].map((match) => match[1]);
    expect(marked).to.deep.equal(['.sessions', '.get(&quot;user-17&quot;)']);
  });

  it('reports what still retains the objects if the trace is cut, or that nothing does', async () => {
    const text = await readText(leakResult());
    expect(text).to.match(
      /Cut sessions\.get\("user-17"\) Then 240 of them are still retained by timer\.onTimeout from pending timers of 30000 ms .* Cut timer\.onTimeout Then 12 of them are still retained by bus\.listeners\[17\] .* Cut bus\.listeners\[17\] Then nothing retains it, and all of it can be collected\./,
    );
  });

  it('does not claim that nothing else retains the objects if the search for holders was not complete', async () => {
    const some = witness({ holdersComplete: false });
    const text = await readText(leakResult({ findings: [witnessedFinding({ witness: some })] }));
    expect(text).to.include('Further retainers were not searched for').and.not.include('nothing retains it');
  });

  it('lists what leaks with a finding, where it was allocated, and what its fingerprint consists of', async () => {
    const text = await readText(leakResult());
    expect(text).to.include('11,640 Row 291 Array 291 onExpire()');
    expect(text).to.include('Allocated at new Session ../src/session.js:12:5 open');
    expect(text).to.match(
      /Fingerprint 9f3a52c01b7de846 .* computed from module session\.scenario sessions Map Session/,
    );
  });

  it('draws the growth over the iterations, if it is known', async () => {
    const text = await readText(leakResult());
    expect(text).to.include('Cycle 1: 97 of 97 iterations still alive. Cycle 2: 97');
    const unknown = witnessedFinding({ survivors: [] });
    expect(await readText(leakResult({ findings: [unknown] }))).to.not.include('Still alive at the end');
  });

  it('shows the path of a finding without a witness, or reports that there is none', async () => {
    const text = await readText(leakResult({ findings: [bareFinding()] }));
    expect(text).to.include('module session.scenario.js variable sessions → Map');
    const file = bareFinding({ kind: 'resource', className: 'open files', path: [] });
    expect(await readText(leakResult({ findings: [file] }))).to.include('It is not an object in the heap');
  });

  it('shows memory outside of the heap in bytes, not as a number of things', async () => {
    const grown = { perIteration: 2048, count: 9_795_584, iterations: 4783, retainedBytesPerIteration: 2048 };
    const finding = bareFinding({ kind: 'resource', className: 'external bytes', ...grown });
    const text = await readText(leakResult({ findings: [finding] }));
    expect(text).to.include('9.3 MiB in 4,783 iterations, 2.0 KiB per iteration');
    expect(text).to.match(/external bytes 2\.0 KiB leaked per iteration 9\.3 MiB in 4,783 iterations/);
    expect(text).to.not.match(/retained each|9,795,584/);
  });

  it('counts only top-level findings as leaks, and links the findings below to them', async () => {
    const inner = bareFinding({ className: 'Row', fingerprint: 'row', within: '9f3a52c01b7de846' });
    const page = await fileOfVerdict(leakResult({ findings: [witnessedFinding(), inner] }));
    expect(textOf(withoutScripts(page))).to.include('One leak was found');
    const below = /What else grows and is retained by it[^]*?<summary><bdi>Row<[^]*?<\/details>/;
    expect(page).to.match(below).and.not.include('id="finding-2"');
  });

  it('includes findings below a missing finding, or with the same fingerprint as the one above', async () => {
    const lost = bareFinding({ className: 'Lost', fingerprint: 'lost', within: 'set aside' });
    const same = bareFinding({ className: 'Same', within: '9f3a52c01b7de846' });
    const text = await readText(leakResult({ findings: [witnessedFinding(), lost, same] }));
    expect(text).to.include('2 leaks were found').and.include('Lost').and.include('Same');
  });

  it('lists separately what was ignored, with the reason, and what only the measurement retains', async () => {
    const artefact = { name: 'coverage', why: 'coverage keeps it', remedy: 'measure without' } as const;
    const text = await readText(
      cleanResult({
        ignored: [{ ...bareFinding({ className: 'Cached' }), reason: 'known until 2026-12-31: it fills up' }],
        artefacts: [witnessedFinding({ className: 'Feedback', witness: witness({ artefact }) })],
      }),
    );
    expect(text).to.include('nothing else kept growing');
    expect(text).to.match(/Ignored on purpose .* Cached .* Why: known until 2026-12-31: it fills up/);
    expect(text).to.match(
      /Caused by the measurement, not by the scenario .* Feedback .* What to do: measure without/,
    );
  });

  it('shows the outcome of each control, the cycles, and the environment', async () => {
    const text = (await readText(inconclusiveResult())).replaceAll(/ [✓✗] /g, ' ');
    expect(text).to.include('The planted leak was not detected planted 2 + 2 + 2');
    expect(text).to.include('The held object survived');
    expect(text).to.include('The dropped objects were collected');
    expect(text).to.match(/291 iterations in 3 cycles, after a warm-up of 97\. .* 3 97 5 yes 1\.2 s/);
    expect(text).to.include('a worker thread in a supervised process');
  });

  it('is complete for a check without controls and cycles', async () => {
    const evidence = {
      warmupIterations: 0,
      cycles: [],
      iterations: 0,
      quietMs: 0,
      alsoRead: [],
      ignoredIsolates: [],
      balance: null,
    };
    const text = await readText(inconclusiveResult({ controls: null, evidence }));
    expect(text)
      .to.include('The run ended before the controls.')
      .and.include('The run ended before the first cycle');
  });

  it('contains both languages in one file', async () => {
    const page = await fileOfVerdict(leakResult());
    const [, chinese = ''] = /<template id="page-zh-CN"[^>]*>([\s\S]*?)<\/template>/.exec(page) ?? [];
    expect(textOf(chinese)).to.include('有泄漏。').and.include('291 次迭代留存 291 个，每次迭代 1.0 个');
    expect(page).to.include('title="有泄漏：session.scenario.js – heapwitness"');
  });

  it('has a content security policy that allows only its own style and script, and no duplicate ids', async () => {
    for (const result of [...Object.values(oneOfEach()), hostileLeak()]) {
      const page = await fileOfVerdict(result);
      const digests = [...page.matchAll(/<(?:style|script)>([\s\S]*?)<\/(?:style|script)>/g)].map(
        (match) =>
          `'sha256-${createHash('sha256')
            .update(match[1] ?? '')
            .digest('base64')}'`,
      );
      expect(digests).to.have.lengthOf(2);
      for (const digest of digests) expect(page.replaceAll('&#39;', "'")).to.include(digest);
      const ids = [...withoutScripts(page).matchAll(/\bid="([^"]*)"/g)].map((match) => match[1]);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).to.deep.equal([]);
    }
  });

  it('escapes hostile names', async () => {
    for (const result of [hostileLeak(), hostileReason()]) {
      const page = await fileOfVerdict(result);
      expect(page.match(/<script/g), 'scripts').to.have.lengthOf(1);
      expect(page).to.not.match(/<img/i);
      expect(textOf(withoutScripts(page))).to.include(HOSTILE);
    }
  });
});

async function readText(result: CheckResult): Promise<string> {
  return textOf(withoutScripts(await fileOfVerdict(result))).replaceAll('&#39;', "'");
}
