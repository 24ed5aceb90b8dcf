import { checkFields } from './check-fields';

interface Thing {
  readonly size: number;
  readonly sizes: ArrayLike<number>;
  readonly draw: () => number;
  readonly inner: { readonly name: string };
}

const thing: Thing = { size: 1, sizes: [1, 2], draw: () => 1, inner: { name: 'a' } };

const check = (value: Thing) => () => {
  checkFields('thing', value, { size: 'a number', sizes: 'a list', draw: 'a function', inner: 'a record' });
};

/** The thing as a program without types might make it. */
const misfit = (fields: Readonly<Record<string, unknown>>): Thing => ({ ...thing, ...fields });

it('takes what has all the fields, and leaves further ones alone', () => {
  expect(check(thing)).not.toThrow();
  expect(check(misfit({ sizes: new Float64Array(2), size: NaN, more: 1 }))).not.toThrow();
});

it('takes a record whose functions come from its class', () => {
  class Drawing {
    readonly size = 1;
    readonly sizes = [];
    readonly inner = { name: 'a' };
    draw(): number {
      return this.size;
    }
  }
  expect(check(new Drawing())).not.toThrow();
});

it.each<[string, Readonly<Record<string, unknown>>]>([
  ['size: expected a number, found "1"', { size: '1' }],
  ['sizes: expected a list, found nothing', { sizes: undefined }],
  ['sizes: expected a list, found {"length":2}', { sizes: { length: 2 } }],
  ['draw: expected a function, found nothing', { draw: undefined }],
  ['inner: expected a record, found [1]', { inner: [1] }],
  ['inner: expected a record, found null', { inner: null }],
])('refuses a misfit: %s', (message, fields) => {
  expect(check(misfit(fields))).toThrow(new RangeError(`thing: ${message}`));
});

it.each(['null', '3', '[]', '"text"'])('refuses what is no record: %s', (text) => {
  expect(check(JSON.parse(text))).toThrow(new RangeError(`thing: expected a record, found ${text}`));
});
