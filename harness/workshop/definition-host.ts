import { type ErrorRecord, toErrorRecord } from '../core/error-record.js';
import { removeOwnFolder, supervisedInput, tellSupervisor } from '../isolates/supervision/index.js';
import { type CaseOutline, outlineOf } from './definition.js';
import { missingPackage } from './catalogue/not-run.js';
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
  | {
      readonly kind: 'missing-package';
      readonly name: string;
      readonly packageName: string;
      readonly error: ErrorRecord;
    }
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
    await tell(await read(name, file));
  }
  const translationsOf = await loadTranslations(root);
  const translations = Object.fromEntries(files.map(({ name }) => [name, translationsOf(name)]));
  await tell({ kind: 'translations', translations });
} catch (error) {
  await tell({ kind: 'failure', error: toErrorRecord(error) });
}
isOver = true;
process.disconnect();

async function read(name: string, file: string): Promise<DefinitionMessage> {
  try {
    return { kind: 'definition', name, definition: outlineOf(await loadCase(name, file)) };
  } catch (error) {
    const packageName = missingPackage(error);
    if (packageName === null) throw error;
    return { kind: 'missing-package', name, packageName, error: toErrorRecord(error) };
  }
}

function tell(message: DefinitionMessage): Promise<void> {
  return tellSupervisor(message);
}
