import * as E from 'fp-ts/lib/Either.js';
import { partBytes } from '../protocol/sizes';
import { decode } from '../wire/decode';
import { asBlob, packer } from './packing';

it('keeps what is common once, and small jobs in their messages', () => {
  const theta = Float64Array.from({ length: 10_000 }, (_, i) => i);
  const pack = packer();
  const [a, b] = [pack({ x: 1, theta }), pack({ x: 2, theta })];
  expect([...a.blobs.keys()]).toEqual([...b.blobs.keys()]);
  expect([a.blobs.size, a.work instanceof Uint8Array && a.work.length < 200]).toEqual([1, true]);
  expect(pack({ x: 3 }).blobs.size).toBe(0);
});

it('makes one blob of a job of many small parts', () => {
  const value = Array.from({ length: 40 }, (_, i) => Float64Array.from({ length: 4000 }, () => i));
  const { work, blobs } = packer()(value);
  if (work instanceof Uint8Array) throw new Error('it is longer than a message');
  const bytes = blobs.get(work.hash);
  expect(bytes?.length).toBe(work.length);
  expect(work.length).toBeGreaterThan(partBytes);
  expect(decode(bytes ?? new Uint8Array())).toEqual(E.right(value));
});

it('names a blob by its bytes', () => {
  const { reference, bytes } = asBlob({ a: 1 });
  expect(reference.length).toBe(bytes.length);
  expect(asBlob({ a: 1 }).reference).toEqual(reference);
  expect(asBlob({ a: 2 }).reference.hash).not.toBe(reference.hash);
});
