import { createHash } from 'node:crypto';
import * as E from 'fp-ts/lib/Either.js';
import fc from 'fast-check';
import {
  addToChecksum,
  decodeRecords,
  encodeRecord,
  iterationsIn,
  noChecksum,
  settleMetrics,
  type IterationRecord,
} from './metrics-file';

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
/** Where each line ends. */
const ends = records.map(
  (_, i) =>
    records
      .slice(0, i + 1)
      .map(encodeRecord)
      .join('').length,
);

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
    expect(decodeRecords(1)(damaged)).toEqual(
      E.left('line 1 is not the record of an iteration; expected that of iteration 1'),
    );
  });

  it('keeps signal and noise, of parts too, and the shrinkage factor', () => {
    const whole = { signal: -0.5, noise: 2 };
    const parts = { rest: { signal: 1, noise: 0.25 }, debiasing: { signal: 3, noise: 4 }, covariance: -1 };
    for (const gradientStatistics of [whole, { ...whole, parts }]) {
      const measured = { ...record(1), gradientStatistics, shrinkageFactor: 0.25 };
      expect(decodeRecords(1)(encodeRecord(measured))).toEqual(E.right([measured]));
    }
    expect(encodeRecord({ ...record(1), gradientStatistics: { ...whole, parts } })).toContain(
      '"parameterNorm":12,"gradientStatistics":{"signal":-0.5,"noise":2,"parts":' +
        '{"rest":{"signal":1,"noise":0.25},"debiasing":{"signal":3,"noise":4},"covariance":-1}},"seconds"',
    );
    expect(encodeRecord(record(1))).not.toContain('gradientStatistics');
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
        // Without the end of its line a record is whole nonetheless.
        const complete = records.filter((_, i) => length >= ends[i] - 1).length;
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
      E.left('line 2 is not the record of an iteration; expected that of iteration 2'),
    );
    expect(decodeRecords(1)(encodeRecord(record(7)))).toEqual(
      E.left('line 1 holds iteration 7; expected iteration 1'),
    );
  });

  it('is settled whatever two processes that trained side by side left, their surplus lines named', () => {
    const lines = (...iterations: readonly number[]) =>
      iterations.map((i) => encodeRecord(record(i))).join('');
    const settled = (iterations: number, found: string) => settleMetrics(iterations)(found);
    const expected = (iterations: number, numbers: readonly number[], surplus: string, reordered = false) =>
      E.right({
        records: [1, 2, 3, 4, 5].slice(0, iterations).map(record),
        text: lines(...[1, 2, 3, 4, 5].slice(0, iterations)),
        surplus: { numbers, text: surplus, reordered },
      });
    expect(settled(4, lines(1, 2, 3, 3, 4))).toEqual(expected(4, [4], lines(3)));
    expect(settled(3, lines(1, 2, 3, 3, 4))).toEqual(expected(3, [4], lines(3)));
    expect(settled(5, lines(1, 2, 3, 5, 4, 5))).toEqual(expected(5, [6], lines(5), true));
    expect(settled(2, lines(1, 2, 3, 4, 5))).toEqual(expected(2, [3, 4, 5], lines(3, 4, 5)));
    expect(settled(2, `${lines(1)}{}\n${lines(2)}`)).toEqual(expected(2, [2], '{}\n'));
    expect(settled(3, lines(1, 3, 2))).toEqual(expected(3, [], '', true));
    // What an ordinary crash leaves is computed again, and no surplus.
    expect(settled(2, lines(1, 2, 3))).toEqual(expected(2, [], ''));
    expect(settled(2, lines(1, 2) + lines(3).slice(0, 50))).toEqual(expected(2, [], ''));
    expect(settled(4, lines(1, 2, 3, 5))).toEqual(E.left('line 4 holds iteration 5; expected iteration 4'));
    expect(iterationsIn(`${lines(1, 3)}{}\n`)).toEqual([1, 3, undefined]);
  });

  it.each<readonly [string, (text: string) => string]>([
    ['line ends of Windows', (whole) => whole.replaceAll('\n', '\r\n')],
    ['no end of its last line', (whole) => whole.slice(0, -1)],
    ['a byte order mark', (whole) => Buffer.from(`\uFEFF${whole}`).toString('latin1')],
    ['empty lines', (whole) => `\n${whole.replace('\n', '\n\r\n')}\n`],
  ])('is the same with what an editor leaves: %s', (_, edit) => {
    expect(settleMetrics(3)(edit(text))).toEqual(
      E.right({ records, text, surplus: { numbers: [], text: '', reordered: false } }),
    );
  });

  it('keeps aside what no crash leaves at its end, whatever it is', () => {
    const settled = (rest: string) => settleMetrics(3)(text + rest);
    const aside = (numbers: readonly number[], rest: string) =>
      E.right({ records, text, surplus: { numbers, text: rest, reordered: false } });
    expect(settled('\xff\n')).toEqual(aside([4], '\xff\n'));
    expect(settled('notes \xe9')).toEqual(aside([4], 'notes \xe9\n'));
    expect(settled('x\r\n')).toEqual(aside([4], 'x\r\n'));
    expect(settled('{"iter')).toEqual(aside([], ''));
    expect(settled('{"iteration":4,"ti')).toEqual(aside([], ''));
    expect(settled('{"iteration":4,"ti\n')).toEqual(aside([4], '{"iteration":4,"ti\n'));
  });

  it('loses and invents no line when it is settled', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 6 })), fc.nat(4), (found, iterations) => {
        const all = found.map((i) => encodeRecord(record(i)));
        const settled = settleMetrics(iterations)(all.join(''));
        const complete = [1, 2, 3, 4].slice(0, iterations).every((i) => found.includes(i));
        expect(E.isRight(settled)).toBe(complete);
        if (E.isLeft(settled)) return;
        const { text: kept, surplus } = settled.right;
        const next = found.at(-1) === iterations + 1 ? all.slice(-1) : [];
        const parts = [kept, surplus.text, ...next].flatMap((part) => part.split(/(?<=\n)/));
        expect(parts.filter((part) => part !== '').sort()).toEqual([...all].sort());
        expect(surplus.numbers.map((number) => all[number - 1]).join('')).toBe(surplus.text);
      }),
    );
  });

  it('has a checksum of all but the seconds, which can be added to', () => {
    const sha256 = (part: string) => createHash('sha256').update(part).digest('hex');
    const [one, two] = records.map((each) => encodeRecord(each).replace(/,"seconds":.*\n/, '}'));
    const expected = sha256(`${sha256(`\n${one}`)}\n${two}`);
    const [first, second, third] = records.map(encodeRecord);
    expect(addToChecksum(noChecksum, first + second)).toBe(expected);
    expect(addToChecksum(addToChecksum(noChecksum, first), second)).toBe(expected);
    const slower = encodeRecord({ ...record(2), seconds: { plan: 7, run: 8, finish: 9 } });
    expect(addToChecksum(noChecksum, first + slower)).toBe(expected);
    expect(addToChecksum(noChecksum, '')).toBe(noChecksum);
    expect(addToChecksum(expected, third)).not.toBe(expected);
  });

  it('has another checksum with any digit changed outside of the seconds', () => {
    const whole = addToChecksum(noChecksum, text);
    const measured = [...text.matchAll(/"seconds":\{[^}]*\}/g)].map(({ index, 0: part }) => [
      index,
      index + part.length,
    ]);
    for (const [at, digit] of [...text].entries())
      if (/\d/.test(digit) && !measured.some(([from, to]) => at >= from && at < to)) {
        const changed = text.slice(0, at) + String((Number(digit) + 1) % 10) + text.slice(at + 1);
        expect(addToChecksum(noChecksum, changed)).not.toBe(whole);
      }
  });
});
