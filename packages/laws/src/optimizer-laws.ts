import { chain, identity, type GradientTransformation } from '@sgmrl/optimizers';
import * as fc from 'fast-check';
import { law, type Law } from './law';
import { sameData } from './same-data';
import { bothHold, verdict, type Verdict } from './verdict';

/** Parameters and the gradients that an optimizer then meets, one after another. */
export interface Stream {
  readonly parameters: readonly number[];
  readonly gradients: readonly (readonly number[])[];
}

const streams: fc.Arbitrary<Stream> = fc.integer({ min: 1, max: 4 }).chain((dimension) => {
  const vector = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), {
    minLength: dimension,
    maxLength: dimension,
  });
  return fc.record({
    parameters: vector,
    gradients: fc.array(vector, { minLength: 1, maxLength: 5 }),
  });
});

/** Every update of a stream; parameters stay where they are. */
const updatesOf = <State>(
  { init, update }: GradientTransformation<State>,
  { parameters, gradients }: Stream,
): readonly (readonly number[])[] => {
  let state = init(parameters);
  return gradients.map((gradient) => {
    const [step, next] = update(gradient, state, parameters);
    state = next;
    return Array.from(step);
  });
};

const same = (what: string, x: readonly (readonly number[])[], y: readonly (readonly number[])[]): Verdict =>
  verdict(sameData(x, y), () => `${what}: ${fc.stringify(x)} and ${fc.stringify(y)}`);

/** Reverses the coordinates: the same numbers under other names. */
const reversed = ({ parameters, gradients }: Stream): Stream => ({
  parameters: [...parameters].reverse(),
  gradients: gradients.map((gradient) => [...gradient].reverse()),
});

const close = (x: readonly (readonly number[])[], y: readonly (readonly number[])[]): boolean =>
  x.every((row, i) => row.every((entry, j) => Math.abs(entry - y[i][j]) <= 1e-12 * (1 + Math.abs(y[i][j]))));

/**
 * The laws of a gradient transformation: a pure function of a stream of gradients, a member of the monoid `chain`, blind to the
 * names of coordinates.
 *
 * @example
 * ```ts
 * import { assertLaw, optimizerLaws } from '@sgmrl/laws';
 * import { adam } from '@sgmrl/optimizers';
 * for (const law of optimizerLaws(adam(0.01))) assertLaw(law, { seed: 1, runs: 50 });
 * ```
 */
export const optimizerLaws = <State>(transformation: GradientTransformation<State>): readonly Law[] => {
  const rule = (name: string, statement: string, predicate: (stream: Stream) => Verdict): Law =>
    law({ name, statement, examples: streams, predicate });
  return [
    rule('repeatable updates', 'the same stream gives the same updates', (stream) =>
      same('two runs', updatesOf(transformation, stream), updatesOf(transformation, stream)),
    ),
    rule('shape', 'every update is finite and has the dimension of the parameters', (stream) => {
      const updates = updatesOf(transformation, stream);
      return verdict(
        updates.every((step) => step.length === stream.parameters.length && step.every(Number.isFinite)),
        () => fc.stringify(updates),
      );
    }),
    rule(
      'untouched inputs',
      'update changes neither the gradient nor the state nor the parameters',
      (stream) => {
        const parameters = Float64Array.from(stream.parameters);
        const gradient = Float64Array.from(stream.gradients[0]);
        const [, state] = transformation.update(
          stream.gradients[0],
          transformation.init(stream.parameters),
          stream.parameters,
        );
        const before = structuredClone({ parameters, gradient, state });
        transformation.update(gradient, state, parameters);
        return verdict(
          sameData(before, { parameters, gradient, state }),
          () => `${fc.stringify(before)} became ${fc.stringify({ parameters, gradient, state })}`,
        );
      },
    ),
    rule('states are data', 'a structured clone of a state goes on in the same way', (stream) => {
      const [gradient] = stream.gradients;
      const [, state] = transformation.update(
        gradient,
        transformation.init(stream.parameters),
        stream.parameters,
      );
      const [step] = transformation.update(gradient, state, stream.parameters);
      const [again] = transformation.update(gradient, structuredClone(state), stream.parameters);
      return same('after the state and its clone', [Array.from(step)], [Array.from(again)]);
    }),
    rule('unit of chain', 'chain(identity, x) = x = chain(x, identity)', (stream) => {
      const alone = updatesOf(transformation, stream);
      return bothHold(
        same('chain(identity, x) and x', updatesOf(chain(identity, transformation), stream), alone),
        () => same('chain(x, identity) and x', updatesOf(chain(transformation, identity), stream), alone),
      );
    }),
    rule('associativity of chain', 'chain(chain(x, x), x) = chain(x, chain(x, x))', (stream) => {
      const pair = chain(transformation, transformation);
      return same(
        'the two groupings',
        updatesOf(chain(pair, transformation), stream),
        updatesOf(chain(transformation, pair), stream),
      );
    }),
    rule(
      'names of coordinates',
      'permuting the coordinates of all gradients permutes the updates',
      (stream) => {
        const mirrored = updatesOf(transformation, reversed(stream)).map((step) => [...step].reverse());
        const straight = updatesOf(transformation, stream);
        return verdict(
          close(mirrored, straight),
          () => `${fc.stringify(mirrored)} and ${fc.stringify(straight)}`,
        );
      },
    ),
  ];
};
