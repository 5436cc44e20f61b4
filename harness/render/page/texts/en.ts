import { plural } from '../../../core/quantities.js';
import { glossaryInEnglish } from './glossary-en.js';
import { evidenceInEnglish, pathInEnglish } from './evidence-en.js';
import type { Texts } from './texts.js';
import { walkInEnglish } from './walk-en.js';
import { verdictInEnglish } from './verdict-en.js';
import type { Counts } from '../../../workshop/index.js';
import type { ReportTotals } from '../../model/report-document.js';

const LOCALE = 'en-GB';
const CHAPTERS = [
  'Without any of our code',
  'See it',
  'Is the weak key to blame?',
  'Will it heal itself?',
  'What it costs',
  'Cures',
  'In Node',
];

/** The page in English. */
export const english: Texts = {
  language: 'en',
  languageName: 'English',
  number: (value) => value.toLocaleString(LOCALE),
  milliseconds: (value) => (value < 1000 ? `${Math.round(value)} ms` : `${(value / 1000).toFixed(1)} s`),
  bytes: (value) => `${value.toLocaleString(LOCALE)} bytes`,
  dateTime: (iso) => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`,
  named: (name, what) => `${name}: ${what}`,
  outcome: { 'as-stated': 'as stated', 'not-as-stated': 'not as stated', failed: 'failed' },
  role: { leaking: 'leaks', cured: 'cured', other: 'for comparison' },
  counts: { keys: 'keys', values: 'values', staleEntries: 'stale entries' },
  page: {
    title: 'The key dies, the value stays – heapwitness',
    product: 'heapwitness',
    skip: 'Skip to the content',
    headline: ['The key dies.', 'The value stays.'],
    lead:
      'A ThreadLocalMap entry holds its key weakly and its value strongly. ' +
      'Real garbage collections in real long-lived workers, counted in a real heap snapshot:',
    comparison: (variant, title) => `${title}, ${variant}`,
    beforeGc: 'keys held',
    afterGc: 'after full GC',
    pictures: 'The three states of an entry',
    footer: (version) => `Written by heapwitness ${version}. This page needs no network and sends nothing.`,
  },
  toolbar: {
    label: 'This page',
    languages: 'Language',
    hideAll: 'Hide observations of all cases',
    revealAll: 'Reveal all',
    hide: 'Hide observations of this case',
    reveal: 'Reveal',
    hidden: 'The stated and observed counts are hidden.',
    predict: 'How many will be alive after the last full GC? Predict first, then reveal.',
  },
  terms: {
    heading: 'Java’s word, JavaScript’s word',
    java: 'Java',
    javaScript: 'here, in JavaScript',
    remark: 'what to know',
    glossary: 'Glossary',
    terms: 'The special terms of these pages',
    rows: [
      [
        'WeakReference',
        'WeakRef',
        'The reference from an entry to its key. A WeakRef cannot be cleared by hand.',
      ],
      ['Thread', 'Thread', 'A virtual thread over AsyncLocalStorage, inside a real worker.'],
      [
        'a pool’s thread',
        'Thread, Worker',
        'In most variants a virtual Thread that is kept; where heaps are compared, a long-lived worker thread of Node.',
      ],
      [
        'ThreadLocalMap.Entry',
        'Entry',
        'Weak to the key, strong to the value: the same slots as in the JDK.',
      ],
      ['System.gc()', 'globalThis.gc()', 'Java’s is a request; this one is a forced full collection.'],
      [
        'PhantomReference, ReferenceQueue',
        'FinalizationRegistry',
        'Notified after the object was collected.',
      ],
      ['WeakHashMap', 'WeakMap', 'A WeakMap’s value may refer to its key and still dies with it.'],
      ['OutOfMemoryError', 'ERR_WORKER_OUT_OF_MEMORY', 'A worker at the limit of its heap is ended by Node.'],
      ['heap dump (.hprof)', 'heap snapshot (.heapsnapshot)', 'Opened in Chrome DevTools instead of MAT.'],
    ],
  },
  places: {
    contents: 'All cases',
    overview: 'Overview',
    neighbours: 'Previous and next case',
    previous: 'Previous case',
    next: 'Next case',
  },
  overview: {
    heading: 'Stated and observed',
    overall,
    meaning:
      'Each case states, before it runs, what must be alive after a forced full GC. ' +
      'A leak that was predicted is “as stated”; any other count is not, whether higher or lower.',
    notRun: 'Not run, because a package is not installed:',
    needs: 'needs',
    counts: 'All counts, stated and observed',
    chapter: (number) => {
      const name = CHAPTERS[number];
      return name === undefined ? `Chapter ${number}` : `${number} · ${name}`;
    },
    case: 'Case and variant',
    outcome: 'Outcome',
    asStatedMeans: 'The run gave what was predicted, leak or not.',
    stated: (count) => `stated ${count}`,
    factsOnly: 'no counts were stated: see the facts',
  },
  inShort: {
    stays: 'It stays',
    collections: 'Do more collections help?',
    calls: 'Which calls help?',
    cure: 'The cure',
    bound: 'Bounded?',
  },
  end: {
    heading: 'What stays after the last full GC',
    variant: 'variant',
    stays: 'what stays',
    sentence: staying,
  },
  section: {
    source: 'Statement under test',
    sourceOutcome: { holds: 'holds', 'holds in part': 'holds in part', 'does not hold': 'does not hold' },
    backing: 'What backs the statements about Java',
    courseText: (number) => `course text ${number}`,
    recorded: (rows) => `What the JDK did, recorded in docs/jdk-facts.md, rows ${rows}`,
    documents: (addresses) => `Documents: ${addresses}`,
    trouble: 'Not as stated',
    observedHeading: 'Stated before, observed after',
    what: 'Alive after GC',
    stated: 'stated',
    observed: 'observed',
    factsCaption: 'Facts',
    factsOf: (variant) => `More that was stated and observed: ${variant}`,
    remarks: 'Remarks on this run',
    differs: 'differs',
    why: 'Why',
    code: 'The code',
    codeNote:
      'The experiment with its constants, and what the worker runs. Marked lines mention what differs between the variants.',
    toOverview: 'Back to the overview',
    causedBy: 'Caused by',
    noHeap: 'This variant has no counts of one heap; what was stated and observed is in its facts:',
  },
  chart: {
    heading: 'Keys, values and stale entries, look by look',
    description: (series) => `Line chart. ${series}`,
    at: (label, keys, values, stale) =>
      `${label}: ${plural(keys, 'key')}, ${plural(values, 'value')}, ${plural(stale, 'stale entry', 'stale entries')}.`,
    gc: 'GC',
    gcNote: 'Dotted lines marked GC: full collections were forced before the next look.',
  },
  slots: {
    heading: 'The table, slot by slot',
    legend: {
      L: 'live: key and value',
      S: 'stale: key collected, value still there',
      s: 'stale: key collected, value is null',
      K: 'strong: the entry itself keeps its key',
      l: 'live, value is null',
      '.': 'empty',
    },
    legendLabel: 'Legend',
    title: (owner, length) => `${owner}, ${length} slots`,
    nobody: 'a map that no thread owns',
    summary: ({ live, stale, strong, withoutValue, empty }) => {
      const filled = [
        [live, 'live'],
        [stale, 'stale'],
        [strong, 'strong'],
        [withoutValue, 'of these with the value null'],
      ] as const;
      const said = filled.filter(([count]) => count > 0).map(([count, word]) => `${count} ${word}`);
      return [...said, `${empty} empty`].join(', ');
    },
    noTables: 'no ThreadLocalMap in the heap',
    emptyAt: (slot) => `Slot ${slot}: no known key`,
    entryAt: (slot, key, home) => `Slot ${slot}: key #${key}, home slot ${home}`,
    more: (count) => `and ${count} more tables, which are in report.json`,
  },
  player: {
    label: (variant) => `Step by step: ${variant}`,
    variants: 'Variant',
    controls: 'Steps',
    previous: 'Previous look',
    next: 'Next look',
    play: 'Play',
    pause: 'Pause',
    all: 'All looks',
    at: (step, steps, before) => `look ${step} of ${steps}${before ? ', before any forced GC' : ''}`,
    hint: 'The arrow keys ← and → work too.',
    step: (step, steps, label, happened) => `Step ${step} of ${steps}, ${label}: ${happened}.`,
  },
  walk: walkInEnglish,
  happened: {
    start: (keys, values, stale) => {
      const alive = `${plural(keys, 'key')} and ${plural(values, 'value')} are alive`;
      return stale === 0 ? alive : `${alive}, with ${plural(stale, 'stale entry', 'stale entries')}`;
    },
    keysDied: (count) => `${plural(count, 'key')} died`,
    keysCame: (count) => `${plural(count, 'key')} came`,
    valuesStayed: (count) => `${plural(count, 'value')} stayed`,
    valuesCollected: (count) => `${plural(count, 'value')} died`,
    valuesCame: (count) => `${plural(count, 'value')} came`,
    expunged: (count) => `${plural(count, 'stale entry', 'stale entries')} expunged`,
    grew: (from, to) => `the table grew from ${from} to ${to} slots`,
    nothing: 'nothing changed',
    join: (parts) => parts.join(', '),
    changed: (count) => `${plural(count, 'slot')} changed`,
  },
  picture: {
    state: {
      held: 'Key held',
      dead: 'Key dead, value stays',
      removed: 'After remove()',
    },
    description: {
      held:
        'A thread refers to its ThreadLocalMap, that to an Entry, that strongly to the value and weakly to the key. ' +
        'A variable of the program holds the key.',
      dead:
        'The variable is gone and the key was collected. Thread, ThreadLocalMap and Entry still refer strongly to ' +
        'the value, which cannot be reached through any key.',
      removed: 'The slot is empty. Entry and value were collected; thread and map are still there.',
    },
    variable: 'your variable',
    dropped: 'null',
    key: 'key',
    value: 'value',
    weak: 'weak: WeakRef',
    strong: 'strong',
    collected: 'collected',
    emptySlot: 'empty',
    noValue: 'value: null',
    example: (id) => `e.g. @${id}`,
    describe: ({ count, state, keyHolder, values, valueToKey }) => {
      const holder = keyHolder ?? (valueToKey === null ? 'code that is not shown' : 'nothing but the value');
      const key = {
        stale: 'key collected',
        strong: 'key held by the entry itself',
        live: `key held by ${holder}`,
      };
      const value =
        values.length === 0
          ? 'value is null'
          : `value reached by thread, map and entry: ${values.map(({ className }) => className).join(' → ')}`;
      const back = valueToKey === null ? [] : [`the value refers to the key by ${valueToKey}`];
      return [plural(count, 'entry', 'entries'), key[state], value, ...back].join('; ');
    },
  },
  path: pathInEnglish,
  evidence: evidenceInEnglish,
  environment: {
    heading: 'Environment',
    system: 'System',
    cpus: (count) => `${count} ${count === 1 ? 'processor' : 'processors'}`,
    took: 'Run took',
    backends: 'Snapshot captures',
    available: 'available',
    notAvailable: (reason) => `not available: ${reason}`,
  },
  verdict: verdictInEnglish,
  glossary: glossaryInEnglish,
};

