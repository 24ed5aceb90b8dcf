import { fromThree } from './from-three';
import { modeOf } from './mode';

type Fields = Readonly<Record<string, unknown>>;

it('the mode of what is no policy is refused', () => {
  expect(() => modeOf(JSON.parse('{}'))([], { rows: 0, columns: 1, data: [] })).toThrow(
    new RangeError('policy: actionSpace: expected a record, found nothing'),
  );
});

it.each(['weightedScore', 'directionalDerivative', 'hessianVectorProduct'])(
  'three operations are refused without %s',
  (operation) => {
    const three = {
      weightedScore: () => [],
      directionalDerivative: () => [],
      hessianVectorProduct: () => [],
    };
    const fields: Fields = { [operation]: undefined };
    expect(() => fromThree({ ...three, ...fields })).toThrow(
      new RangeError(`fromThree: ${operation}: expected a function, found nothing`),
    );
  },
);
