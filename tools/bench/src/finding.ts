import type { Summary } from './statistics';
import { digits, spread, table } from './table';

/** A figure that was measured, and what it should be. */
export interface Finding {
  readonly name: string;
  readonly found: Summary;
  readonly wanted: { readonly atLeast: number } | { readonly atMost: number };
}

const meets = ({ found, wanted }: Finding): boolean =>
  'atLeast' in wanted ? found.median >= wanted.atLeast : found.median <= wanted.atMost;

/** The table of all targets; the median decides. */
export const findingsTable = (findings: readonly Finding[]): string =>
  table(
    'Targets',
    ['figure', 'measured', 'target', ''],
    findings.map((finding) => [
      finding.name,
      spread(finding.found),
      'atLeast' in finding.wanted
        ? `≥ ${digits(finding.wanted.atLeast)}`
        : `≤ ${digits(finding.wanted.atMost)}`,
      meets(finding) ? 'met' : 'missed',
    ]),
  );
