import { plural } from '../../../core/quantities.js';

const LOCALE = 'en-GB';

/** The words of one finding in one language. */
export interface FindingTexts {
  readonly traceHeading: string;
  readonly traceIntro: string;
  readonly noTrace: string;
  /** Shown instead of a trace for a resource outside the heap. */
  readonly notInHeap: string;
  readonly belowHeading: string;
  readonly below: string;
  readonly survivorsHeading: string;
  readonly survivorsNote: string;
  readonly survivorsOf: (cycle: number, survivors: number, iterations: number) => string;
  readonly iterations: (count: number) => string;
  readonly holdersHeading: string;
  /** Text before the reference. */
  readonly cut: string;
  /** Text before the next holder. */
  readonly stillHolds: (count: number) => string;
  /** Text after the next holder. */
  readonly from: (root: string) => string;
  readonly nothingElse: string;
  /** Shown if the search for holders was not complete. */
  readonly notLookedFor: string;
  readonly showTrace: string;
  readonly followersHeading: string;
  readonly followers: string;
  readonly className: string;
  readonly count: string;
  readonly allocated: string;
  /** Heading of the calls that opened a file. */
  readonly opened: string;
  readonly fingerprint: string;
  readonly fingerprintNote: string;
  readonly artefactHeading: string;
  readonly artefactNote: string;
  readonly remedy: string;
  /** Descriptions of kinds of artefacts, by name. */
  readonly artefacts: Readonly<Record<string, string>>;
}

/** The words of a leak trace in one language. */
export interface TraceTexts {
  readonly status: Readonly<Record<'no' | 'unknown' | 'yes', string>>;
  readonly suspect: string;
  readonly legend: string;
  readonly retains: (size: string, objects: number) => string;
  readonly times: (repeats: number) => string;
}

/** One finding in English. */
export const findingInEnglish: FindingTexts = {
  traceHeading: 'What retains it',
  traceIntro: 'From a root of the garbage collector to one of these objects, one reference per line:',
  noTrace: 'No strong reference leads to it.',
  notInHeap:
    'It is not an object in the heap, so no reference leads to it: look for code that opens it and does not close it.',
  belowHeading: 'What else grows and is retained by it',
  below: 'Classes that also grow and are retained by the one above:',
  survivorsHeading: 'Still alive at the end',
  survivorsNote:
    'One dot per cycle: how many of the objects created up to then are alive after the last forced full GC. A cache that fills up levels off; a leak keeps growing.',
  survivorsOf: (cycle, survivors, iterations) =>
    `Cycle ${cycle}: ${survivors.toLocaleString(LOCALE)} of ${plural(iterations, 'iteration')} still alive.`,
  iterations: (count) => plural(count, 'iteration'),
  holdersHeading: 'What still retains it if a reference is cut',
  cut: 'Cut',
  stillHolds: (count) =>
    count === 0
      ? 'Then none of them, but objects of the other classes are still retained by'
      : `Then ${count.toLocaleString(LOCALE)} of them ${count === 1 ? 'is' : 'are'} still retained by`,
  from: (root) => `from ${root}`,
  nothingElse: 'Then nothing retains it, and all of it can be collected.',
  notLookedFor: 'Further retainers were not searched for: cut these first, and check again.',
  showTrace: 'The whole trace',
  followersHeading: 'What else leaks through it',
  followers: 'These are retained by it, and can be collected when it is:',
  className: 'class',
  count: 'objects',
  allocated: 'Allocated at',
  opened: 'Opened at',
  fingerprint: 'Fingerprint',
  fingerprintNote: 'The same in every run; computed from',
  artefactHeading: 'Caused by the measurement, not by the scenario',
  artefactNote: 'Only the measurement retains this.',
  remedy: 'What to do',
  artefacts: {
    'keep-during-job': 'V8 keeps the target of a WeakRef until the current job ends',
    'suspended-agent-frame': 'A suspended function of the harness retains it',
    'unread-error-stack': 'An Error whose stack was never read retains its stack frames',
    'inspector-console': 'A connected inspector retains everything that was logged',
    coverage: 'Coverage retains the feedback of every function',
    'compiled-code': 'Compiled code retains it',
    'own-controls': 'A control of the harness retains it',
  },
};

/** A leak trace in English. */
export const traceInEnglish: TraceTexts = {
  status: { no: 'leaking: no', unknown: 'leaking: unknown', yes: 'leaking: yes' },
  suspect: 'suspect',
  legend: 'A wavy line marks the references that may cause the leak: cut one of them.',
  retains: (size, objects) => `retains ${size} in ${plural(objects, 'object')}`,
  times: (repeats) => `× ${repeats.toLocaleString(LOCALE)}`,
};
