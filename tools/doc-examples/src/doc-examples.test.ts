import { join } from 'node:path';
import { typeChecker } from './check-types';
import { collectExamples } from './collect';
import { isolation } from './isolate';
import { runExample } from './run';

const root = join(__dirname, '../../..');
const examples = collectExamples(root);
const isolate = isolation(jest.resetModules.bind(jest));
let typeErrors: ReturnType<typeof typeChecker>;

beforeAll(() => {
  typeErrors = typeChecker(root, examples);
}, 60_000);

describe.each([...new Set(examples.map(({ file }) => file))])('%s', (file) => {
  beforeAll(isolate);

  it.each(examples.filter((example) => example.file === file))(
    `${file}:$line`,
    async (example) => {
      expect(typeErrors(example)).toEqual([]);
      await runExample(example, require);
    },
    30_000,
  );
});
