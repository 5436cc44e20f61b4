const SAMPLES: Readonly<Record<string, readonly unknown[]>> = {
  'page.comparison': ['A', 'B'],
  'overview.overall': [{ cases: 3, asStated: 1, notAsStated: 1, failed: 1 }],
  'end.sentence': [{ keys: 1, values: 3, staleEntries: 2 }],
  'chart.description': ['A'],
  'chart.at': ['A', 1, 2, 3],
  'slots.title': ['A', 16],
  'slots.summary': [{ live: 1, stale: 2, strong: 3, withoutValue: 4, empty: 5 }],
  'picture.describe': [
    {
      count: 2,
      maps: 1,
      keys: 2,
      state: 'live',
      keyHolder: 'A',
      values: [{ className: 'B', id: 1 }],
      valueToKey: '.C',
    },
  ],
  'player.step': [1, 2, 'A', 'B'],
  'happened.join': [['A', 'B']],
  'evidence.what': ['stale entries'],
  'evidence.witnessesCaption': ['A', 'B'],
  'environment.notAvailable': ['A'],
  'verdict.kinds.whyOf': [{ id: 'listener', why: 'Why?', holder: 'A', held: 'B', detail: 'C' }],
  'verdict.kinds.mendOf': [{ id: 'listener', mend: 'So!', holder: 'A', held: 'B', detail: 'C' }],
  'verdict.kinds.triedOf': [
    {
      verifiedCut: { text: 'A', references: 1, others: 0, freed: 1, freedBytes: 2 },
      count: 3,
      holders: [1, 2],
    },
  ],
  'verdict.command': ['node a.js'],
  'verdict.openFile': [{ name: 'A', access: 'reading' }],
  'verdict.isolates': [{ names: ['A'], of: 2 }, 'B'],
  'verdict.evidence.alsoRead': [['A']],
  'verdict.evidence.ignoredIsolates': [[{ name: 'A', reason: 'B' }]],
  'verdict.title': ['leak', 'A'],
  'verdict.environment.worker': ['thread'],
  dateTime: ['2026-01-02T03:04:05.678Z'],
};

/** All texts by their path; functions are called with sample arguments. */
export function leavesOf(texts: object): Map<string, string> {
  const leaves = new Map<string, string>();
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') leaves.set(path, value);
    else if (typeof value === 'function') {
      const call = value as (...values: readonly unknown[]) => string;
      leaves.set(path, call(...(SAMPLES[path] ?? [3, 4, 5, 6])));
    } else
      for (const [key, inner] of Object.entries(value as object))
        walk(inner, path === '' ? key : `${path}.${key}`);
  };
  walk(texts, '');
  return leaves;
}
