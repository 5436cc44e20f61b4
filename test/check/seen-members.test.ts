import { expect } from 'chai';
import { SeenMembers } from '../../harness/check/run/seen-members.js';

describe('SeenMembers', () => {
  const of = { kind: 'object', className: 'Parser' } as const;
  const lent = { ...of, fingerprint: 'lent' };
  /** Looks at which the group had these members, while all others of 1 to 9 were in the pool; a cycle for each look. */
  const seen = (...looks: readonly (readonly number[])[]): SeenMembers => {
    const members = new SeenMembers();
    for (const [at, ids] of looks.entries()) {
      members.nextLook();
      const others = [1, 2, 3, 4, 5, 6, 7, 8, 9].filter((id) => !ids.includes(id));
      members.note(
        of,
        [
          { fingerprint: 'lent', ids, older: 0, grows: true, holders: new Map() },
          { fingerprint: 'pool', ids: others, older: 0, grows: false, holders: new Map() },
        ],
        at + 1,
      );
    }
    return members;
  };
  const fromFirst = (): number => 0;

  it('needs three earlier looks', () => {
    expect(seen([1, 2], [1, 2], [1, 2]).settled(lent, [1, 2], fromFirst)).to.equal(null);
    expect(seen([1, 2], [1, 2], [1, 2], [1, 2]).settled(lent, [1, 2], fromFirst)).to.deep.equal([1, 2]);
  });

  it('counts all members as settled if they come from another group, but none leaves this one', () => {
    const members = seen([1, 2], [1, 2, 3], [1, 2, 3, 4], [1, 2, 3, 4, 5]);
    expect(members.settled(lent, [1, 2, 3, 4, 5], fromFirst)).to.deep.equal([1, 2, 3, 4, 5]);
  });

  it('counts a member that was in another group at any of them as lent', () => {
    const members = seen([1, 2, 3, 4], [1, 2, 3, 5], [1, 2, 6, 4], [1, 2, 3, 4, 5, 6]);
    expect(members.settled(lent, [1, 2, 3, 4, 5, 6], fromFirst)).to.deep.equal([1, 2]);
  });

  it('counts a member as settled that was in another group that seemed to grow', () => {
    const members = seen([1, 2], [1, 2], [1, 2], [1]);
    expect(members.settled({ ...of, fingerprint: 'renamed' }, [1, 2, 3], fromFirst)).to.deep.equal([1, 2]);
  });

  it('considers only the looks since a member was allocated', () => {
    const members = seen([1, 2], [1, 2], [1, 2], [1]);
    expect(members.settled(lent, [1, 10, 11], (id) => (id === 10 ? 3 : 2))).to.deep.equal([1, 10]);
  });

  it('ignores other classes', () => {
    const members = seen([1], [1], [1], [1]);
    expect(members.settled({ ...lent, className: 'Socket' }, [1], fromFirst)).to.equal(null);
  });
});
