import type { ObservationScaling } from '@sgmrl/policies';
import type { Activation } from '@sgmrl/policies-tfjs';
import type { Type } from 'protobufjs';
import { version } from '../../package.json';
import type { NamedParameters } from './named-parameters';
import { onnxSchema } from './onnx-schema';

/**
 * A multi-layer perceptron: weights (inputs × outputs) and biases of each layer in turn, in one
 * list.
 */
export interface Mlp {
  /**
   * What the first layer sees of observations: clip((o − mean)/scale); the observations unless
   * given.
   */
  readonly scaling?: ObservationScaling | undefined;
  readonly layers: readonly NamedParameters[];
  readonly activation: Activation;
  /** What its last layer gives. */
  readonly output: 'mean' | 'logits';
}

/** Versions of format and operators that every runtime of these years reads. */
const irVersion = 8;
const operators = 17;

/** Number of float32 among the data types of ONNX. */
const float = 1;

/**
 * The operators of ONNX that compute activations: their slopes are what the operators take unless
 * told: 0.01 of LeakyRelu, 1 of Elu.
 */
const activationOperators: Readonly<Record<Activation, string>> = {
  tanh: 'Tanh',
  relu: 'Relu',
  'leaky-relu': 'LeakyRelu',
  elu: 'Elu',
  softplus: 'Softplus',
};

const toFloat32 = (values: readonly number[]): Uint8Array => {
  const bytes = new DataView(new ArrayBuffer(4 * values.length));
  values.forEach((value, i) => {
    bytes.setFloat32(4 * i, value, true);
  });
  return new Uint8Array(bytes.buffer);
};

const tensor = ({ name, shape, values }: NamedParameters) => ({
  name,
  dims: shape,
  dataType: float,
  rawData: toFloat32(values),
});

/** Any number of rows of so many columns. */
const rowsOf = (name: string, columns: number) => ({
  name,
  type: { tensorType: { elemType: float, shape: { dim: [{ dimParam: 'rows' }, { dimValue: columns }] } } },
});

/** clip((o − mean)/scale), from `observations` to `normalised`. */
const normalisingNodes = [
  { name: 'centre', opType: 'Sub', input: ['observations', 'observations.mean'], output: ['centred'] },
  { name: 'scale', opType: 'Div', input: ['centred', 'observations.scale'], output: ['scaled'] },
  {
    name: 'clip',
    opType: 'Clip',
    input: ['scaled', 'observations.least', 'observations.greatest'],
    output: ['normalised'],
  },
];

const scalingTensors = ({ mean, scale, clip }: ObservationScaling): readonly NamedParameters[] => [
  { name: 'observations.mean', shape: [mean.length], values: Array.from(mean) },
  { name: 'observations.scale', shape: [scale.length], values: Array.from(scale) },
  { name: 'observations.least', shape: [], values: [-clip] },
  { name: 'observations.greatest', shape: [], values: [clip] },
];

/** z = x W + b for each layer, and an activation after each but the last. */
const nodesOf = ({ scaling, layers, activation, output }: Mlp) => {
  const count = layers.length / 2;
  const first = scaling === undefined ? 'observations' : 'normalised';
  const network = Array.from({ length: count }).flatMap((_, l) => {
    const [weights, biases] = [layers[2 * l].name, layers[2 * l + 1].name];
    const [x, z] = [l === 0 ? first : `x${String(l)}`, l === count - 1 ? output : `z${String(l + 1)}`];
    const affine = {
      name: `layer${String(l + 1)}`,
      opType: 'Gemm',
      input: [x, weights, biases],
      output: [z],
    };
    const next = `x${String(l + 1)}`;
    return l === count - 1
      ? [affine]
      : [affine, { name: next, opType: activationOperators[activation], input: [z], output: [next] }];
  });
  return scaling === undefined ? network : [...normalisingNodes, ...network];
};

/** Its types are read once: the library takes longer to load than all else here. */
const modelType = async (): Promise<Type> => {
  const { default: protobuf } = await import('protobufjs/light.js');
  return protobuf.Root.fromJSON(onnxSchema).lookupType('ModelProto');
};

/**
 * The bytes of an ONNX model that computes a network in float32: from `observations`, any number of
 * rows, to `mean` or `logits`. `about` is kept as the model's metadata.
 */
export const onnxModel = async (mlp: Mlp, about: Readonly<Record<string, string>>): Promise<Uint8Array> => {
  const model = await modelType();
  const { scaling, layers, output } = mlp;
  const [first, last] = [layers[0].shape, layers[layers.length - 1].shape];
  return model
    .encode(
      model.fromObject({
        irVersion,
        producerName: 'sgmrl',
        producerVersion: version,
        opsetImport: [{ domain: '', version: operators }],
        metadataProps: Object.entries(about).map(([key, value]) => ({ key, value })),
        graph: {
          name: 'policy',
          node: nodesOf(mlp),
          initializer: [...(scaling === undefined ? [] : scalingTensors(scaling)), ...layers].map(tensor),
          input: [rowsOf('observations', first[0])],
          output: [rowsOf(output, last[0])],
        },
      }),
    )
    .finish();
};
