import { mujocoVersion } from '@sgmrl/environments-mujoco';
import { tfjsVersion } from '@sgmrl/policies-tfjs';
import * as t from 'io-ts';
import { version } from '../../package.json';

/** Versions of the programs that a run was computed with. */
export interface Versions {
  /** Of these packages, which have one. */
  readonly sgmrl: string;
  /** Of Node.js. */
  readonly node: string;
  /** Of MuJoCo, also where a run does not use it. */
  readonly mujoco: string;
  /** Of TensorFlow.js. */
  readonly tfjs: string;
}

/** Those of this process. */
export const versions: Versions = {
  sgmrl: version,
  node: process.versions.node,
  mujoco: mujocoVersion,
  tfjs: tfjsVersion,
};

export const versionsCodec: t.Type<Versions> = t.type({
  sgmrl: t.string,
  node: t.string,
  mujoco: t.string,
  tfjs: t.string,
});
