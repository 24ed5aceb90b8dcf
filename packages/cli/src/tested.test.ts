import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Files without a test of their own, by the test of another file that goes through them. */
const testedIn: Readonly<Record<string, readonly string[]>> = {
  'main.test.ts': [
    'config-source.ts',
    'commands/add-command.ts',
    'commands/evaluate-command.ts',
    'commands/evaluate.ts',
    'commands/explain-command.ts',
    'commands/explain.ts',
    'commands/presets-command.ts',
    'commands/presets.ts',
    'commands/theory-command.ts',
    'commands/theory.ts',
    'commands/train-command.ts',
    'reports/evaluation-table.ts',
    'reports/format.ts',
    'reports/print-answer.ts',
    'reports/report-error.ts',
    'terminal/exit-code.ts',
    'terminal/terminal.ts',
  ],
  'process.test.ts': ['index.ts', 'terminal/silence.ts', 'terminal/stop-signals.ts'],
  'commands/compare.test.ts': ['commands/compare-command.ts', 'reports/result-folder.ts'],
  'commands/export.test.ts': ['commands/export-command.ts'],
  'commands/report.test.ts': ['commands/report-command.ts', 'commands/watch-report.ts'],
  'commands/runs.test.ts': ['commands/repeat-command.ts', 'commands/repeat.ts', 'commands/runs-command.ts'],
  'commands/verify.test.ts': [
    'commands/convergence-command.ts',
    'commands/convergence.ts',
    'commands/variance.ts',
    'commands/verify-command.ts',
    'commands/verify-flags.ts',
    'comparison/named-mdp.ts',
    'reports/convergence-report.ts',
    'reports/entries-named.ts',
    'reports/variance-plot.ts',
    'reports/variance-report.ts',
  ],
  'own-words.test.ts': [
    'terminal/early-end.ts',
    'commands/new-command.ts',
    'commands/new.ts',
    'templates/environment.ts',
    'templates/policy.ts',
    'templates/template.ts',
    'templates/term.ts',
    'templates/weights.ts',
  ],
  'machines/work-place.test.ts': ['commands/worker-command.ts', 'commands/worker.ts'],
  'terminal/progress.test.ts': ['terminal/time-left.ts'],
};

it('has a test for every file, its own or one that is named', () => {
  const sources = readdirSync(__dirname, { recursive: true, encoding: 'utf8' }).filter(
    (name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('testing'),
  );
  const without = sources.filter((name) => !existsSync(join(__dirname, name.replace(/\.ts$/, '.test.ts'))));
  expect(without.sort()).toEqual(Object.values(testedIn).flat().sort());
  for (const test of Object.keys(testedIn)) expect(existsSync(join(__dirname, test))).toBe(true);
});