function overall({ cases, asStated, notAsStated, failed }: ReportTotals): string {
  if (cases === 0) return 'No case was run, so there is nothing to show.';
  if (asStated === cases)
    return cases === 1 ? 'The one case ended as stated.' : `All ${cases} cases ended as stated.`;
  const rest = [
    ...(notAsStated > 0 ? [`${notAsStated} did not`] : []),
    ...(failed > 0 ? [`${failed} could not be carried out`] : []),
  ];
  return `${asStated} of ${cases} cases ended as stated; ${rest.join(', ')}.`;
}

function staying({ keys, values, staleEntries }: Counts): string {
  const alive = (count: number, noun: string, nouns?: string): string =>
    `${plural(count, noun, nouns)} ${count === 1 ? 'stays' : 'stay'}`;
  if (values === 0 && keys === 0)
    return staleEntries === 0
      ? 'Nothing stays.'
      : `No key and no value is left, but ${alive(staleEntries, 'stale entry', 'stale entries')}.`;
  if (values === 0)
    return `No value stays. ${plural(keys, 'key')} ${keys === 1 ? 'is' : 'are'} still in use.`;
  if (keys === 0 && staleEntries > 0) return `No key is left, but ${alive(values, 'value')}.`;
  if (keys === 0) return `${alive(values, 'value')}.`;
  return staleEntries === 0
    ? `${alive(values, 'value')}, and so ${keys === 1 ? 'does' : 'do'} ${plural(keys, 'key')}.`
    : `${alive(values, 'value')}; ${plural(staleEntries, 'entry has', 'entries have')} lost the key.`;
}
