/** A line that is no code, or that opens the experiment: it is the same in all variants. */
const NEVER = /^\s*(?:\/\/|\/?\*)|\bexperiment\b.*\{$/;
/** What a line declares, unless it makes an object: one name, or several in braces. */
const DECLARED = /^\s*const (?:(\w+)|\{ ([^}]*) \}) = (?!.*\b(?:await|new) )/;
const BRANCH = /^(?:if|\} else|else).*\{$/;
const OTHERWISE = /^(?:\} )?else \{$/;

/**
 * Returns the indexes of the lines of code that depend on the variant: those that name it, or what is computed from it,
 * and those of a block that is opened by such a condition.
 */
export function markedLines(text: string, ids: readonly string[]): ReadonlySet<number> {
  const marked = new Set<number>();
  const names = new Set(['variant']);
  const isCase = text.split('\n').some((line) => NEVER.test(line) && line.endsWith('{'));
  let block: string | null = null;
  for (const [index, line] of text.split('\n').entries()) {
    if (NEVER.test(line)) continue;
    const indent = /^\s*/.exec(line)?.[0] ?? '';
    const code = line.trim();
    const depends =
      [...names].some((name) => uses(line, name)) ||
      ids.some((id) => line.includes(`'${id}'`) || (isCase && code.startsWith(`${id}: {`))) ||
      (OTHERWISE.test(code) && marked.has(index - 1));
    if (!depends && block === null) continue;
    marked.add(index);
    const [, one, several = ''] = DECLARED.exec(line) ?? [];
    if (depends) for (const name of [one, ...several.split(', ')]) if (name) names.add(name);
    if (block === null && BRANCH.test(code)) block = indent;
    else if (block === indent && !line.endsWith('{')) block = null;
  }
  return marked;
}

/** Whether a line uses a variable of this name, and not a member, a property or a text. */
function uses(line: string, name: string): boolean {
  return new RegExp(`(?<![\\w'’-])(?<!(?<!\\.)\\.)${name}(?![\\w'(-]|: )`).test(line);
}
