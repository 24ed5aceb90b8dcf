import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  determineHitLimitReached,
  DryRunStatus,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import fc from 'fast-check';
import { testFilesOf, testsOf } from './tests.mjs';

// The first examples of every run: what twenty do not detect asks for a test of its own. Mutants are
// to be killed, not understood: the first counterexample is as good as the smallest.
fc.configureGlobal({ seed: 2002, numRuns: 20, endOnFailure: true });

/** Where StrykerJS and the changed program tell each other of mutants. */
const context = (globalThis.__stryker__ ??= {});

/** What each test took, in the copy that all processes work in: cheap ones go first. */
const timesFile = 'times.json';

const outcomeOf = async ({ id, fileName, run }) => {
  const start = performance.now();
  const failure = await Promise.resolve()
    .then(run)
    .then(
      () => ({ status: TestStatus.Success }),
      (error) => ({ status: TestStatus.Failed, failureMessage: String(error?.message ?? error) }),
    );
  return { id, name: id, fileName, timeSpentMs: performance.now() - start, ...failure };
};

/**
 * Runs the tests of one package in this process, and on a mutant only those that reach it, the
 * fastest first, up to the first failure. Jest would load every module of every test file for every
 * mutant, which takes ten times as long.
 */
class InProcess {
  static inject = tokens(commonTokens.options);

  #name;
  #src;
  #files;
  #load;

  constructor(options) {
    this.#name = options.package;
    this.#src = join(process.cwd(), 'packages', this.#name, 'src');
    this.#files = testFilesOf(process.cwd(), this.#name);
  }

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init() {
    this.#load = await testsOf(process.cwd(), this.#name);
  }

  async dryRun() {
    const outcomes = [];
    for (const file of this.#files) {
      for (const test of this.#load(file)) {
        context.currentTestId = test.id;
        outcomes.push(await outcomeOf({ ...test, fileName: join(this.#src, file) }));
        context.currentTestId = undefined;
      }
    }
    const times = Object.fromEntries(outcomes.map(({ id, timeSpentMs }) => [id, timeSpentMs]));
    writeFileSync(timesFile, JSON.stringify(times));
    const { mutantCoverage } = context;
    return { status: DryRunStatus.Complete, tests: outcomes, mutantCoverage };
  }

  async mutantRun({ activeMutant: { id }, testFilter, hitLimit, mutantActivation }) {
    const times = JSON.parse(readFileSync(timesFile, 'utf8'));
    const wanted = new Set(testFilter ?? Object.keys(times));
    const files = this.#files.filter((file) => [...wanted].some((test) => test.startsWith(`${file}: `)));
    Object.assign(context, { hitLimit, hitCount: hitLimit === undefined ? undefined : 0 });
    context.activeMutant = mutantActivation === 'static' ? id : undefined;
    const tests = [];
    const load = () => tests.push(...files.flatMap((file) => this.#load(file)));
    const outcomes = [await outcomeOf({ id: 'loads', run: load })];
    context.activeMutant = id;
    const byTime = tests.filter((test) => wanted.has(test.id)).sort((a, b) => times[a.id] - times[b.id]);
    for (const test of byTime) {
      if (outcomes.at(-1).status !== TestStatus.Success) break;
      outcomes.push(await outcomeOf(test));
    }
    const run = determineHitLimitReached(context.hitCount, hitLimit);
    return toMutantRunResult(run ?? { status: DryRunStatus.Complete, tests: outcomes }, false);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcess)];

export const strykerValidationSchema = { properties: { package: { type: 'string' } } };
