import { pathToFileURL } from 'node:url';
import { toErrorRecord } from '../core/error-record.js';
import { HeapwitnessError, isHeapwitnessError } from '../core/errors.js';
import { checkDefinition, isMeantAsCase } from './definition.js';
import type { CaseDefinition } from './definition.js';

/**
 * Loads one case.
 *
 * @throws {HeapwitnessError} `ERR_CASE_DEFINITION` when it does not load or exports no valid definition
 */
export async function loadCase(name: string, file: string): Promise<CaseDefinition> {
  let definition: unknown;
  try {
    ({ default: definition } = (await import(pathToFileURL(file).href)) as { default?: unknown });
  } catch (cause) {
    throw unusable(name, `its module could not be loaded: ${toErrorRecord(cause).message}`, cause);
  }
  try {
    if (!isMeantAsCase(definition)) {
      throw unusable(name, 'its module has no definition. Write: export default defineCase({ … })');
    }
    checkDefinition(definition);
  } catch (cause) {
    if (isHeapwitnessError(cause)) throw cause;
    throw unusable(name, `its definition could not be read: ${toErrorRecord(cause).message}`, cause);
  }
  if (definition.id !== name)
    throw unusable(
      name,
      `its id is ${JSON.stringify(definition.id)}, which differs from the name of its folder. Make them equal.`,
    );
  return definition;
}

/** Returns the error of a case that cannot be used. */
export function unusable(name: string, why: string, cause?: unknown): HeapwitnessError {
  return new HeapwitnessError('ERR_CASE_DEFINITION', `Case ${name} cannot be used: ${why}`, { cause });
}
