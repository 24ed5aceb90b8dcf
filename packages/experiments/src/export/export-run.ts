import { exp } from '@sgmrl/elementary';
import type { PolicySpace } from '@sgmrl/policies';
import { PolicySpec } from '@sgmrl/policies-tfjs';
import { scalingOf, type Learned } from '@sgmrl/meta-learning';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as T from 'fp-ts/lib/Task.js';
import * as TE from 'fp-ts/lib/TaskEither.js';
import type { Config } from '../configuration/config';
import { configurationHash } from '../configuration/configuration-hash';
import type { ExperimentError } from '../errors/experiment-error';
import { loadPolicy, type LoadedPolicy, type LoadOptions } from '../training/load-policy';
import { namedParameters, type NamedParameters } from './named-parameters';
import { onnxModel, type Mlp } from './onnx';

/** What is observed or done: vectors of a length, or indices below a size. */
export type ExportedSpace =
  | {
      /** Vectors. */
      readonly kind: 'box';
      /** How many numbers each has. */
      readonly length: number;
    }
  | {
      /** Indices from 0. */
      readonly kind: 'discrete';
      /** How many there are. */
      readonly size: number;
    };

/** How a network sees observations o that are normalised: as clip((o − mean)/scale). */
export interface ExportedScaling {
  /** One for each number of an observation. */
  readonly mean: readonly number[];
  /** Positive, one for each number of an observation. */
  readonly scale: readonly number[];
  /** The largest absolute value that comes out. */
  readonly clip: number;
}

/** A policy as plain data, for programs that know nothing of this one. */
export interface PolicyData {
  readonly format: 'sgmrl-policy';
  readonly version: 1;
  /** Hash of the configuration but for `iterations`, as in the checkpoint. */
  readonly configuration: string;
  /** Outer iterations done. */
  readonly iteration: number;
  /** The policy's name and sizes in words. */
  readonly name: string;
  /** What it observes. */
  readonly observations: ExportedSpace;
  /** What it does. */
  readonly actions: ExportedSpace;
  /** θ, array by array. */
  readonly parameters: readonly NamedParameters[];
  /** Where observations are normalised. */
  readonly observationScaling?: ExportedScaling;
  /** Inner step sizes array by array, where they are learned. */
  readonly stepSizes?: readonly NamedParameters[];
  /** Of advantages, where training takes them from its state. */
  readonly scales?: Learned['scales'];
  /** The configuration of the run. */
  readonly config: Config;
}

/** What a run has learned, for other programs. */
export interface ExportedRun {
  /** What `sgmrl export` writes as `policy.json`. */
  readonly data: PolicyData;
  /** The bytes of the network as an ONNX model; Left says why there is none. */
  readonly onnx: E.Either<string, Uint8Array>;
}

const spaceOf = (space: PolicySpace): ExportedSpace =>
  space.kind === 'box'
    ? { kind: space.kind, length: space.low.length }
    : { kind: space.kind, size: space.size };

const scalingIn = ({
  config: { algorithm },
  learned: { observationMoments },
}: LoadedPolicy): ExportedScaling | undefined => {
  const { observationNormalisation } = algorithm;
  if (observationNormalisation === undefined || observationMoments === undefined) return undefined;
  const { mean, scale, clip } = scalingOf(observationMoments, observationNormalisation.clip);
  return { mean: Array.from(mean), scale: Array.from(scale), clip };
};

/** α_i of every parameter by the names of the parameters, where step sizes are learned. */
const namedStepSizes = ({ config: { algorithm }, policy, learned: { logStepSizes } }: LoadedPolicy) =>
  logStepSizes === undefined
    ? E.right(undefined)
    : namedParameters(
        policy,
        Float64Array.from(logStepSizes, (rho) => algorithm.stepSize * exp(rho)),
      );

const dataOf = (
  loaded: LoadedPolicy,
  parameters: readonly NamedParameters[],
  stepSizes: readonly NamedParameters[] | undefined,
): PolicyData => {
  const { config, iteration, learned, policy } = loaded;
  const observationScaling = scalingIn(loaded);
  return {
    format: 'sgmrl-policy',
    version: 1,
    configuration: configurationHash(config),
    iteration,
    name: policy.name,
    observations: spaceOf(policy.observationSpace),
    actions: spaceOf(policy.actionSpace),
    parameters,
    ...(observationScaling && { observationScaling }),
    ...(stepSizes && { stepSizes }),
    ...(learned.scales && { scales: learned.scales }),
    config,
  };
};

const network = ({
  config: { policy },
  parameters,
  observationScaling: scaling,
}: PolicyData): E.Either<string, Mlp> => {
  if (!PolicySpec.is(policy))
    return E.left(
      `there is no ONNX model of ${policy.kind}: of your own policies only the parameters are known`,
    );
  switch (policy.kind) {
    case 'tabular-softmax':
      return E.left('there is no ONNX model of a table: its logits are all there is to it');
    case 'categorical-mlp':
      return E.right({ scaling, layers: parameters, activation: policy.activation, output: 'logits' });
    case 'gaussian-mlp':
      return E.right({
        scaling,
        layers: parameters.slice(0, -1),
        activation: policy.activation,
        output: 'mean',
      });
  }
};

const onnxOf = (data: PolicyData): T.Task<ExportedRun['onnx']> =>
  pipe(
    TE.fromEither(network(data)),
    TE.chainTaskK(
      (mlp) => () => onnxModel(mlp, { configuration: data.configuration, iteration: String(data.iteration) }),
    ),
  );

/**
 * What the run in a directory has learned, for other programs: plain data, and an ONNX model of an
 * MLP, from observations to the means of a Gaussian or to logits.
 *
 * @example
 * ```ts
 * import { deepStrictEqual, strictEqual } from 'node:assert';
 * import { mkdtempSync, rmSync } from 'node:fs';
 * import { tmpdir } from 'node:os';
 * import { join } from 'node:path';
 * import * as E from 'fp-ts/lib/Either.js';
 * import { exportRun, presets, startRun } from '@sgmrl/experiments';
 * const config = { ...presets['tabular-quick'].config, iterations: 0 };
 * const options = { workers: { threads: 0, module: '' }, onStart: () => undefined, onIteration: () => undefined, stopRequested: () => false };
 * const folder = mkdtempSync(join(tmpdir(), 'sgmrl-'));
 * await startRun(config, folder, options)();
 * const exported = await exportRun(folder)();
 * if (E.isLeft(exported)) throw new Error(exported.left.kind);
 * const [{ name, values }] = exported.right.data.parameters;
 * strictEqual(name, 'logits');
 * deepStrictEqual(new Set(values), new Set([0])); // untrained
 * strictEqual(E.isLeft(exported.right.onnx), true); // a table is no network
 * rmSync(folder, { recursive: true });
 * ```
 */
export const exportRun = (
  directory: string,
  options?: LoadOptions,
): TE.TaskEither<ExperimentError, ExportedRun> =>
  pipe(
    loadPolicy(directory, options),
    TE.chainEitherKW((loaded) =>
      pipe(
        E.Do,
        E.apS('parameters', namedParameters(loaded.policy, loaded.learned.parameters)),
        E.apS('stepSizes', namedStepSizes(loaded)),
        E.map(({ parameters, stepSizes }) => dataOf(loaded, parameters, stepSizes)),
      ),
    ),
    TE.chainTaskK((data) =>
      pipe(
        onnxOf(data),
        T.map((onnx): ExportedRun => ({ data, onnx })),
      ),
    ),
  );
