import { join } from 'node:path';
import { visibleName } from '@sgmrl/codecs';
import {
  exportRun,
  listFolder,
  makeFolder,
  modulesNow,
  writeAtomically,
  type ExperimentError,
  type ExportedRun,
  type WhichCheckpoint,
} from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import { printAnswer } from '../reports/print-answer';
import type { ExitCode } from '../terminal/exit-code';
import type { Terminal } from '../terminal/terminal';

/** The flags of `sgmrl export`. */
export interface ExportFlags {
  readonly out?: string;
  readonly checkpoint?: WhichCheckpoint;
  readonly with: readonly string[];
}

type Effect<A> = TE.TaskEither<ExperimentError, A>;

const [json, model] = ['policy.json', 'policy.onnx'];

/** Nothing that is there is written over. */
const refuseOther = (folder: string): Effect<void> =>
  pipe(
    listFolder(folder),
    TE.chainEitherKW((names) => {
      const found = [json, model].find((name) => names.includes(name));
      return found === undefined
        ? E.right(undefined)
        : E.left({
            kind: 'unusable-run' as const,
            path: folder,
            problem: `it holds ${found} already; give another folder by --out`,
          });
    }),
  );

const write = (folder: string, { data, onnx }: ExportedRun): Effect<void> =>
  pipe(
    makeFolder(folder),
    TE.chain(() => writeAtomically(join(folder, json), `${JSON.stringify(data)}\n`)),
    TE.chain(() =>
      E.isRight(onnx) ? writeAtomically(join(folder, model), onnx.right) : TE.right(undefined),
    ),
  );

const inWords = (folder: string, { data, onnx }: ExportedRun): string => {
  const arrays = data.parameters.map(({ name, shape }) => `${name} ${shape.map(String).join('×')}`);
  const lines = [
    `${data.name} after ${String(data.iteration)} iterations: ${arrays.join(', ')}`,
    `Written: ${join(folder, json)}`,
    E.isRight(onnx) ? `Written: ${join(folder, model)}` : `Not written: ${model}: ${onnx.left}`,
  ];
  return lines.map(visibleName).join('\n');
};

/** Writes what a run has learned for other programs. */
export const exportPolicy = (
  terminal: Terminal,
  run: string,
  { out = join(run, 'export'), checkpoint, with: paths }: ExportFlags,
): Promise<ExitCode> =>
  pipe(
    refuseOther(out),
    TE.chainW(() => modulesNow(paths)),
    TE.chainW((modules) => exportRun(run, { modules, checkpoint })),
    TE.chainFirstW((exported) => write(out, exported)),
    TE.map((exported) => inWords(out, exported)),
    printAnswer(terminal),
  );
