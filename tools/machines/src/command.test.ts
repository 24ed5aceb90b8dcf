import { soakCommand } from './command';

it.each([
  [['--faults', '0'], 'expected a whole number from 1, found 0'],
  [['--seed', 'x'], 'expected a whole number from 0, found x'],
])('takes no %j', async (args, problem) => {
  let err = '';
  const parsed = soakCommand('')
    .exitOverride()
    .configureOutput({ writeErr: (text: string) => (err += text) })
    .parseAsync(args, { from: 'user' });
  await expect(parsed).rejects.toThrow(problem);
  expect(err).toContain(problem);
});
