import { isolation } from './isolate';
import { runExample } from './run';

const example = (code: string) => ({ file: 'docs/x.md', line: 7, code });

it('after isolation neither modules nor global names remember earlier examples', async () => {
  const isolate = isolation(jest.resetModules.bind(jest));
  const remember = example(`
    import * as collect from './collect';
    Object.assign(globalThis, { remembered: collect });
  `);
  const forgotten = example(`
    import * as collect from './collect';
    if ('remembered' in globalThis) throw new Error('a name is left');
    if ('earlier' in collect.collectExamples) throw new Error('a module is left');
    Object.assign(collect.collectExamples, { earlier: true });
  `);
  await runExample(forgotten, require);
  await runExample(remember, require);
  await expect(runExample(forgotten, require)).rejects.toThrow('a name is left');
  Reflect.deleteProperty(globalThis, 'remembered');
  await expect(runExample(forgotten, require)).rejects.toThrow('a module is left');
  await runExample(remember, require);
  isolate();
  await runExample(forgotten, require);
});

it('names that were there before stay', () => {
  Object.assign(globalThis, { older: 1 });
  isolation(() => undefined)();
  expect('older' in globalThis).toBe(true);
  Reflect.deleteProperty(globalThis, 'older');
});
