import { checkSurrogate, surrogateOf } from './surrogate-of';

it('has the shape that it was made of', () => {
  expect(surrogateOf({ clip: 0.3, klPenalty: 1 }).shape).toEqual({ clip: 0.3, klPenalty: 1 });
  expect(surrogateOf().shape).toEqual({});
});

it('refuses a shape that is none', () => {
  expect(() => surrogateOf({ klPenalty: -1 })).toThrow(
    new RangeError('klPenalty: expected a number, not negative, found -1'),
  );
});

it.each(['data', 'value', 'gradient', 'curvature'])('is refused without %s', (name) => {
  expect(() => {
    checkSurrogate(surrogateOf());
  }).not.toThrow();
  expect(() => {
    checkSurrogate({ ...surrogateOf(), [name]: undefined });
  }).toThrow(new RangeError(`surrogate: ${name}: expected a function, found nothing`));
});

it('is no shape', () => {
  expect(() => {
    checkSurrogate(JSON.parse('{ "clip": 0.2 }'));
  }).toThrow('surrogate: data: expected a function, found nothing');
});
