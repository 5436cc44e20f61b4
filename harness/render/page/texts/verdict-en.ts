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
      ? 'One thing is left behind, more of it with every cycle.'
      : `${findings} things are left behind, more of each with every cycle.`,
  clean: (every) =>
    every === 1
      ? 'One object left behind in each iteration would have been seen.'
      : `One object left behind in ${every.toLocaleString(LOCALE)} iterations would have been seen.`,
  cleanMeans: (iterations, setAside) =>
    `Such a leak was planted in this very run, and found. ${plural(iterations, 'iteration')} of the scenario left nothing${setAside > 0 ? ' else' : ''} that grows.`,
  inconclusiveMeans:
    'This is neither green nor red: nothing can be said of the scenario until it has run again.',
  reasons: {
    'control-failed': 'A control failed, so this run cannot be believed.',
    'gc-not-settled': 'No full garbage collection could be proved.',
    'time-budget': 'The time was over before it could be told.',
    'scenario-threw': 'The scenario threw an error.',
    'scenario-hung': 'An iteration did not come to its end.',
    'loop-blocked': 'The scenario blocks its event loop.',
    'worker-exited': 'The scenario ended its own worker.',
    'worker-crashed': 'The scenario crashed its worker.',
    'out-of-memory': 'The scenario ran out of memory.',
    'capture-failed': 'The heap could not be captured.',
    'process-died': 'The process of the scenario died.',
  },
  variant: (variant) => `variant ${variant}`,
  overview: 'What piles up',
  leftOut: (count) =>
    count === 1
      ? 'One more is not shown here; it is in report.json.'
      : `${count.toLocaleString(LOCALE)} more are not shown here; they are in report.json.`,
  countOf: (count, iterations) => `${count.toLocaleString(LOCALE)} per ${plural(iterations, 'iteration')}`,
  perIteration: (count) => formatRate(count, LOCALE),
  unit: 'left behind by each iteration',
  rate: (perIteration) => `${formatRate(perIteration, LOCALE)} each`,
  retained: (size) => `${size} retained each`,
  comma: ', ',
  size: (bytes) => formatBytes(bytes, { bytesWord: 'bytes', locale: LOCALE }),
  finding: {
    traceHeading: 'What holds it',
    traceIntro: 'From a root of the garbage collector to one of these objects, one reference per line:',
    noTrace: 'No strong reference leads to it.',
    notInHeap:
      'It is no object of the heap, so no reference leads to it: look for what opens it and does not close it.',
    belowHeading: 'What piles up below it',
    below: 'Classes that grow too, held through the one above:',
    survivorsHeading: 'Still there at the end',
    survivorsNote:
      'A dot per cycle: how many of the objects made up to then are alive after the last forced full GC. A cache that fills up levels off; a leak goes on.',
    survivorsOf: (cycle, survivors, iterations) =>
      `Cycle ${cycle}: ${survivors.toLocaleString(LOCALE)} of ${plural(iterations, 'iteration')} still there.`,
    iterations: (count) => plural(count, 'iteration'),
    holdersHeading: 'Cut this, and what still holds it?',
    cut: 'Cut',
    stillHolds: (count) =>
      `Then ${count.toLocaleString(LOCALE)} of them ${count === 1 ? 'is' : 'are'} still held by`,
    from: (root) => `from ${root}`,
    nothingElse: 'Then nothing holds it: all of it goes.',
    notLookedFor: 'Others were not looked for: cut these first, and check again.',
    showTrace: 'The whole trace',
    followersHeading: 'What leaks with it',
    followers: 'These hang on it and go when it goes:',
    className: 'class',
    count: 'objects',
    allocated: 'Allocated at',
    fingerprint: 'Fingerprint',
    fingerprintNote: 'The same in every run; made of',
    artefactHeading: 'Caused by the measuring, not by the scenario',
    artefactNote: 'Nothing but the act of measuring holds this.',
    remedy: 'What to do',
    artefacts: {
      'keep-during-job': 'A WeakRef’s last look keeps its target until the job ends',
      'suspended-agent-frame': 'A suspended function of the harness has it in hand',
      'unread-error-stack': 'An Error whose stack was never read keeps what was on it',
      'inspector-console': 'A connected inspector keeps what was logged',
      coverage: 'Coverage keeps the feedback of every function',
      'compiled-code': 'Compiled code keeps what it was compiled for',
      'own-controls': 'The harness’s own controls hold it',
    },
  },
  kinds: kindsInEnglish,
  trace: {
    status: { no: 'leaking: no', unknown: 'leaking: unknown', yes: 'leaking: yes' },
    suspect: 'suspect',
    legend: 'A wavy line marks the references in which the leak may be: cut one of them.',
    retains: (size, objects) => `retains ${size} in ${plural(objects, 'object')}`,
    times: (repeats) => `× ${repeats.toLocaleString(LOCALE)}`,
  },
  setAside: {
    heading: 'Set aside on purpose',
    note: 'These grow too, and do not make the verdict: the check was told to leave them out.',
    reason: 'Why',
  },
  known: {
    heading: 'Known leaks',
    note: 'The leaks of the known-leaks file. Those that were found do not make the verdict until their day is over.',
    until: (day) => `Known, until ${day}:`,
    expired: (day) => `Its day was ${day}: it counts as a finding again. The reason was:`,
    unused: 'It was not found any more: take it out of the file. The reason was:',
  },
  controls: {
    heading: 'The controls of this run',
    note: 'Three things whose end is known beforehand, in the same worker, with the same collections. If one of them ended otherwise, nothing here could be believed.',
    none: 'It did not come to the controls.',
    name: {
      planted: 'A leak that was planted',
      held: 'An object that was held',
      dropped: 'Objects that were dropped',
    },
    passed: { planted: 'was found', held: 'survived', dropped: 'died' },
    failed: { planted: 'was not found', held: 'was missing', dropped: 'did not die' },
  },
  evidence: {
    heading: 'Evidence: every cycle and its collections',
    summary: (iterations, cycles, warmup) =>
      `${plural(iterations, 'iteration')} in ${plural(cycles, 'cycle')}, after a warm-up of ${warmup.toLocaleString(LOCALE)}.`,
    waited: (time) => `${time} were spent waiting for the scenario’s own timers.`,
    none: 'It did not come to a single cycle.',
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
