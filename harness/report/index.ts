export { describeEnvironment } from './environment.js';
export type { ReportEnvironment } from './environment.js';
export type { ReportDocument, ReportTotals } from './report-document.js';
export { discardReport, prepareReport } from './report-folder.js';
export type { ReportFolder } from './report-folder.js';
export { formatSummary } from './summary.js';
export type { SummaryOptions } from './summary.js';
export { writeReport } from './write-report.js';
export type { WriteReportOptions, WrittenReport } from './write-report.js';
