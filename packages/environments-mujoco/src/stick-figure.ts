import type { Segment } from '@sgmrl/environments';
import type { Vector } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import type { Model, Triple } from './mjcf';
import { antModel } from './models/ant';
import { halfCheetahModel } from './models/half-cheetah';
import { hopperModel } from './models/hopper';
import { swimmerModel } from './models/swimmer';
import { walker2dModel } from './models/walker2d';
import type { Mujoco, MujocoError } from './mujoco';
import type { MujocoKind } from './registry';

interface View {
  readonly model: Model;
  /** Where a point is drawn. */
  readonly project: (point: Triple) => readonly [number, number];
}

const fromTheSide = ([x, , z]: Triple) => [x, z] as const;
const fromAbove = ([x, y]: Triple) => [x, y] as const;

const halfCheetah: View = { model: halfCheetahModel, project: fromTheSide };
const ant: View = { model: antModel, project: fromTheSide };

const views: Readonly<Record<MujocoKind, View>> = {
  'half-cheetah-direction': halfCheetah,
  'half-cheetah-velocity': halfCheetah,
  'ant-direction': ant,
  'ant-goal': ant,
  'swimmer-velocity': { model: swimmerModel, project: fromAbove },
  'walker2d-velocity': { model: walker2dModel, project: fromTheSide },
  'hopper-velocity': { model: hopperModel, project: fromTheSide },
  'walker2d-params': { model: walker2dModel, project: fromTheSide },
  'hopper-params': { model: hopperModel, project: fromTheSide },
};

/**
 * A robot as rods in the plane in which it moves: x across, z up, seen from the side; for the
 * swimmer x across, y up, seen from above. A ball is a rod of length zero; the floor, at height 0,
 * is left out. The first rod is the torso.
 *
 * @example
 * ```ts
 * import { strictEqual } from 'node:assert';
 * import * as TE from 'fp-ts/lib/TaskEither.js';
 * import { loadMujoco, stickFigure } from '@sgmrl/environments-mujoco';
 * const draw = await TE.chainEitherK(stickFigure('swimmer-velocity'))(loadMujoco)();
 * if (draw._tag === 'Left') throw new Error(draw.left.message);
 * strictEqual(draw.right({ positions: [0, 0, 0, 0, 0] }).length, 3);
 * ```
 */
export const stickFigure =
  (kind: MujocoKind) =>
  ({
    simulator,
  }: Mujoco): E.Either<MujocoError, (state: { readonly positions: Vector }) => readonly Segment[]> => {
    const { model, project } = views[kind];
    return pipe(
      simulator(model),
      E.map(
        ({ rods }) =>
          ({ positions }) =>
            rods(positions).map(({ from, to, radius }) => ({ from: project(from), to: project(to), radius })),
      ),
    );
  };
