import { version_core } from '@tensorflow/tfjs-core';

/** The version of TensorFlow.js that networks are computed by. */
export const tfjsVersion: string = version_core;
