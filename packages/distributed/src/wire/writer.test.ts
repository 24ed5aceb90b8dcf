import { writer } from './writer';

it('writes bytes, words and numbers, the low end first', () => {
  const out = writer();
  out.byte(1);
  out.word(0x0102_0304);
  out.number(-0);
  out.bytes(Uint8Array.of(7, 8));
  expect([...out.done()]).toEqual([1, 4, 3, 2, 1, 0, 0, 0, 0, 0, 0, 0, 0x80, 7, 8]);
});

it('has one NaN', () => {
  const other = new Float64Array(Uint8Array.of(1, 2, 3, 4, 5, 6, 0xff, 0xff).buffer)[0];
  const [out, same] = [writer(), writer()];
  out.number(other);
  same.number(NaN);
  expect(out.done()).toEqual(same.done());
});

it('grows', () => {
  const out = writer();
  for (let i = 0; i < 5000; i += 1) out.byte(i % 251);
  expect(Buffer.from(out.done())).toEqual(Buffer.from(Array.from({ length: 5000 }, (_, i) => i % 251)));
});
