import nx from '@nx/eslint-plugin';
import tseslint from 'typescript-eslint';

/** Which rooms each room may import: the table of docs/architecture.md. Imports go down only. */
const mayImport = {
  codecs: [],
  prng: [],
  vector: [],
  environments: ['codecs', 'prng', 'vector'],
  'environments-mujoco': ['codecs', 'prng', 'vector', 'environments'],
  optimizers: ['vector'],
  'wasm-kernels': [],
  policies: ['codecs', 'prng', 'vector', 'wasm-kernels'],
  rollouts: ['prng', 'vector', 'environments', 'policies'],
  estimators: ['prng', 'vector', 'environments', 'policies', 'rollouts'],
  'meta-learning': ['prng', 'vector', 'environments', 'policies', 'rollouts', 'estimators', 'optimizers'],
  theory: ['codecs', 'prng', 'vector', 'environments', 'policies', 'rollouts', 'estimators'],
  laws: [
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
  experiments: [
    'codecs',
    'prng',
    'vector',
    'environments',
    'environments-mujoco',
    'optimizers',
    'policies',
    'rollouts',
    'estimators',
    'meta-learning',
    'execution',
  ],
  report: [
    'codecs',
    'environments',
    'environments-mujoco',
    'estimators',
    'experiments',
    'meta-learning',
    'policies',
    'prng',
    'rollouts',
    'vector',
  ],
  cli: ['codecs', 'experiments', 'theory', 'report'],
};

const room = (name) => `room:${name}`;

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**', 'runs/**', 'packages/wasm-kernels/assembly/**'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strict, tseslint.configs.stylistic],
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        {
          enforceBuildableLibDependency: false,
          allow: [],
          depConstraints: [
            ...Object.entries(mayImport).map(([name, below]) => ({
              sourceTag: room(name),
              onlyDependOnLibsWithTags: [room(name), ...below.map(room)],
            })),
            { sourceTag: 'room:tools', onlyDependOnLibsWithTags: ['*'] },
          ],
        },
      ],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/prefer-for-of': 'off',
      '@typescript-eslint/no-invalid-void-type': 'off',
      'no-restricted-syntax': [
        'error',
        { selector: 'ExportDefaultDeclaration', message: 'Use named exports.' },
        { selector: 'TSEnumDeclaration', message: 'Use a union of literals.' },
      ],
    },
  },
  { files: ['*.config.ts'], rules: { 'no-restricted-syntax': 'off' } },
);
