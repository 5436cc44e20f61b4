import { type ErrorRecord, toErrorRecord } from '../core/error-record.js';
import { removeOwnFolder, supervisedInput, tellSupervisor } from '../isolates/supervision/index.js';
import { type CaseOutline, outlineOf } from './definition.js';
import { loadCase } from './load-case.js';
import { type CaseTranslations, loadTranslations } from './translations.js';

/** The module of a case. */
export interface CaseFile {
  /** Name of its folder. */
  readonly name: string;
  readonly file: string;
}

/** The cases that the supervised process loads. */
export interface DefinitionOrder {
  /** The folder of all cases, which may contain translations. */
  readonly root: string;
  readonly files: readonly CaseFile[];
}

/** A message from the supervised process to its supervisor. */
export type DefinitionMessage =
  | { readonly kind: 'definition'; readonly name: string; readonly definition: CaseOutline }
  | { readonly kind: 'translations'; readonly translations: Readonly<Record<string, CaseTranslations>> }
  | { readonly kind: 'failure'; readonly error: ErrorRecord };

process.on('SIGINT', () => undefined);
let isOver = false;
process.once('disconnect', () => {
  if (!isOver) removeOwnFolder();
  process.exit();
});
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sent by the supervisor
const { root, files } = (await supervisedInput(() => process.exit())) as DefinitionOrder;
try {
  for (const { name, file } of files) {
    const definition = outlineOf(await loadCase(name, file));
    await tell({ kind: 'definition', name, definition });
  }
  const translationsOf = await loadTranslations(root);
  const translations = Object.fromEntries(files.map(({ name }) => [name, translationsOf(name)]));
  await tell({ kind: 'translations', translations });
} catch (error) {
  await tell({ kind: 'failure', error: toErrorRecord(error) });
}
isOver = true;
process.disconnect();

function tell(message: DefinitionMessage): Promise<void> {
  return tellSupervisor(message);
}
