/** A line that is no code, or that opens the experiment: it is the same in all variants. */
const NEVER = /^\s*(?:\/\/|\/?\*)|\bexperiment\b.*\{$/;
/** What a line declares, unless it makes an object: one name, or several in braces. */
const DECLARED = /^\s*const (?:(\w+)|\{ ([^}]*) \}) = (?!.*\b(?:await|new) )/;
const BRANCH = /^(?:if|\} else|else).*\{$/;
const OTHERWISE = /^(?:\} )?else \{$/;

/** What depends on the variant in one file. */
export interface Marks {
  /** Indexes of lines. */
  readonly lines: ReadonlySet<number>;
  /** Names of the fields that such lines pass on, such as the arguments of a call of the worker. */
  readonly passed: readonly string[];
}

/**
 * Finds the lines of code that depend on the variant: those that name it, or what is computed from it, and those of a
 * block that is opened by such a condition.
 *
 * @param received names of the parameters that depend on it, from another file
 */
export function markedLines(text: string, ids: readonly string[], received: readonly string[] = []): Marks {
  const lines = new Set<number>();
  const passed = new Set<string>();
  const names = new Set(['variant', ...received]);
  const isCase = text.split('\n').some((line) => NEVER.test(line) && line.endsWith('{'));
  let block: string | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    if (NEVER.test(line)) continue;
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    const code = line.trim();
    const depends =
      [...names].some((name) => uses(line, name)) ||
      ids.some((id) => line.includes(`'${id}'`) || (isCase && code.startsWith(`${id}: {`))) ||
      (OTHERWISE.test(code) && lines.has(index - 1));
    if (!depends && block === null) continue;
    lines.add(index);
    const [, one, several = ''] = DECLARED.exec(line) ?? [];
    if (depends) for (const name of [one, ...several.split(', ')]) if (name) names.add(name);
    if (depends) for (const name of fieldsOf(line, names)) if (!ids.includes(name)) passed.add(name);
    if (block === null && BRANCH.test(code)) block = indent;
    else if (block === indent && !line.endsWith('{')) block = null;
  }
  return { lines, passed: [...passed] };
}

/** Returns the fields of an object in a line that has such a value: `{ remove }`, or a line `keep: variant === 'user',`. */
function fieldsOf(line: string, names: ReadonlySet<string>): string[] {
  const [, own] = /^\s*(\w+): (?!\{)/.exec(line) ?? [];
  const short = [...line.matchAll(/(?<=\(.*[{,] )(\w+)(?=,| \})/g)].flatMap(([name]) => name);
  return [...(own === undefined ? [] : [own]), ...short.filter((name) => names.has(name))];
}

/** Whether a line uses a variable of this name, and not a member, a property or a text. */
function uses(line: string, name: string): boolean {
  const code = line.replaceAll(/'[^']*'/g, "''");
  return new RegExp(`(?<![\\w'’-])(?<!(?<!\\.)\\.)${name}(?![\\w'(-]|: )`).test(code);
}
