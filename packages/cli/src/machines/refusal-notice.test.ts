import { refusalNotice } from './refusal-notice';

const notice = () => {
  const lines: string[] = [];
  return { lines, refused: refusalNotice((line) => lines.push(line)) };
};

it('tells at once, then at most once a second, how many there were', () => {
  const { lines, refused } = notice();
  refused(0, '', 0);
  // A thousand a second, for two seconds.
  for (let i = 1; i <= 2000; i += 1) refused(i, `no message: ${String(i)}`, i);
  refused(2000, 'no message: 2000', 3001);
  refused(2000, 'no message: 2000', 100_000);
  expect(lines).toEqual([
    'refused 1 message so far, the last: no message: 1',
    'refused 1001 messages so far, the last: no message: 1001',
    'refused 2000 messages so far, the last: no message: 2000',
  ]);
});

it('tells the same again once a minute', () => {
  const { lines, refused } = notice();
  for (let second = 0; second <= 120; second += 1) refused(second + 1, 'another version', 1000 * second);
  expect(lines).toEqual(
    ['1 message', '61 messages', '121 messages'].map((n) => `refused ${n} so far, the last: another version`),
  );
});

it('takes what two workers say for the same', () => {
  const { lines, refused } = notice();
  for (let second = 0; second <= 59; second += 1)
    refused(
      second + 1,
      `host-${['0a1b2c3d', '4e5f6a7b'][second % 2]} refuses: another version`,
      1000 * second,
    );
  expect(lines).toEqual(['refused 1 message so far, the last: host-0a1b2c3d refuses: another version']);
  refused(61, 'host-0a1b2c3d refuses: other arithmetic', 60_500);
  expect(lines).toHaveLength(2);
});
