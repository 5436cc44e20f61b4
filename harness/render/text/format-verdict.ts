import { styleText } from 'node:util';
import { formatBytes, plural } from '../../core/quantities.js';
import { visibleLines, visibleText } from '../../core/escape-control-characters.js';
import { resourceKind } from '../../retention/kinds/index.js';
import { balanceLines } from './balance-lines.js';
import type { Witness } from '../../retention/index.js';
import { callLines, formatWitness, placeText } from '../../retention/trace/index.js';
import {
  alsoReadText,
  ignoredIsolatesText,
  isInBytes,
  isolatesText,
  openFileText,
  placeOf,
  stepText,
} from '../model/finding-facts.js';
import type {
  CheckResult,
  Controls,
  Finding,
  IgnoredFinding,
  KnownLeak,
  KnownOutcome,
} from '../../check/index.js';

export interface FormatVerdictOptions {
  /**
   * Whether to use a terminal's colours.
   * @defaultValue false
   */
  readonly color?: boolean | undefined;
}

/** Maximum length of texts that must not be truncated: longer than any path. */
const WHOLE_PATH = 5000;

type Style = Parameters<typeof styleText>[0];
type Paint = (style: Style, text: string) => string;

/** Formats a result as text: the verdict first, then the findings with what retains them, then the evidence. */
export function formatVerdict(result: CheckResult, { color = false }: FormatVerdictOptions = {}): string {
  const paint: Paint = color
    ? (style, text) => styleText(style, text, { validateStream: false })
    : (_, text) => text;
  return [
    headline(result, paint),
    ...findingTexts(result.findings, paint, color),
    ...result.artefacts.map((finding) => artefactText(finding, paint)),
    ...result.ignored.map((finding) => ignoredText(finding, paint)),
    ...knownTexts(result.known, paint),
    ...result.remarks.map((remark) => paint('yellow', `! ${visibleLines(remark)}`)),
    footer(result, paint),
  ].join('\n\n');
}

function headline(result: CheckResult, paint: Paint): string {
  const { evidence } = result;
  const scenario = visibleText(result.scenario, WHOLE_PATH);
  const what = result.variant === '' ? scenario : `${scenario} (${visibleText(result.variant)})`;
  if (result.verdict === 'clean') {
    return `${paint('green', '✔ clean')}  ${what}\n  No ${result.ignored.length + result.known.found.length > 0 ? 'other ' : ''}leak found. Sensitivity: ${visibleText(result.sensitivity.text, WHOLE_PATH)}.`;
  }
  if (result.verdict === 'leak') {
    return `${paint('red', '✖ leak')}  ${what}\n  ${plural(result.findings.filter(({ within }) => within === null).length, 'leak')} found in ${evidence.iterations} iterations.`;
  }
  return `${paint('yellow', '? inconclusive')}  ${what}\n  ${visibleText(result.reason.code)}: ${visibleLines(result.reason.message)}`;
}

/** Maximum number of findings that are listed because others retain them. */
const MOST_NESTED = 6;

/** Formats top-level findings in full, and findings below them in one line. */
function findingTexts(findings: readonly Finding[], paint: Paint, color: boolean): string[] {
  const inner = findings.filter(({ within }) => within !== null);
  const full = findings.filter(({ within }) => within === null);
  const lines = inner
    .slice(0, MOST_NESTED)
    .map((finding) => `  ${paint('bold', shownName(finding))}  ${rateText(finding)}`);
  const more = inner.length - lines.length;
  if (more > 0)
    lines.push(paint('dim', `  and ${plural(more, 'more class', 'more classes')}; --json lists all`));
  return [
    ...full.map((finding) => findingText(finding, paint, color)),
    ...(lines.length === 0 ? [] : [`Also growing, retained by the above:\n${lines.join('\n')}`]),
  ];
}

function findingText(finding: Finding, paint: Paint, color: boolean): string {
  const { className, fingerprint, kind, path, witness, openFile, allocatedAt } = finding;
  const folder = currentFolder();
  if (witness !== null)
    return formatWitness(witness, { color, folder, counted: countedBesideTrace(finding, witness) });
  const { why, mend } = resourceKind(className);
  const explanation = kind === 'resource' ? `\nWhy: ${why}\nFix: ${mend}` : '';
  const steps = path.map((step) => `\n  ${visibleText(stepText(step))}`).join('');
  const opened =
    openFile === null || allocatedAt.length === 0
      ? []
      : ['Mostly opened at:', ...callLines(allocatedAt, { folder })];
  const calls = opened.map((line) => `\n${line}`).join('');
  return `${paint('bold', shownName(finding))}  ${rateText(finding)}${explanation}${steps}${calls}\n  fingerprint ${visibleText(fingerprint)}`;
}

function ignoredText(finding: IgnoredFinding, paint: Paint): string {
  return paint('dim', `ignored: ${shownName(finding)}  ${rateText(finding)} (${reasonText(finding)})`);
}

