import { presets, type ComparedRun } from '@sgmrl/experiments';
import { eventFile } from './events';
import { maskedCrc32c } from './crc32c';

type Message = Readonly<Record<number, readonly (number | Uint8Array)[]>>;

/** Reads the wire format of protocol buffers; 64-bit fields as float64, 32-bit ones as float32. */
const parse = (bytes: Uint8Array): Message => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const fields: Record<number, (number | Uint8Array)[]> = {};
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at];
      at += 1;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const values = (fields[tag >> 3] ??= []);
    if ((tag & 7) === 0) values.push(varint());
    else if ((tag & 7) === 1) values.push(view.getFloat64((at += 8) - 8, true));
    else if ((tag & 7) === 5) values.push(view.getFloat32((at += 4) - 4, true));
    else {
      const length = varint();
      values.push(bytes.subarray(at, (at += length)));
    }
  }
  return fields;
};

/** The records of a TFRecord file, their checksums checked. */
const records = (file: Uint8Array): readonly Uint8Array[] => {
  const view = new DataView(file.buffer, file.byteOffset);
  const found: Uint8Array[] = [];
  for (let at = 0; at < file.length;) {
    const length = Number(view.getBigUint64(at, true));
    const data = file.subarray(at + 12, at + 12 + length);
    expect(view.getUint32(at + 8, true)).toBe(maskedCrc32c(file.subarray(at, at + 8)));
    expect(view.getUint32(at + 12 + length, true)).toBe(maskedCrc32c(data));
    found.push(data);
    at += length + 16;
  }
  return found;
};

const bytesOf = (value: number | Uint8Array): Uint8Array =>
  typeof value === 'number' ? new Uint8Array() : value;
const textOf = (value: number | Uint8Array): string => new TextDecoder().decode(bytesOf(value));

const returns = (mean: number) => ({
  undiscounted: { mean, stderr: 1 },
  discounted: { mean: mean / 2, stderr: 1 },
});

const run: ComparedRun = {
  directory: 'run',
  seed: 1,
  config: presets['tabular-quick'].config,
  heldOut: undefined,
  records: [1, 300].map((iteration) => ({
    iteration,
    timesteps: 1e6 * iteration,
    before: returns(-3),
    after: returns(iteration),
    gradientNorm: 0.5,
    parameterNorm: 2,
    seconds: { plan: 0.25, run: 1, finish: 0.25 },
  })),
};

it('holds the version, then the scalars of each iteration, under intact checksums', () => {
  const [version, ...iterations] = records(eventFile(run.records)).map(parse);
  expect([version[1], version[3].map(textOf)]).toEqual([[0], ['brain.Event:2']]);
  expect(iterations.map((event) => [event[1], event[2]])).toEqual([
    [[1.5], [1]],
    [[3], [300]],
  ]);
  const scalars = iterations.map((event) =>
    Object.fromEntries(
      parse(bytesOf(event[5][0]))[1].map((value) => {
        const { 1: tag, 2: number } = parse(bytesOf(value));
        return [textOf(tag[0]), number[0]];
      }),
    ),
  );
  expect(scalars[1]).toEqual({
    'return/before': -3,
    'return/after': 300,
    'discounted return/before': -1.5,
    'discounted return/after': 150,
    'norm/gradient': 0.5,
    'norm/parameters': 2,
    'seconds/plan': 0.25,
    'seconds/run': 1,
    'seconds/finish': 0.25,
    timesteps: 3e8,
  });
  expect(scalars[0]['return/after']).toBe(1);
});
