import { nearest, suggestion } from './nearest';

describe('nearest', () => {
  it('finds the name that differs by a slip', () => {
    expect(nearest('navigation2d', ['tabular-quick', 'navigation-2d', 'navigation-2d-quick'])).toBe(
      'navigation-2d',
    );
    expect(nearest('navigaton', ['tabular-quick', 'navigation-2d', 'navigation-2d-quick'])).toBe(
      'navigation-2d',
    );
    expect(nearest('Seed', ['seed', 'iterations'])).toBe('seed');
  });

  it('finds nothing where nothing is near', () => {
    expect(nearest('zebra', ['seed', 'iterations'])).toBeUndefined();
    expect(nearest('anything', [])).toBeUndefined();
  });
});

describe('suggestion', () => {
  it('offers the nearest name, or all of them', () => {
    expect(suggestion('sead', ['seed', 'iterations'])).toBe('did you mean seed?');
    expect(suggestion('zebra', ['seed', 'iterations'])).toBe('known: seed, iterations');
  });
});
