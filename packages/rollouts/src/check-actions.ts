import { checkFields } from '@sgmrl/codecs';
import type { Policy } from '@sgmrl/policies';
import type { Matrix } from '@sgmrl/vector';

const sizes = (rows: number, columns: number, length: number): string =>
  `${String(rows)} rows of ${String(columns)}, ${String(length)} numbers`;

/**
 * Throws a RangeError unless a policy drew one action a row: numbers of other sizes would be
 * misread.
 */
export const checkActions = (
  { name }: Policy,
  step: number,
  actions: Matrix,
  rows: number,
  columns: number,
): void => {
  const where = `policy ${name}: sample, at step ${String(step)}`;
  checkFields(where, actions, { data: 'a list' });
  const { length } = actions.data;
  if (actions.rows !== rows || actions.columns !== columns || length !== rows * columns)
    throw new RangeError(
      `${where}: expected ${sizes(rows, columns, rows * columns)}, ` +
        `found ${sizes(actions.rows, actions.columns, length)}`,
    );
};
