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

/** What each test took, and how often it reached each mutant, in the copy that all processes work in. */
const recordFile = 'record.json';

/** As often as no test reaches a mutant that ends: ten times as often as without it, and some. */
const greatestHits = (usual) => 10 * usual + 100;

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
 * Runs the tests of one package in this process, and on a mutant only those that reach it, up to the
 * first failure: those of the file beside it first, and the fastest of each. Jest would load every
 * module of every test file for every mutant, which takes ten times as long.
 */
class InProcess {
  static inject = tokens(commonTokens.options);

  #name;
  #src;
  #files;
  #load;
  #record;

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
    const { mutantCoverage } = context;
    writeFileSync(recordFile, JSON.stringify({ times, hits: mutantCoverage.perTest }));
    return { status: DryRunStatus.Complete, tests: outcomes, mutantCoverage };
  }

  async mutantRun({ activeMutant: { id, fileName }, testFilter, hitLimit, mutantActivation }) {
    const { times, hits } = (this.#record ??= JSON.parse(readFileSync(recordFile, 'utf8')));
    const upTo = (limit) => {
      Object.assign(context, { hitLimit: limit, hitCount: limit === undefined ? undefined : 0 });
    };
    const loaded = new Map();
    const load = (file) => {
      upTo(hitLimit);
      context.activeMutant = mutantActivation === 'static' ? id : undefined;
      loaded.set(file, this.#load(file));
      context.activeMutant = id;
    };
    const isBeside = (file) => fileName.replaceAll('\\', '/').endsWith(`/src/${file.replace('.test', '')}`);
    const wanted = (testFilter ?? Object.keys(times))
      .map((test) => ({ test, file: test.split(': ')[0] }))
      .sort((a, b) => isBeside(b.file) - isBeside(a.file) || times[a.test] - times[b.test]);
    const outcomes = [];
    for (const { test, file } of wanted) {
      const run = async () => {
        if (!loaded.has(file)) load(file);
        const usual = hits[test]?.[id];
        upTo(usual === undefined ? hitLimit : greatestHits(usual));
        // A mutant may change titles, and titles need not differ.
        for (const one of loaded.get(file)) if (one.id === test) await one.run();
      };
      outcomes.push(await outcomeOf({ id: test, run }));
      const endless = determineHitLimitReached(context.hitCount, context.hitLimit);
      if (endless !== undefined) return toMutantRunResult(endless);
      if (outcomes.at(-1).status !== TestStatus.Success) break;
    }
    return toMutantRunResult({ status: DryRunStatus.Complete, tests: outcomes }, false);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcess)];

export const strykerValidationSchema = { properties: { package: { type: 'string' } } };
