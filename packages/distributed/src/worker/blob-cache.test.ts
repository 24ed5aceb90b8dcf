import { blobCache } from './blob-cache';

const asked: string[] = [];
beforeEach(() => asked.splice(0));

const fetch = (_: string, { hash, length }: { readonly hash: string; readonly length: number }) => {
  asked.push(hash);
  return Promise.resolve(
    hash === 'none' ? undefined : hash === 'wrong' ? 'other bytes' : new Uint8Array(length),
  );
};
const ten = (hash: string) => ({ hash, length: 10 });

it('fetches once what several want', async () => {
  const blob = blobCache(fetch, 100);
  await Promise.all([blob('s', ten('a')), blob('s', ten('a'))]);
  expect(await blob('t', ten('a'))).toEqual(new Uint8Array(10));
  expect(asked).toEqual(['a']);
});

it('drops the least lately used, and keeps what alone is too long', async () => {
  const blob = blobCache(fetch, 25);
  for (const hash of ['a', 'b', 'a', 'c', 'a', 'b']) await blob('s', ten(hash));
  expect(asked).toEqual(['a', 'b', 'c', 'b']);
  const long = { hash: 'long', length: 1000 };
  await blob('s', long);
  await blob('s', long);
  await blob('s', ten('a'));
  expect(asked.slice(4)).toEqual(['long', 'a']);
});

it('keeps nothing that is not there', async () => {
  const blob = blobCache(fetch, 100);
  for (const hash of ['none', 'none', 'wrong', 'wrong']) await blob('s', ten(hash));
  expect(asked).toEqual(['none', 'none', 'wrong', 'wrong']);
  expect(await blob('s', ten('wrong'))).toBe('other bytes');
});
