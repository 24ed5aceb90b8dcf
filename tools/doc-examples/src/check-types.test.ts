import { join } from 'node:path';
import { typeChecker } from './check-types';

const root = join(__dirname, '../../..');
const right = {
  file: 'docs/x.md',
  line: 3,
  code: `import { add } from '@sgmrl/vector';\nconst sum: Float64Array = await Promise.resolve(add([1], [2]));`,
};
const wrong = { ...right, line: 20, code: `import { add } from '@sgmrl/vector';\n\nadd('1', [2]);` };
const unparsable = { ...right, line: 30, code: `const = 1;` };
const check = typeChecker(root, [right, wrong, unparsable]);

it('an example that compiles against the sources has no errors, unused names and top-level await included', () => {
  expect(check(right)).toEqual([]);
});

it('an error has its line in the document, and other examples do not', () => {
  expect(check(wrong)).toEqual([
    `docs/x.md:22: Argument of type 'string' is not assignable to parameter of type 'Vector'.`,
  ]);
  expect(check(unparsable)[0]).toContain('docs/x.md:30: ');
});
