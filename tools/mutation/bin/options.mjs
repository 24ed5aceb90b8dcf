import { fileURLToPath } from 'node:url';

/** How StrykerJS runs on a package, from the root: on some of its files, or what changed of all. */
export const optionsFor = (name, files, cache) => ({
  plugins: [fileURLToPath(new URL('in-process.mjs', import.meta.url))],
  testRunner: 'in-process',
  mutate: files,
  // Words of messages and names of tags: tests of these would only repeat them.
  mutator: { excludedMutations: ['StringLiteral'] },
  // Of the repository only what tests read: they run in a copy.
  ignorePatterns: ['**', '!packages/*/package.json', '!packages/*/src/**', '!docs/*.md'],
  package: name,
  coverageAnalysis: 'perTest',
  // Types are stripped, not checked.
  disableTypeChecks: false,
  // Two processes: the machine is not theirs alone.
  concurrency: 2,
  // A mutant may take memory without end.
  testRunnerNodeArgs: ['--max-old-space-size=1024'],
  // How long a test takes on a busy machine proves nothing; how often it reaches the mutant does.
  timeoutMS: 60_000,
  timeoutFactor: 6,
  dryRunTimeoutMinutes: 30,
  incremental: true,
  incrementalFile: `${cache}/${name}.incremental.json`,
  jsonReporter: { fileName: `${cache}/${name}.json` },
  reporters: ['json', 'progress-append-only'],
  tempDirName: '.stryker-tmp',
});
