import { launch, type Competitor } from './competitor';

const script = (code: string): Competitor => ({ command: process.execPath, args: ['-e', code] });

it('a program that is ready answers each turn', async () => {
  const program = await launch(
    script(`
      console.log('{"ready":true}');
      let turn = 0;
      process.stdin.on('data', () => console.log(JSON.stringify({ seconds: ++turn, cpuSeconds: 1, peakBytes: 7 })));
    `),
  );
  expect(await program.iterate()).toEqual({ seconds: 1, cpuSeconds: 1, peakBytes: 7 });
  expect(await program.iterate()).toEqual({ seconds: 2, cpuSeconds: 1, peakBytes: 7 });
  expect(program.startSeconds).toBeGreaterThan(0);
  program.stop();
});

it.each([
  ['ends early', 'console.error("no such library"); process.exit(1)', 'no such library'],
  ['says something else', 'console.log("{}")', 'console.log'],
])('a program that %s is refused with its own words', async (_, code, words) => {
  await expect(launch(script(code))).rejects.toThrow(words);
});

it('a command that does not exist is named', async () => {
  await expect(launch({ command: '/nowhere/python', args: [] })).rejects.toThrow('/nowhere/python');
});
