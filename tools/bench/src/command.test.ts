import { command } from './command';

const paths = { program: '', workerModule: '', kernels: '', peers: '' };

it('a Python that cannot be run stops the command before anything is measured', async () => {
  const complaints: string[] = [];
  const parsed = command(paths)
    .exitOverride()
    .configureOutput({ writeErr: (text) => complaints.push(text) })
    .parseAsync(['--python', '/nowhere/python'], { from: 'user' });
  await expect(parsed).rejects.toThrow(/'--python <path>': expected a Python that can be run/);
  expect(complaints.join('')).toContain('/nowhere/python');
});
