import type { ErrorRecord } from '../../core/error-record.js';
import type { CaseResult, VariantResult } from '../../workshop/index.js';
import type { Paint } from './paint.js';
import { visibleLines, visibleText } from '../../core/escape-control-characters.js';

const INDENT = '    ';
const MAX_LINES = 12;

/** Formats the differences from the statement, with their causes, as lines; empty if all is as stated. */
export function formatTrouble(results: readonly CaseResult[], columns: number, paint: Paint): string[] {
  return results.flatMap(({ id, variants }) =>
    variants
      .filter(({ outcome }) => outcome !== 'as-stated')
      .map((variant) => {
        const head = paint('bold', `\n  ${visibleText(id)} · ${visibleText(variant.title)}`);
        return [head, ...linesOf(variant, columns)].join('\n');
      }),
  );
}

function linesOf({ differences, error }: VariantResult, columns: number): string[] {
  const width = columns - INDENT.length;
  const said = differences.map((sentence) => `• ${visibleText(sentence, 1000)}`);
  const raised = error === null ? [] : errorLines(error);
  return [...said, ...raised].flatMap((line) => wrap(line, width)).map((line) => `${INDENT}${line}`);
}

function errorLines(error: ErrorRecord): string[] {
  const code = error.code === undefined ? '' : ` [${visibleText(error.code)}]`;
  const lines = visibleLines(`${error.name}${code}: ${error.message}`).split('\n').slice(0, MAX_LINES);
  return error.cause === undefined ? lines : [...lines, `caused by ${errorLines(error.cause).join(' ')}`];
}

function wrap(line: string, width: number): string[] {
  const lines: string[] = [];
  let rest = line;
  while (rest.length > width) {
    const space = rest.lastIndexOf(' ', width);
    const end = space > width / 2 ? space : width;
    lines.push(rest.slice(0, end));
    rest = `  ${rest.slice(end).trimStart()}`;
  }
  return [...lines, rest];
}
