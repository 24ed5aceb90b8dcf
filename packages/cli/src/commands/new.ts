import { join } from 'node:path';
import { visibleName } from '@sgmrl/codecs';
import {
  builtIn,
  isTaken,
  listFolder,
  makeFolder,
  writeAtomically,
  type ExperimentError,
} from '@sgmrl/experiments';
import { pipe } from 'fp-ts/lib/function.js';
import type * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { reportError } from '../reports/report-error';
import { environmentTemplate } from '../templates/environment';
import { policyTemplate } from '../templates/policy';
import type { Template } from '../templates/template';
import { termTemplate } from '../templates/term';
import { weightsTemplate } from '../templates/weights';
import { exitCode, type ExitCode } from '../terminal/exit-code';
import { say, type Terminal } from '../terminal/terminal';

/** What there is a template of. */
export const templates = {
  environment: environmentTemplate,
  policy: policyTemplate,
  term: termTemplate,
  weights: weightsTemplate,
} satisfies Readonly<Record<string, Template>>;

/** One of {@link templates}. */
export type TemplateName = keyof typeof templates;

/** The flags of `sgmrl new`. */
export interface NewFlags {
  readonly out: string;
}

/** The name of a file, and its text. */
type File = readonly [name: string, text: string];

/** Nothing is written unless both files are new. */
const write = (
  { module, laws }: Template,
  name: string,
  folder: string,
): TE.TaskEither<ExperimentError, void> => {
  const files: readonly File[] = [
    [`${name}.mjs`, module(name)],
    [`${name}.test.mjs`, laws(name)],
  ];
  return pipe(
    listFolder(folder),
    TE.filterOrElseW(
      (there) => !files.some(([file]) => there.includes(file)),
      (): ExperimentError => ({
        kind: 'file',
        action: 'write',
        path: join(folder, `${name}.mjs`),
        code: 'EEXIST',
        reason: 'it, or its test, exists already, and is not overwritten',
      }),
    ),
    TE.chainW(() => makeFolder(folder)),
    TE.chainW(() =>
      TE.traverseSeqArray(([file, text]: File) => writeAtomically(join(folder, file), text))(files),
    ),
    TE.map(() => undefined),
  );
};

/** Writes a module with words of one's own, and a test that runs the laws on it. */
export const writeTemplate = (
  terminal: Terminal,
  kind: TemplateName,
  name: string,
  { out }: NewFlags,
): Promise<ExitCode> => {
  const template: Template = templates[kind];
  if (isTaken(builtIn, template.section, name))
    return Promise.resolve(
      reportError(terminal)(`${kind} ${name}: expected a name that nothing else has in ${template.section}`),
    );
  const path = join(out, `${name}.mjs`);
  return pipe(
    write(template, name, out),
    TE.match(reportError(terminal), (): ExitCode => {
      say(
        terminal,
        [
          `Written: ${visibleName(path)} and ${visibleName(join(out, `${name}.test.mjs`))}`,
          `Test:    node --test ${visibleName(join(out, `${name}.test.mjs`))}   (needs @sgmrl/laws beside @sgmrl/cli)`,
          `Use:     npx sgmrl ${template.use(name, visibleName(path))}`,
          ...(template.more?.(name, visibleName(path)) ?? []),
        ].join('\n'),
      );
      return exitCode.success;
    }),
    (task: T.Task<ExitCode>) => task(),
  );
};
