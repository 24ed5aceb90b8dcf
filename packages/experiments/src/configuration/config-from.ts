import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { ExperimentError } from '../errors/experiment-error';
import { loadVocabulary } from '../vocabulary/load';
import type { Config, ConfiguredModule } from './config';
import { decodeConfig } from './decode-config';
import { modulesNamed } from './modules-of';
import { withModules } from './with-modules';

/**
 * The configuration in a value that the program wrote, in the words of the modules that it names;
 * those that are elsewhere now are found among `moved` by their content.
 */
export const configFrom =
  (source: string, moved: readonly ConfiguredModule[] = []) =>
  (value: unknown): TE.TaskEither<ExperimentError, Config> =>
    pipe(
      TE.Do,
      TE.bind('modules', () => TE.fromEither(modulesNamed(source, moved)(value))),
      TE.bindW('vocabulary', ({ modules }) => loadVocabulary(modules)),
      TE.chainEitherKW(({ modules, vocabulary }) =>
        decodeConfig(source, vocabulary)(withModules(value, modules)),
      ),
    );
