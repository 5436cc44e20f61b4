import { toErrorRecord } from '../core/error-record.js';
import type { ErrorRecord } from '../core/error-record.js';
import { removeOwnFolder, supervisedInput, tellSupervisor } from '../isolates/supervision/index.js';
import { loadCase } from './load-case.js';
import type { VariantResult } from './result.js';
import { runVariant } from './run-variant.js';
import type { SnapshotKeeping } from './run-variant-options.js';

/** The variant that the supervised process runs, and where it puts snapshots. */
export interface VariantOrder {
  readonly id: string;
  readonly file: string;
  readonly variant: string;
  readonly snapshotFolder: string;
  readonly keepSnapshots: SnapshotKeeping;
}

/** A message from the supervised process to its supervisor. */
export type VariantMessage =
  | { readonly kind: 'look'; readonly label: string }
  | { readonly kind: 'result'; readonly result: VariantResult }
  | { readonly kind: 'failure'; readonly error: ErrorRecord };

let isOver = false;
const abort = new AbortController();
// Ctrl-C may reach this process, too (Windows has no process groups). The supervisor decides when this process ends.
process.on('SIGINT', () => undefined);
process.once('disconnect', () => {
  if (!isOver) removeOwnFolder();
  process.exit();
});
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sent by the supervisor
const order = (await supervisedInput(() => abort.abort())) as VariantOrder;
// The process still ends: the running variant has failed.
process.on('uncaughtExceptionMonitor', (error) => {
  void tell({ kind: 'failure', error: toErrorRecord(error) });
});

try {
  await run();
} catch (error) {
  await tell({ kind: 'failure', error: toErrorRecord(error) });
}
isOver = true;
process.disconnect();

async function run(): Promise<void> {
  const definition = await loadCase(order.id, order.file);
  const statement = definition.variants[order.variant];
  if (statement === undefined) throw new Error(`Case ${order.id} has no variant ${order.variant}.`);
  const result = await runVariant(definition, order.variant, statement, {
    snapshotFolder: order.snapshotFolder,
    keepSnapshots: order.keepSnapshots,
    signal: abort.signal,
    onLook: (label) => void tell({ kind: 'look', label }),
  });
  await tell({ kind: 'result', result });
}

function tell(message: VariantMessage): Promise<void> {
  return tellSupervisor(message);
}
