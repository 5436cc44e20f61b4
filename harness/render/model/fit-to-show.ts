import { visibleLines, visibleText } from '../../core/escape-control-characters.js';
import type { LeakTraceReference } from '../../retention/index.js';
import { placeModel } from './place-model.js';

/** Characters of a text, by its kind; of a message, those of one line. */
const LONGEST = { name: 300, sentence: 1000, message: 2000, paragraph: 4000, code: 20_000 } as const;

type Rule = (text: string, scenario: string) => string;

const name: Rule = (text) => visibleText(text, LONGEST.name);
const sentence: Rule = (text) => visibleText(text, LONGEST.sentence);
const paragraph: Rule = (text) => visibleText(text, LONGEST.paragraph);
const code: Rule = (text) => visibleLines(text, LONGEST.code);
const place: Rule = (text, scenario) => placeModel(text, scenario, LONGEST.sentence);
const message: Rule = (text, scenario) =>
  visibleLines(text)
    .split('\n')
    .map((line) => placeModel(line, scenario, LONGEST.message))
    .join('\n');

/** How texts are treated that are more than a name, by their key or by the key of the object that they are in. */
const RULES: ReadonlyMap<string, Rule> = new Map(
  Object.entries({
    scenario: place,
    url: place,
    remarks: place,
    'root.text': place,
    'path.node': place,
    message,
    reason: sentence,
    seen: sentence,
    why: paragraph,
    claim: paragraph,
    quote: paragraph,
    translation: paragraph,
    'sources.text': code,
    differences: sentence,
    disagreements: sentence,
    stays: sentence,
    cure: sentence,
    bound: sentence,
    mend: sentence,
    remedy: sentence,
  }),
);

/**
 * A copy of plain data in which every text can be shown to people and handed on: without characters that move the
 * cursor or reorder text, cut where it is too long, and without addresses of this machine.
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

/** A text in two parts: `start` says where the second one begins. */
type Reference = Pick<LeakTraceReference, 'text' | 'start'>;

function isReference(value: object): value is Reference {
  return 'text' in value && 'start' in value;
}

/** Escapes are longer than what they stand for, so each part is treated by itself. */
function shownReference({ text, start }: Reference): Reference {
  const [owner, own] = [name(text.slice(0, start), ''), name(text.slice(start), '')];
  return { text: owner + own, start: owner.length };
}
