import { chain, identity, type GradientTransformation } from '@sgmrl/optimizers';
import * as fc from 'fast-check';
import { law, type Law } from './law';
import { sameData } from './same-data';
import { bothHold, forEvery, verdict, type Verdict } from './verdict';

/** Parameters and the gradients that an optimizer then meets, one after another. */
export interface Stream {
  /** d numbers; they stay as they are. */
  readonly parameters: readonly number[];
  /** At least one, of d numbers each. */
  readonly gradients: readonly (readonly number[])[];
  /** A permutation of the coordinates. */
  readonly order: readonly number[];
}

/** Most gradients are of a common size; of the others, squares underflow or overflow. */
const magnitudes = fc.oneof(
  { weight: 4, arbitrary: fc.constant(1) },
  { weight: 1, arbitrary: fc.constantFrom(1e-200, 1e200) },
);

const streams: fc.Arbitrary<Stream> = fc.integer({ min: 1, max: 4 }).chain((dimension) => {
  const vector = fc.array(fc.double({ min: -10, max: 10, noNaN: true }), {
    minLength: dimension,
    maxLength: dimension,
  });
  return fc.record({
    parameters: vector,
    gradients: fc
      .tuple(fc.array(vector, { minLength: 1, maxLength: 8 }), magnitudes)
      .map(([gradients, size]) => gradients.map((gradient) => gradient.map((x) => size * x))),
    order: fc.shuffledSubarray(
      Array.from({ length: dimension }, (_, i) => i),
      { minLength: dimension },
    ),
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

/** The same numbers under other names: coordinate i is what coordinate `order[i]` was. */
const renamed = ({ parameters, gradients, order }: Stream): Stream => {
  const rename = (x: readonly number[]): readonly number[] => order.map((i) => x[i]);
  return { parameters: rename(parameters), gradients: gradients.map(rename), order };
};

const close = (x: readonly (readonly number[])[], y: readonly (readonly number[])[]): boolean =>
  x.every((row, i) => row.every((entry, j) => Math.abs(entry - y[i][j]) <= 1e-12 * (1 + Math.abs(y[i][j]))));

/**
 * The laws of a gradient transformation: a pure function of a stream of gradients, a member of the
 * monoid `chain`, blind to the names of coordinates.
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
    rule(
      'lasting results',
      'no later update changes an update or a state that was returned before',
      (stream) => {
        const results: { readonly live: unknown; readonly copy: unknown }[] = [];
        let state = transformation.init(stream.parameters);
        for (const gradient of stream.gradients) {
          const live = transformation.update(gradient, state, stream.parameters);
          results.push({ live, copy: structuredClone(live) });
          [, state] = live;
        }
        return forEvery(results, ({ live, copy }, i) =>
          verdict(
            sameData(copy, live),
            () =>
              `what update ${String(i)} returned was ${fc.stringify(copy)} and became ${fc.stringify(live)}`,
          ),
        );
      },
    ),
    rule('separate streams', 'two streams in turns give the updates that each gives alone', (stream) => {
      const other = { ...stream, gradients: stream.gradients.map((gradient) => gradient.map((x) => 1 - x)) };
      const alone = [stream, other].map((each) => updatesOf(transformation, each));
      const states = [stream, other].map(({ parameters }) => transformation.init(parameters));
      const together: (readonly number[])[][] = [[], []];
      stream.gradients.forEach((_, i) => {
        [stream, other].forEach(({ gradients, parameters }, k) => {
          const [step, next] = transformation.update(gradients[i], states[k], parameters);
          states[k] = next;
          together[k].push(Array.from(step));
        });
      });
      return bothHold(same('in turns and alone', together[0], alone[0]), () =>
        same('in turns and alone', together[1], alone[1]),
      );
    }),
    rule('states are data', 'a structured clone of a state goes on in the same way', (stream) => {
      const goOn = (store: (state: State) => State): readonly (readonly number[])[] => {
        let state = transformation.init(stream.parameters);
        return stream.gradients.map((gradient) => {
          const [step, next] = transformation.update(gradient, store(state), stream.parameters);
          state = next;
          return Array.from(step);
        });
      };
      return same(
        'with states and their clones',
        goOn((state) => state),
        goOn(structuredClone),
      );
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
        const mirrored = updatesOf(transformation, renamed(stream));
        const straight = updatesOf(transformation, stream).map((step) => stream.order.map((i) => step[i]));
        return verdict(
          close(mirrored, straight),
          () => `${fc.stringify(mirrored)} and ${fc.stringify(straight)}`,
        );
      },
    ),
  ];
};
