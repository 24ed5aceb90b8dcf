import { checkFields } from '@sgmrl/codecs';
import type { Policy } from '@sgmrl/policies';
import type { Matrix } from '@sgmrl/vector';

const sizes = (rows: number, columns: number, length: number): string =>
  `${String(rows)} rows of ${String(columns)}, ${String(length)} numbers`;

/** The first number that is no index; one that is not finite is told as a rollout that is not. */
const strayIndex = ({ actionSpace }: Policy, { data }: Matrix): number | undefined =>
  actionSpace.kind === 'discrete'
    ? Array.from(data).find(
        (x) => Number.isFinite(x) && !(Number.isInteger(x) && x >= 0 && x < actionSpace.size),
      )
    : undefined;

/**
 * Throws a RangeError unless a policy drew one action a row, and an index of its space where that
 * is discrete: numbers of other sizes would be misread.
 */
export const checkActions = (
  policy: Policy,
  step: number,
  actions: Matrix,
  rows: number,
  columns: number,
): void => {
  const where = `policy ${policy.name}: sample, at step ${String(step)}`;
  checkFields(where, actions, { data: 'a list' });
  const { length } = actions.data;
  if (actions.rows !== rows || actions.columns !== columns || length !== rows * columns)
    throw new RangeError(
      `${where}: expected ${sizes(rows, columns, rows * columns)}, ` +
        `found ${sizes(actions.rows, actions.columns, length)}`,
    );
  const stray = strayIndex(policy, actions);
  if (stray !== undefined)
    throw new RangeError(
      `${where}: expected indices of its action space, whole numbers from 0, found ${String(stray)}`,
    );
};
