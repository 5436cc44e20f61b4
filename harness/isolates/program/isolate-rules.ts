import type { OtherIsolate } from '../agent/other-isolate.js';

/** A rule that leaves threads or processes out of a check, with its reason. */
export interface IsolateRule {
  /**
   * Text that is contained in the isolate's name (`thread 3 (mailer)`, `process 4711 (sleep 600)`), in its script, or in
   * the line that started it (`pool.js:12:3`). `*` stands for any text.
   */
  readonly pattern: string;
  /** Required: it is printed with the result. */
  readonly reason: string;
}

/** An isolate that was left out. */
export interface IgnoredIsolate {
  readonly name: string;
  readonly reason: string;
}

/** Returns why an isolate is left out; `null` if no rule matches it. */
export function reasonToIgnoreIsolate(
  { name, startedAt }: OtherIsolate,
  script: string,
  rules: readonly IsolateRule[],
): string | null {
  const line = startedAt === null ? '' : `${startedAt.url}:${startedAt.line}:${startedAt.column}`;
  const texts = [name, script, line];
  const rule = rules.find(({ pattern }) => texts.some((text) => matches(text, pattern.split('*'))));
  return rule?.reason ?? null;
}

/** Whether a text contains the parts, one after the other. */
function matches(text: string, parts: readonly string[]): boolean {
  let from = 0;
  return parts.every((part) => {
    const at = text.indexOf(part, from);
    from = at + part.length;
    return at >= 0;
  });
}
