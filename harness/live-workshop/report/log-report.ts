import { describeEnvironment } from '../../render/index.js';
import { htmlOf } from '../../render/page/components/index.js';
import type { LoggedStep } from '../session/step-log.js';
import { reportDocument } from './report-document.js';

/**
 * Returns the page of a log: one HTML document without external resources, in all languages.
 *
 * @param logName file name of the log
 */
export async function logReport(steps: readonly LoggedStep[], logName: string): Promise<string> {
  const { heapwitness: version } = await describeEnvironment();
  return htmlOf(reportDocument({ steps, logName, version, writtenAt: new Date().toISOString() }));
}
