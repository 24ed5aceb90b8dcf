import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Which packages each package may import: the table of docs/architecture.md. Imports go to lower layers only. */
const mayImport = {
  codecs: [],
  elementary: [],
  prng: ['elementary'],
  vector: [],
  environments: ['codecs', 'elementary', 'prng', 'vector'],
  'environments-mujoco': ['codecs', 'elementary', 'prng', 'vector', 'environments'],
  optimizers: ['codecs', 'elementary', 'vector'],
  'wasm-kernels': [],
  policies: ['codecs', 'elementary', 'prng', 'vector'],
  'policies-tfjs': ['codecs', 'elementary', 'prng', 'vector', 'wasm-kernels', 'policies'],
  rollouts: ['codecs', 'prng', 'vector', 'environments', 'policies'],
  estimators: ['codecs', 'elementary', 'vector', 'policies', 'rollouts'],
  'meta-learning': [
    'codecs',
    'elementary',
    'prng',
    'vector',
    'environments',
    'policies',
    'rollouts',
    'estimators',
    'optimizers',
  ],
  theory: ['codecs', 'elementary', 'prng', 'vector', 'environments', 'policies', 'rollouts', 'estimators'],
  laws: [
    'elementary',
    'prng',
    'vector',
    'environments',
    'environments-mujoco',
    'policies',
    'rollouts',
    'estimators',
    'optimizers',
    'theory',
  ],
  execution: [],
  distributed: ['codecs'],
  experiments: [
    'codecs',
    'elementary',
    'prng',
    'vector',
    'environments',
    'environments-mujoco',
    'optimizers',
    'policies',
    'policies-tfjs',
    'rollouts',
    'estimators',
    'meta-learning',
    'execution',
  ],
  report: [
    'codecs',
    'elementary',
    'environments',
    'environments-mujoco',
    'estimators',
    'experiments',
    'meta-learning',
    'policies',
    'policies-tfjs',
    'prng',
    'rollouts',
    'vector',
  ],
  cli: ['codecs', 'distributed', 'estimators', 'experiments', 'theory', 'report'],
};

/**
 * What tests may import beside: networks, for packages that work without tfjs; a broker; finite
 * differences.
 */
const testsMayImport = {
  policies: ['finite-differences'],
  'policies-tfjs': ['finite-differences'],
  rollouts: ['policies-tfjs'],
  'meta-learning': ['policies-tfjs'],
  theory: ['policies-tfjs'],
  laws: ['policies-tfjs'],
  distributed: ['broker'],
  cli: ['broker'],
};

/**
 * What results may pass through: functions that ECMAScript defines to the last bit. The others
 * differ between engines, and between versions of one (`**` on Node 24 and 22, `exp` in Chromium);
 * `@sgmrl/elementary` has those with one answer everywhere.
 */
const exactMath = [
  ...['E', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'PI', 'SQRT1_2', 'SQRT2'],
  ...['abs', 'ceil', 'clz32', 'floor', 'fround', 'imul', 'max', 'min', 'round', 'sign', 'sqrt', 'trunc'],
];

const style = [
  { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
  { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
  {
    selector: "CallExpression:matches([callee.name='test'], [callee.callee.object.name='test'])",
    message: 'Tests are called it.',
  },
];

const inexact = 'its bits differ between engines: use @sgmrl/elementary.';

const tag = (name) => `package:${name}`;

const boundaries = (table) => [
  'error',
  {
    enforceBuildableLibDependency: false,
    allow: [],
    depConstraints: [
      ...Object.entries(table).map(([name, below]) => ({
        sourceTag: tag(name),
        onlyDependOnLibsWithTags: [tag(name), ...below.map(tag)],
      })),
      ...['broker', 'finite-differences'].map((name) => ({
        sourceTag: tag(name),
        onlyDependOnLibsWithTags: [],
      })),
      { sourceTag: 'package:tools', onlyDependOnLibsWithTags: ['*'] },
    ],
  },
];

const withTests = Object.fromEntries(
  Object.entries(mayImport).map(([name, below]) => [name, [...below, ...(testsMayImport[name] ?? [])]]),
);

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', 'runs/**', 'packages/wasm-kernels/assembly/**'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries(mayImport),
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-restricted-syntax': ['error', ...style],
    },
  },
  {
    files: ['packages/*/src/**/*.test.ts'],
    rules: { '@nx/enforce-module-boundaries': boundaries(withTests) },
  },
  {
    // Tests are left out: what is published does not depend on them.
    files: ['packages/*/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/*.browser.ts', '**/testing/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        ...style,
        { selector: "BinaryExpression[operator='**']", message: `A power: ${inexact}` },
        { selector: "AssignmentExpression[operator='**=']", message: `A power: ${inexact}` },
        {
          selector: "MemberExpression[computed=true][object.name='Math']",
          message: 'Name the function of Math.',
        },
        {
          selector: ":not(MemberExpression) > Identifier[name='Math'], Identifier.property[name='Math']",
          message: 'Name the function of Math where it is used.',
        },
      ],
      'no-restricted-properties': [
        'error',
        { object: 'Math', allowProperties: exactMath, message: `Of other functions, ${inexact}` },
      ],
    },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
