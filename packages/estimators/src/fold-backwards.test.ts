import { scale } from '@sgmrl/vector';
import * as E from 'fp-ts/lib/Either.js';
import * as fc from 'fast-check';
import { foldBackwards } from './fold-backwards';
import { traces } from './testing/traces';

describe('the fold', () => {
  it('passes back through the inner steps from the last, and starts with the outer gradient', () => {
    fc.assert(
      fc.property(traces, ({ trace }) => {
        const folded = foldBackwards<never, unknown>((t, step, lambda) =>
          E.right({ lambda: scale(2, lambda), kept: [t, step] }),
        )(trace);
        const zeta = trace.steps.length;
        const { lambdas, kept } = E.toUnion(folded);
        expect(lambdas.map((lambda) => Array.from(lambda))).toEqual(
          Array.from({ length: zeta + 1 }, (_, t) =>
            Array.from(scale(2 ** (zeta - t), trace.outer.gradient)),
          ),
        );
        expect(kept).toEqual(trace.steps.map((step, t) => [t, step]));
      }),
    );
  });

  it('goes no further than the first step back that fails', () => {
    fc.assert(
      fc.property(traces, fc.nat(), ({ trace }, any) => {
        const failing = any % trace.steps.length;
        const visited: number[] = [];
        const folded = foldBackwards<string, undefined>((t, _step, lambda) => {
          visited.push(t);
          return t === failing ? E.left(`step ${String(t)}`) : E.right({ lambda, kept: undefined });
        })(trace);
        expect(folded).toEqual(E.left(`step ${String(failing)}`));
        expect(visited).toEqual(
          trace.steps
            .map((_, t) => t)
            .reverse()
            .slice(0, trace.steps.length - failing),
        );
      }),
    );
  });
});
