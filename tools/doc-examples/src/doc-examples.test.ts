import { join } from 'node:path';
import { typeChecker } from './check-types';
import { collectExamples } from './collect';
import { runExample } from './run';

const root = join(__dirname, '../../..');
const examples = collectExamples(root);
let typeErrors: ReturnType<typeof typeChecker>;

beforeAll(() => {
  typeErrors = typeChecker(root, examples);
}, 60_000);

test.each(examples.map((example) => [`${example.file}:${String(example.line)}`, example] as const))(
  '%s',
  async (_, example) => {
    expect(typeErrors(example)).toEqual([]);
    await runExample(example, require);
  },
  30_000,
);