/** Formats the known leaks as a section: those found, those that have expired, those no longer found. */
function knownTexts({ found, expired, unused }: KnownOutcome, paint: Paint): string[] {
  const lines = [
    ...found.flatMap((finding) => [
      `  ${paint('bold', shownName(finding))}  ${rateText(finding)}, fingerprint ${visibleText(finding.fingerprint)}`,
      `    known, until ${visibleText(finding.expires)}: ${reasonText(finding)}`,
    ]),
    ...expired.map((leak) =>
      paint(
        'yellow',
        `  ! ${knownName(leak)} was known until ${visibleText(leak.expires)}: it has expired, so it is reported again (${reasonText(leak)})`,
      ),
    ),
    ...unused.map((leak) =>
      paint(
        'yellow',
        `  ! ${knownName(leak)} was not found: remove it from the known leaks (${reasonText(leak)})`,
      ),
    ),
  ];
  return lines.length === 0 ? [] : [['Known leaks:', ...lines].join('\n')];
}

function knownName({ className, fingerprint }: KnownLeak): string {
  return visibleText(className === undefined ? fingerprint : `${className} ${fingerprint}`);
}

function artefactText(finding: Finding, paint: Paint): string {
  const artefact = finding.witness?.artefact;
  const why = artefact
    ? visibleText(`${artefact.name}: ${artefact.why}; ${artefact.remedy}`, 1000)
    : 'retained by the one above';
  return paint(
    'dim',
    `retained only by the measurement: ${shownName(finding)}  ${rateText(finding)} (${why})`,
  );
}

/** Formats the counts after the number of objects that are retained as the trace shows, which may be only some of all. */
function countedBesideTrace(finding: Finding, { count }: Witness): string {
  const { kind, isolates } = finding;
  const isSome = kind !== 'resource' && kind !== 'collection' && isolates === null && count < finding.count;
  return isSome ? `retained in this way, of ${countedText(finding)}` : countedText(finding);
}

function countedText(finding: Finding): string {
  const { kind, count, iterations, perIteration, openFile, command, isolates } = finding;
  const file = openFile === null ? '' : `: ${placeText(openFileText(openFile), { folder: currentFolder() })}`;
  const program = command === null ? '' : `: ${command}`;
  const rate = perIteration >= 0.095 ? perIteration.toFixed(1) : perIteration.toPrecision(2);
  const where =
    isolates === null
      ? ''
      : `, ${placeText(isolatesText(isolates, placeOf(isolates.startedAt)), { folder: currentFolder() })}`;
  const amount = isInBytes(finding)
    ? `${formatBytes(count)} in ${iterations} iterations, ${formatBytes(perIteration)} per iteration`
    : `${kind === 'collection' ? 'about ' : ''}${count} in ${iterations} iterations, ${rate} per iteration`;
  return `${amount}${visibleText(`${file}${program}${where}`, WHOLE_PATH)}`;
}

/** Formats the amount of a finding: `137 per 137 iterations, 1.0 each, 2.3 KiB retained each`. */
function rateText(finding: Finding): string {
  const { perIteration, retainedBytesPerIteration } = finding;
  const each = perIteration > 0 ? retainedBytesPerIteration / perIteration : 0;
  return finding.kind === 'resource'
    ? countedText(finding)
    : `${countedText(finding)}, ${formatBytes(each)} retained each`;
}

function footer({ controls, evidence, environment, elapsedMs }: CheckResult, paint: Paint): string {
  const { node, platform, arch, worker } = environment;
  const cycles = evidence.cycles.map(({ iterations }) => iterations).join(' + ');
  const { alsoRead, ignoredIsolates } = evidence;
  const lines = [
    ...(alsoRead.length === 0 ? [] : [visibleText(alsoReadText(alsoRead), WHOLE_PATH)]),
    ...(ignoredIsolates.length === 0 ? [] : [visibleText(ignoredIsolatesText(ignoredIsolates), WHOLE_PATH)]),
    ...(controls === null ? [] : controlLines(controls)),
    ...(cycles === ''
      ? []
      : [`cycles: ${evidence.warmupIterations} warm-up iterations, then ${cycles} iterations`]),
    ...(evidence.balance === null ? [] : balanceLines(evidence.balance)),
    `${visibleText(`Node ${node.replace(/^v/, '')}, ${platform} ${arch}, worker ${worker}`)}, ${(elapsedMs / 1000).toFixed(1)} s`,
  ];
  return paint('dim', lines.join('\n'));
}

function controlLines({ planted, held, dropped }: Controls): string[] {
  return [planted, held, dropped].map(
    ({ passed, seen }) => `control ${passed ? '✔' : '✖'} ${visibleText(seen, WHOLE_PATH)}`,
  );
}

function shownName({ className }: Finding): string {
  return visibleText(className);
}

function reasonText({ reason }: KnownLeak | IgnoredFinding): string {
  return visibleText(reason, WHOLE_PATH);
}

/** Returns the working folder, to which paths are shown relative; if it has been deleted, paths are shown in full. */
function currentFolder(): string {
  try {
    return process.cwd();
  } catch {
    return '';
  }
}
