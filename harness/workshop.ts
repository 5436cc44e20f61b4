// What a case of the workshop, and whoever reads its tables, imports: `heapwitness/workshop`.
export {
  defineCase,
  readThreadLocalTables,
  startCountedWorker,
  startCountedWorkerProcess,
  takeCensus,
  walkTables,
} from './workshop/index.js';
export type {
  CaseDefinition,
  CaseResult,
  CaseTranslation,
  Census,
  Counts,
  InShort,
  Json,
  Lab,
  SlotView,
  Source,
  TableView,
  VariantResult,
  VariantStatement,
  WitnessedCount,
} from './workshop/index.js';
