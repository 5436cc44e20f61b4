import { visibleLines, visibleText } from '../../core/escape-control-characters.js';
import type { LeakTraceReference } from '../../retention/index.js';
import { withoutAbsolutePaths } from './without-absolute-paths.js';

/** Maximum number of characters of a text, by its kind; for a message, of each line. */
const LONGEST = { name: 300, sentence: 1000, message: 2000, paragraph: 4000, code: 20_000 } as const;

type Rule = (text: string, scenario: string) => string;

const name: Rule = (text) => visibleText(text, LONGEST.name);
const sentence: Rule = (text) => visibleText(text, LONGEST.sentence);
const paragraph: Rule = (text) => visibleText(text, LONGEST.paragraph);
const code: Rule = (text) => visibleLines(text, LONGEST.code);
const place: Rule = (text, scenario) => withoutAbsolutePaths(text, scenario, LONGEST.sentence);
const message: Rule = (text, scenario) =>
  visibleLines(text)
    .split('\n')
    .map((line) => withoutAbsolutePaths(line, scenario, LONGEST.message))
    .join('\n');

/** How to treat texts that are not names, by their key or by the key of the object that contains them. */
const RULES: ReadonlyMap<string, Rule> = new Map(
  Object.entries({
    scenario: place,
    url: place,
    remarks: place,
    'files.name': place,
    'sockets.name': place,
    'processes.name': place,
    'openFile.name': place,
    command: place,
    'root.text': place,
    'path.node': place,
    message,
    reason: place,
    seen: place,
    why: paragraph,
    claim: paragraph,
    quote: paragraph,
    translation: paragraph,
    'sources.text': code,
    differences: place,
    disagreements: place,
    stays: sentence,
    cure: sentence,
    bound: sentence,
    mend: sentence,
    remedy: sentence,
  }),
);

/**
 * Returns a copy of plain data in which every text can be displayed and shared: without characters that move the cursor
 * or reorder text, truncated if too long, and without absolute paths of this machine.
 *
 * @param scenario URL of the scenario, near which files are named relative to it; empty if there is none
 */
export function fitToShow<Data>(data: Data, scenario = ''): Data {
  return shown(data, { key: '', parent: '' }, scenario) as Data;
}

interface Where {
  readonly key: string;
  readonly parent: string;
}

function shown(value: unknown, where: Where, scenario: string): unknown {
  const { key, parent } = where;
  if (typeof value === 'string')
    return (RULES.get(`${parent}.${key}`) ?? RULES.get(key) ?? name)(value, scenario);
  if (Array.isArray(value)) return value.map((item) => shown(item, where, scenario));
  if (typeof value !== 'object' || value === null) return value;
  const fields = Object.entries(value).map(([field, one]): [string, unknown] => [
    visibleText(field),
    shown(one, { key: field, parent: key }, scenario),
  ]);
  return { ...Object.fromEntries(fields), ...(isReference(value) ? shownReference(value) : {}) };
}

/** A text of two parts; the second one begins at `start`. */
type Reference = Pick<LeakTraceReference, 'text' | 'start'>;

function isReference(value: object): value is Reference {
  return 'text' in value && 'start' in value;
}

/** Escapes both parts separately, because escapes are longer than the original characters. */
function shownReference({ text, start }: Reference): Reference {
  const [owner, own] = [name(text.slice(0, start), ''), name(text.slice(start), '')];
  return { text: owner + own, start: owner.length };
}
