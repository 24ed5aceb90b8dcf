import * as E from 'fp-ts/lib/Either.js';
import { bothHold, forEvery, holds, verdict } from './verdict';

const never = () => {
  throw new Error('asked without need');
};

describe('verdict', () => {
  it('puts the reason into words only when it is needed', () => {
    expect(verdict(true, never)).toEqual(holds);
    expect(verdict(false, () => 'why')).toEqual(E.left('why'));
  });
});

describe('bothHold', () => {
  it('asks for the second only if the first holds', () => {
    expect(bothHold(E.left('first'), never)).toEqual(E.left('first'));
    expect(bothHold(holds, () => E.left('second'))).toEqual(E.left('second'));
    expect(bothHold(holds, () => holds)).toEqual(holds);
  });
});

describe('forEvery', () => {
  it('stops at the first item that fails', () => {
    const predicate = (n: number, i: number) =>
      n === 2 ? E.left(`at ${String(i)}`) : n === 3 ? never() : holds;
    expect(forEvery([1, 2, 3], predicate)).toEqual(E.left('at 1'));
  });

  it('holds when there is nothing to ask', () => {
    expect(forEvery([], never)).toEqual(holds);
  });
});
