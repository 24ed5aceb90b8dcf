export * from './browser';
export { comparisonFigures, type ComparisonFigures } from './curves';
export { following, pageName, report, type Report, type ReportFile, type ReportOptions } from './report';
