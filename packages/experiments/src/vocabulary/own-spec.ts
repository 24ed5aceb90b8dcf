/**
 * Plain data for a row of one's own, which `kind` names. The row's codec says which other fields
 * there are.
 */
export interface OwnSpec {
  /** The name of the row. */
  readonly kind: string;
  readonly [field: string]: unknown;
}
