import { describeTooLarge } from './theory-error';

it('says what there is too much of, how much, and what is allowed', () => {
  const text = describeTooLarge({
    kind: 'too-large',
    what: 'adaptation traces',
    count: 1234567,
    limit: 300_000,
  });
  expect(text).toContain('1,234,567 adaptation traces, more than the 300,000');
});
