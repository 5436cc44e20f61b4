import { relative } from 'node:path';
import { workingFolder } from '../core/module-url.js';
import { visibleJson, visibleLines, visibleText } from '../core/escape-control-characters.js';
import { discardReport, formatSummary, prepareReport, writeReport } from '../render/index.js';
import { findCases, installCommand, missingPackages, runCase, selectCases } from '../workshop/index.js';
import type { CaseNotRun, CaseResult, FoundCase, FoundCases } from '../workshop/index.js';
import { chooseCatalogue } from './choose-catalogue.js';
import { EXIT } from './exit-codes.js';
import type { ExitCode } from './exit-codes.js';
import { Answers, askPredictions, comparePredictions } from './predictions.js';
import type { Predictions } from './predictions.js';
import { Progress } from './progress.js';
import { printOutcome } from './terminal.js';
import { compile, SaveWatch } from './watch.js';

export interface CasesOptions {
  /** Folder of the cases; by default `cases` or, if there is none, the published catalogue. */
  readonly from?: string;
  readonly report: string;
  readonly keepSnapshots: boolean;
  /** False for `--no-snapshots`. */
  readonly snapshots: boolean;
  /** Time limit of each variant, in seconds. */
  readonly timeout: number;
  readonly json: boolean;
  readonly predict: boolean;
  readonly watch: boolean;
}

const DEFAULT_COLUMNS = 100;
const NOTHING_PREDICTED: Predictions = new Map();

/** Runs `heapwitness cases`: runs the cases, one after the other, and writes the report. */
export async function runCases(
  ids: readonly string[],
  options: CasesOptions,
  signal: AbortSignal,
): Promise<ExitCode> {
  // Fails early if the working folder has been deleted: otherwise each path fails with an error of its own.
  workingFolder();
  const { folder, description } = chooseCatalogue(options.from, options.watch);
  process.stderr.write(`${visibleText(description, Infinity)}\n`);
  const selected = await select(folder, ids, signal);
  const answers = options.predict ? new Answers(process.stdin) : null;
  // Watches from here on, because a file may be saved during the questions or the first run.
  const watch = options.watch ? new SaveWatch(folder, selected.cases.map(idOf)) : null;
  try {
    const code = await runOnce(selected, options, answers, signal);
    if (watch === null) return code;
    return await runOnChanges(() => select(folder, ids, signal), watch, options, answers, signal);
  } finally {
    answers?.close();
    watch?.close();
  }
}

/** @throws {HeapwitnessError} `ERR_MISSING_PACKAGE` when none of the selected cases can be run */
async function select(folder: string, ids: readonly string[], signal: AbortSignal): Promise<FoundCases> {
  const found = await findCases(folder, { signal });
  const notRun = found.notRun.filter(({ id }) => ids.length === 0 || ids.includes(id));
  const cases = selectCases(
    found.cases,
    ids,
    found.notRun.map(({ id }) => id),
  );
  if (cases.length === 0) throw missingPackages(notRun);
  return { cases, notRun };
}

/** Runs the cases again whenever one of their files is saved, also if that was during a run; ends only on a signal. */
async function runOnChanges(
  selectAgain: () => Promise<FoundCases>,
  watch: SaveWatch,
  options: CasesOptions,
  answers: Answers | null,
  signal: AbortSignal,
): Promise<ExitCode> {
  const waiting = `Watching ${visibleText(watch.places, Infinity)}: save a file to run again, Ctrl-C to end.\n`;
  process.stderr.write(waiting);
  for await (const _ of watch.saves(signal)) {
    const complaint = await compile();
    if (complaint !== null) process.stderr.write(visibleLines(complaint, Infinity));
    try {
      await runOnce(await selectAgain(), options, answers, signal);
    } catch (error) {
      if (signal.aborted) throw error;
      process.stderr.write(`${visibleLines((error as Error).message)}\n`);
    }
    process.stderr.write(waiting);
  }
  throw signal.reason;
}

async function runOnce(
  { cases, notRun }: FoundCases,
  options: CasesOptions,
  answers: Answers | null,
  signal: AbortSignal,
): Promise<ExitCode> {
  const startedAt = new Date();
  const work = await prepareReport(options.report);
  const progress = new Progress(process.stderr);
  try {
    const results: CaseResult[] = [];
    for (const [index, found] of cases.entries()) {
      const predictions = await predicted(found, answers, signal);
      progress.begin(`${index + 1}/${cases.length} ${found.definition.id}`);
      const result = await runCase(found, {
        snapshotFolder: work.snapshotFolder,
        keepSnapshots: options.snapshots ? (options.keepSnapshots ? 'all' : 'needed') : 'none',
        timeoutMs: options.timeout * 1000,
        signal,
        onProgress: (variant, label) => progress.detail(`${variant}: ${label}`),
      });
      progress.end(result.outcome === 'as-stated', result.outcome.replaceAll('-', ' '));
      process.stderr.write(comparePredictions(result, predictions));
      results.push(result);
    }
    const { index, document } = await writeReport(results, { ...work, startedAt, notRun });
    await printOutcome(options.json ? `${visibleJson(document)}\n` : endOfRun(results, notRun, index));
    if (!results.every(({ outcome }) => outcome === 'as-stated')) return EXIT.notAsStated;
    return notRun.length > 0 ? EXIT.notRun : EXIT.asStated;
  } catch (error) {
    progress.stop();
    await discardReport(work);
    throw error;
  }
}

function predicted(
  { definition }: FoundCase,
  answers: Answers | null,
  signal: AbortSignal,
): Promise<Predictions> {
  if (answers === null) return Promise.resolve(NOTHING_PREDICTED);
  return askPredictions(definition, answers, process.stderr, signal);
}

function idOf({ definition }: FoundCase): string {
  return definition.id;
}

function endOfRun(results: readonly CaseResult[], notRun: readonly CaseNotRun[], index: string): string {
  const { columns, isTTY } = process.stdout;
  const width = isTTY ? columns : DEFAULT_COLUMNS;
  const summary = formatSummary(results, { color: isTTY, columns: width, notRun });
  const remedy = notRun.length > 0 ? `\nTo run all cases: ${installCommand(notRun)}` : '';
  return `\n${summary}${remedy}\n\nReport: ${visibleText(relative('', index), Infinity)}\n`;
}
