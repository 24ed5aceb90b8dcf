/** How StrykerJS runs on one package, from the root. */
export const optionsFor = (name, cache) => ({
  plugins: ['@stryker-mutator/jest-runner'],
  testRunner: 'jest',
  mutate: [`packages/${name}/src/**/*.ts`, '!**/*.test.ts', '!**/testing/**', '!**/index.ts'],
  // Of the repository only what tests read: they run in a copy.
  ignorePatterns: [
    '**',
    '!packages/*/package.json',
    '!packages/*/src/**',
    '!tools/mutation/*.cjs',
    '!jest.*.cjs',
    '!package.json',
    '!tsconfig.base.json',
  ],
  jest: {
    projectType: 'custom',
    configFile: 'tools/mutation/jest.config.cjs',
    config: { rootDir: `packages/${name}` },
    enableFindRelatedTests: true,
  },
  coverageAnalysis: 'perTest',
  // Types are stripped, not checked.
  disableTypeChecks: false,
  // One process: the machine is not theirs alone.
  concurrency: 1,
  // A mutant may take memory without end.
  testRunnerNodeArgs: ['--max-old-space-size=1024'],
  timeoutMS: 10_000,
  incremental: true,
  incrementalFile: `${cache}/${name}.incremental.json`,
  jsonReporter: { fileName: `${cache}/${name}.json` },
  reporters: ['json', 'progress-append-only'],
  tempDirName: '.stryker-tmp',
});
