import type { AxisJoint, Triple } from '../mjcf';

const freely = { damping: 0, armature: 0, stiffness: 0 };

/**
 * The joints of a root that moves in the x–z plane without resistance: x, z and pitch (about y).
 * The slides go through the point `at` of the body, and z counts from `height`.
 */
export const planarRoot = ({
  at,
  height,
}: {
  readonly at: Triple;
  readonly height: number;
}): readonly AxisJoint[] => [
  { kind: 'slide', name: 'rootx', axis: [1, 0, 0], at, reference: 0, ...freely },
  { kind: 'slide', name: 'rootz', axis: [0, 0, 1], at, reference: height, ...freely },
  { kind: 'hinge', name: 'rooty', axis: [0, 1, 0], at: [0, 0, 0], reference: 0, ...freely },
];
