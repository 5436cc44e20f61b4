import type {
  Evidence,
  FindingIsolates,
  InconclusiveCode,
  NamedFile,
  Verdict,
} from '../../../check/index.js';
import { kindsInEnglish } from './kinds-en.js';
import { formatBytes, formatRate, plural } from '../../../core/quantities.js';
import type { BalancePart } from '../../model/balance-rows.js';
import { alsoReadText, ignoredIsolatesText, isolatesText, openFileText } from '../../model/finding-facts.js';
import { findingInEnglish, traceInEnglish } from './finding-en.js';
import type { FindingTexts, TraceTexts } from './finding-en.js';
import type { KindTexts } from './kinds-en.js';

/** All texts of the page of a check in one language. */
export interface VerdictTexts {
  readonly title: (verdict: Verdict, scenario: string) => string;
  readonly skip: string;
  readonly headline: Readonly<Record<Verdict, string>>;
  /** The sentence below a leak's headline. */
  readonly leak: (findings: number) => string;
  /** The sentence below `Clean.`. */
  readonly clean: (oneInIterations: number) => string;
  /** Includes the number of findings that were set aside. */
  readonly cleanMeans: (iterations: number, setAside: number) => string;
  readonly inconclusiveMeans: string;
  /** Descriptions of what happened, by the code of the reason. */
  readonly reasons: Readonly<Record<InconclusiveCode, string>>;
  readonly variant: (variant: string) => string;
  readonly overview: string;
  /** Number of entries of a list that are only in `report.json`. */
  readonly leftOut: (count: number) => string;
  /** `137 per 137 iterations`; the places of a collection are known only roughly, because its store grows in steps. */
  readonly countOf: (count: number, iterations: number, isRough: boolean) => string;
  /** As `countOf` and `rate`, of memory. */
  readonly bytesOf: (size: string, iterations: number) => string;
  readonly bytesEach: (size: string) => string;
  /** A rate alone; `unit` is its unit. */
  readonly perIteration: (count: number) => string;
  readonly unit: string;
  /** A rate in a sentence. */
  readonly rate: (perIteration: number) => string;
  readonly retained: (size: string) => string;
  /** Which file is open. */
  readonly openFile: (file: NamedFile) => string;
  readonly command: (command: string) => string;
  /** Where it was found, if not in the scenario's own isolate; `line` started the isolates. */
  readonly isolates: (isolates: Omit<FindingIsolates, 'startedAt'>, line: string | null) => string;
  /** Separator of the parts of a sentence. */
  readonly comma: string;
  /** A size in bytes, short: `2.3 KiB`. */
  readonly size: (bytes: number) => string;
  readonly finding: FindingTexts;
  readonly kinds: KindTexts;
  readonly trace: TraceTexts;
  readonly setAside: SetAsideTexts;
  readonly known: KnownTexts;
  readonly controls: ControlTexts;
  readonly evidence: CheckEvidenceTexts;
  readonly balance: BalanceTexts;
  readonly environment: CheckEnvironmentTexts;
}

export interface KnownTexts {
  readonly heading: string;
  readonly note: string;
  /** `Known, until 2026-12-31:`, followed by the reason. */
  readonly until: (day: string) => string;
  readonly expired: (day: string) => string;
  readonly unused: string;
}

export interface SetAsideTexts {
  readonly heading: string;
  readonly note: string;
  readonly reason: string;
}

export interface ControlTexts {
  readonly heading: string;
  readonly note: string;
  readonly none: string;
  readonly name: Readonly<Record<'planted' | 'held' | 'dropped', string>>;
  readonly passed: Readonly<Record<'planted' | 'held' | 'dropped', string>>;
  readonly failed: Readonly<Record<'planted' | 'held' | 'dropped', string>>;
}

export interface CheckEvidenceTexts {
  readonly heading: string;
  readonly summary: (iterations: number, cycles: number, warmup: number) => string;
  readonly waited: (time: string) => string;
  /** Says which other threads and processes were examined, too. */
  readonly alsoRead: (names: readonly string[]) => string;
  /** Says which of them the options leave out. */
  readonly ignoredIsolates: (ignored: Evidence['ignoredIsolates']) => string;
  readonly none: string;
  readonly caption: string;
  readonly cycle: string;
  readonly iterations: string;
  readonly rounds: string;
  readonly settled: string;
  readonly time: string;
}

export interface BalanceTexts {
  readonly caption: string;
  readonly what: string;
  readonly first: string;
  readonly last: string;
  readonly parts: Readonly<Record<BalancePart, string>>;
  /** Adds the name of one thing to what it is. */
  readonly named: (part: string, name: string) => string;
}

export interface CheckEnvironmentTexts {
  readonly runsIn: string;
  readonly worker: (kind: string) => string;
  readonly backend: string;
}

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
    'unseen-isolate':
      'A child process of the scenario, or a thread that could not be read, is still running; its heap was not examined.',
    'unowned-memory': 'Memory that no JavaScript object owns has grown; snapshots do not show why.',
    'process-died': 'The process of the scenario died.',
  },
  variant: (variant) => `variant ${variant}`,
  overview: 'What grows',
  leftOut: (count) =>
    count === 1
      ? 'One more is not shown here; it is in report.json.'
      : `${count.toLocaleString(LOCALE)} more are not shown here; they are in report.json.`,
  countOf: (count, iterations, isRough) =>
    `${isRough ? 'about ' : ''}${count.toLocaleString(LOCALE)} in ${plural(iterations, 'iteration')}`,
  bytesOf: (size, iterations) => `${size} in ${plural(iterations, 'iteration')}`,
  bytesEach: (size) => `${size} per iteration`,
  perIteration: (count) => formatRate(count, LOCALE),
  unit: 'leaked per iteration',
  rate: (perIteration) => `${formatRate(perIteration, LOCALE)} per iteration`,
  retained: (size) => `${size} retained each`,
  openFile: openFileText,
  command: (command) => `command: ${command}`,
  isolates: isolatesText,
  comma: ', ',
  size: (bytes) => formatBytes(bytes, { bytesWord: 'bytes', locale: LOCALE }),
  finding: findingInEnglish,
  kinds: kindsInEnglish,
  trace: traceInEnglish,
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
    alsoRead: (names) => `${alsoReadText(names)}.`,
    ignoredIsolates: (ignored) => `${ignoredIsolatesText(ignored)}.`,
    none: 'The run ended before the first cycle.',
    caption: 'Cycles, and the collection forced after each',
    cycle: 'cycle',
    iterations: 'iterations',
    rounds: 'full GCs',
    settled: 'settled',
    time: 'took',
  },
  balance: {
    caption: 'Memory, open files and processes',
    what: 'of the program',
    first: 'first snapshot',
    last: 'last snapshot',
    parts: {
      residentBytes: 'resident memory (RSS)',
      heapBytes: 'objects of the JavaScript heap',
      externalBytes: 'memory outside of the heap that objects retain',
      externalOwner: 'retained by',
      cppHeapBytes: 'heap of C++ objects',
      restBytes: 'rest of the resident memory',
      files: 'open file',
      sockets: 'open socket',
      processes: 'child process',
    },
    named: (part, name) => `${part}: ${name}`,
  },
  environment: {
    runsIn: 'Scenario ran in',
    worker: (kind) => WORKERS[kind] ?? kind,
    backend: 'Captured by',
  },
};
