import type { EvidenceTexts, PathTexts } from './texts.js';

/** What retains a value, in English. */
export const pathInEnglish: PathTexts = {
  heading: 'What keeps a value alive',
  intro:
    'From a GC root, such as a variable of a module, to one of the values (in some cases on to what that keeps), one reference per line:',
  ownKey: 'the key of the same entry: it is strongly reachable by this chain',
  none: 'No value is alive, so there is no path to show.',
  devtools: 'See it in Chrome DevTools',
  devtoolsSteps: [
    'Open DevTools, go to the Memory tab, and choose Load (“Load profile”).',
    'Pick the kept snapshot named here:',
    'In the Summary view, filter for a class such as Entry, or press Ctrl+F (⌘F) and search for an id such as @123: the ids are those shown above.',
    'Select the value. The Retainers pane below shows the same references, from the value up to the root.',
  ],
  notKept: (id) =>
    `No snapshot of this case was kept, so these ids cannot be looked up. npx heapwitness cases ${id} --keep-snapshots writes a new report, whose ids are those of the snapshots that it keeps.`,
};

/** The evidence of a case, in English. */
export const evidenceInEnglish: EvidenceTexts = {
  heading: 'Evidence: every look, every collection, two or three witnesses',
  intro:
    'A look counts what is alive: by walking the live map, in a heap snapshot, and by v8.queryObjects, each without the others; “–” means that one cannot count this. ' +
    'Before a look, full GCs are usually forced until a canary (an object without any strong reference) is collected, which proves that GC has run, and until the heap no longer shrinks (settled). ' +
    'Where a look says “not forced”, its own snapshot still collects garbage first.',
  looksCaption: 'Looks, and the full GCs forced before each',
  look: 'look',
  worker: 'worker',
  rounds: 'full GCs before it',
  canary: 'canary collected by GC no.',
  settled: 'heap settled',
  means: 'by means of',
  time: 'GC took',
  yes: 'yes',
  no: 'no',
  notForced: 'not forced',
  what: (name) => name,
  witnessesCaption: (look, worker) => `Witnesses, ${look}, ${worker}`,
  counted: 'counted',
  walk: 'live map',
  snapshot: 'heap snapshot',
  queryObjects: 'v8.queryObjects',
  agreement: 'agreement',
  agree: 'agree',
  disagree: 'disagree',
};
