import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import { decodeRecords, encodeRecord, type IterationRecord } from './metrics-file';

const record = (iteration: number): IterationRecord => {
  const returns = {
    discounted: { mean: -1.5 / iteration, stderr: 0.25 },
    undiscounted: { mean: -3, stderr: 0.1 + 0.2 },
  };
  return {
    seconds: { plan: 0.001, run: 0.5, finish: 0.002 },
    iteration,
    timesteps: 100 * iteration,
    before: returns,
    after: returns,
    gradientNorm: 1e-7,
    parameterNorm: 12,
  };
};
const records = [1, 2, 3].map(record);
const text = records.map(encodeRecord).join('');

describe('metrics file', () => {
  it('has one object a line, in a fixed order of fields', () => {
    expect(encodeRecord(record(2))).toBe(
      '{"iteration":2,"timesteps":200,' +
        '"before":{"discounted":{"mean":-0.75,"stderr":0.25},"undiscounted":{"mean":-3,"stderr":0.30000000000000004}},' +
        '"after":{"discounted":{"mean":-0.75,"stderr":0.25},"undiscounted":{"mean":-3,"stderr":0.30000000000000004}},' +
        '"gradientNorm":1e-7,"parameterNorm":12,"seconds":{"plan":0.001,"run":0.5,"finish":0.002}}\n',
    );
  });

  it('keeps what the surrogate of an outer update says', () => {
    const updated = { ...record(1), surrogate: { gain: 0.25, divergence: 0.01 } };
    expect(encodeRecord(updated)).toContain('"surrogate":{"gain":0.25,"divergence":0.01}');
    expect(decodeRecords(1)(encodeRecord(updated))).toEqual(E.right([updated]));
    const damaged = encodeRecord(updated).replace('0.25', '"much"');
    expect(decodeRecords(1)(damaged)).toEqual(E.left('line 1 is not the record of an iteration'));
  });

  it('keeps that a meta-gradient told nothing, and says nothing of others', () => {
    const uninformative = { ...record(1), uninformative: true } as const;
    expect(encodeRecord(uninformative)).toContain('"parameterNorm":12,"uninformative":true,"seconds"');
    expect(decodeRecords(1)(encodeRecord(uninformative))).toEqual(E.right([uninformative]));
    expect(encodeRecord(record(1))).not.toContain('uninformative');
  });

  it('keeps that one task has no standard error', () => {
    const returns = { discounted: { mean: 1, stderr: null }, undiscounted: { mean: 2, stderr: null } };
    const single = { ...record(1), before: returns, after: returns };
    expect(encodeRecord(single)).toContain('"before":{"discounted":{"mean":1,"stderr":null},');
    expect(decodeRecords(1)(encodeRecord(single))).toEqual(E.right([single]));
  });

  it('comes back as far as it is asked for', () => {
    expect(decodeRecords(3)(text)).toEqual(E.right(records));
    expect(decodeRecords(2)(text)).toEqual(E.right(records.slice(0, 2)));
    expect(decodeRecords(0)('')).toEqual(E.right([]));
  });

  it('loses no complete line wherever the file was cut', () => {
    fc.assert(
      fc.property(fc.nat(text.length), (length) => {
        const cut = text.slice(0, length);
        const complete = cut.split('\n').length - 1;
        expect(decodeRecords(complete)(cut)).toEqual(E.right(records.slice(0, complete)));
        expect(E.isLeft(decodeRecords(complete + 1)(cut))).toBe(true);
      }),
    );
  });

  it('says what is wrong with it', () => {
    expect(decodeRecords(4)(text)).toEqual(
      E.left('it ends after iteration 3, the checkpoint is of iteration 4'),
    );
    expect(decodeRecords(2)(`${encodeRecord(record(1))}{}\n`)).toEqual(
      E.left('line 2 is not the record of an iteration'),
    );
    expect(decodeRecords(1)(encodeRecord(record(7)))).toEqual(E.left('line 1 holds iteration 7'));
  });
});
