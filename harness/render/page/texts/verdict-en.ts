import type { Verdict } from '../../../check/index.js';
import { kindsInEnglish } from './kinds-en.js';
import { formatBytes, formatRate, plural } from '../../../core/quantities.js';
import type { VerdictTexts } from './verdict-texts.js';

const LOCALE = 'en-GB';
const WORDS: Readonly<Record<Verdict, string>> = {
  clean: 'Clean',
  leak: 'Leak',
  inconclusive: 'Inconclusive',
};
const WORKERS: Readonly<Record<string, string>> = {
  thread: 'a worker thread in a supervised process',
  process: 'a supervised process of its own',
  'in-process': 'the process of the caller',
};

/** The page of a check in English. */
export const verdictInEnglish: VerdictTexts = {
  title: (verdict, scenario) => `${WORDS[verdict]}: ${scenario} – heapwitness`,
  skip: 'Skip to the findings',
  headline: { clean: 'Clean.', leak: 'Leak.', inconclusive: 'Inconclusive.' },
  leak: (findings) =>
    findings === 1
      ? 'One leak was found: it grows with every cycle.'
      : `${findings} leaks were found: each grows with every cycle.`,
  clean: (every) =>
    every === 1
      ? 'A leak of one object per iteration would have been detected.'
      : `A leak of one object per ${every.toLocaleString(LOCALE)} iterations would have been detected.`,
  cleanMeans: (iterations, setAside) =>
    `A leak of that rate was planted in this run and detected. In ${plural(iterations, 'iteration')} of the scenario, nothing${setAside > 0 ? ' else' : ''} kept growing.`,
  inconclusiveMeans:
    'This is neither a pass nor a failure: no verdict was reached. Follow the message below, and run the check again.',
  reasons: {
    'control-failed': 'A control failed, so the result of this run is not reliable.',
    'gc-not-settled': 'A full garbage collection could not be forced.',
    'time-budget': 'No verdict was reached within the time of the check.',
    'scenario-threw': 'The scenario threw an error.',
    'scenario-hung': 'An iteration did not finish.',
    'loop-blocked': 'The scenario blocks its event loop.',
    'worker-exited': 'The scenario ended its own worker.',
    'worker-crashed': 'The scenario crashed its worker.',
    'out-of-memory': 'The scenario ran out of memory.',
    'capture-failed': 'The heap could not be captured.',
    'process-died': 'The process of the scenario died.',
  },
  variant: (variant) => `variant ${variant}`,
  overview: 'What grows',
  leftOut: (count) =>
    count === 1
      ? 'One more is not shown here; it is in report.json.'
      : `${count.toLocaleString(LOCALE)} more are not shown here; they are in report.json.`,
  countOf: (count, iterations) => `${count.toLocaleString(LOCALE)} in ${plural(iterations, 'iteration')}`,
  perIteration: (count) => formatRate(count, LOCALE),
  unit: 'leaked per iteration',
  rate: (perIteration) => `${formatRate(perIteration, LOCALE)} per iteration`,
  retained: (size) => `${size} retained each`,
  comma: ', ',
  size: (bytes) => formatBytes(bytes, { bytesWord: 'bytes', locale: LOCALE }),
  finding: {
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
      `Then ${count.toLocaleString(LOCALE)} of them ${count === 1 ? 'is' : 'are'} still retained by`,
    from: (root) => `from ${root}`,
    nothingElse: 'Then nothing retains it, and all of it can be collected.',
    notLookedFor: 'Further retainers were not searched for: cut these first, and check again.',
    showTrace: 'The whole trace',
    followersHeading: 'What else leaks through it',
    followers: 'These are retained by it, and can be collected when it is:',
    className: 'class',
    count: 'objects',
    allocated: 'Allocated at',
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
  },
  kinds: kindsInEnglish,
  trace: {
    status: { no: 'leaking: no', unknown: 'leaking: unknown', yes: 'leaking: yes' },
    suspect: 'suspect',
    legend: 'A wavy line marks the references that may cause the leak: cut one of them.',
    retains: (size, objects) => `retains ${size} in ${plural(objects, 'object')}`,
    times: (repeats) => `× ${repeats.toLocaleString(LOCALE)}`,
  },
  setAside: {
    heading: 'Ignored on purpose',
    note: 'These grow too, but the options of the check exclude them from the verdict.',
    reason: 'Why',
  },
  known: {
    heading: 'Known leaks',
    note: 'Leaks listed in the known-leaks file. A known leak does not affect the verdict until it expires.',
    until: (day) => `Known, until ${day}:`,
    expired: (day) => `Expired on ${day}, so it is reported again. The reason was:`,
    unused: 'Not found any more: remove it from the file. The reason was:',
  },
  controls: {
    heading: 'The controls of this run',
    note: 'Three controls with a known outcome run in the same worker, with the same collections. If any of them fails, the run is inconclusive.',
    none: 'The run ended before the controls.',
    name: {
      planted: 'The planted leak',
      held: 'The held object',
      dropped: 'The dropped objects',
    },
    passed: { planted: 'was detected', held: 'survived', dropped: 'were collected' },
    failed: { planted: 'was not detected', held: 'was missing', dropped: 'were not collected' },
  },
  evidence: {
    heading: 'Evidence: every cycle and its collections',
    summary: (iterations, cycles, warmup) =>
      `${plural(iterations, 'iteration')} in ${plural(cycles, 'cycle')}, after a warm-up of ${warmup.toLocaleString(LOCALE)}.`,
    waited: (time) => `${time} were spent waiting for timers of the scenario.`,
    none: 'The run ended before the first cycle.',
    caption: 'Cycles, and the collection forced after each',
    cycle: 'cycle',
    iterations: 'iterations',
    rounds: 'full GCs',
    settled: 'settled',
    time: 'took',
  },
  environment: {
    runsIn: 'Scenario ran in',
    worker: (kind) => WORKERS[kind] ?? kind,
    backend: 'Captured by',
  },
};
