import { weightsRow } from './weights-row';
import { weightsRows } from './weights-rows';
import { fromWeightsSpec } from './weights-spec';

it('says what it is made of, and refuses a spec of another', () => {
  const { spec, default: start } = weightsRows.advantage;
  const row = weightsRow({ spec, default: start, about: 'a test', build: fromWeightsSpec });
  expect([row.spec, row.default, row.about]).toEqual([spec, start, 'a test']);
  expect(row.build(start).name).toBe('advantage');
  expect(() => row.build({ kind: 'reward-to-go' })).toThrow(
    new RangeError('expected a spec of advantage, found {"kind":"reward-to-go"}'),
  );
});
