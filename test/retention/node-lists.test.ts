import { expect } from 'chai';

import type { LeakKind, Witness } from '../../harness/retention/index.js';
import { plantedWitnesses, witnessNamed } from '../support/planted-witnesses.js';

const PLANTED = 20;

/** By a name in the signature; the last ones are in lists of the user. */
const KINDS: Readonly<Record<string, Partial<Pick<LeakKind, 'id' | 'detail' | 'holder'>>>> = {
  OfHook: { id: 'node-list', detail: 'async-hook', holder: null },
  OfObserver: { id: 'node-list', detail: 'performance-observer', holder: null },
  OfSignal: { id: 'node-list', detail: 'abort-signal', holder: null },
  OfChannel: { id: 'node-list', detail: 'channel', holder: null },
  OfOwnChannel: { id: 'node-list', detail: 'channel', holder: null },
  OfUsersChannel: { id: 'growing-array', detail: null, holder: 'usersChannel._subscribers' },
  OfUser: { id: 'growing-array', detail: null, holder: 'hooks' },
};

describe('The explanation of what a list of Node retains', () => {
  let witnesses: readonly Witness[];

  before(async function () {
    this.timeout(60_000);
    const zoo = new URL('../support/workers/node-lists-zoo.js', import.meta.url);
    witnesses = await plantedWitnesses(zoo, PLANTED);
  });

  for (const [name, expected] of Object.entries(KINDS)) {
    it(`of ${name} is ${expected.id}: ${expected.detail ?? 'a list of the user'}`, () => {
      const { kind, verifiedCut } = witnessNamed(witnesses, name);
      expect(kind).to.include(expected);
      // No program can empty a list of Node.
      expect(verifiedCut === null).to.equal(expected.id === 'node-list');
      if (expected.id === 'node-list') expect(kind.mend).to.not.match(/splice|Delete/);
    });
  }

  it('of the WeakRef of a combined signal does not ask to remove listeners, which it has none of', () => {
    const kinds = witnesses.filter(({ className }) => className === 'WeakRef').map(({ kind }) => kind);
    expect(kinds).to.have.length.at.least(1);
    for (const kind of kinds) {
      expect(kind).to.include({ id: 'node-list', detail: 'abort-signal-ref' });
      expect(kind.mend).to.match(/^Give a long-lived signal to any\(\) only once/);
    }
  });
});
