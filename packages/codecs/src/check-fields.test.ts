import { checkFields, checkOnlyFields } from './check-fields';

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

describe('checkOnlyFields', () => {
  interface Step {
    readonly size: number;
    readonly note?: string;
  }
  const checkOnly = (text: string) => () => {
    const step: Step = JSON.parse(text);
    checkOnlyFields('step', step, { size: 'a number', note: 'anything' });
  };

  it.each(['{ "size": 1 }', '{ "size": 1, "note": "a" }'])('takes %s', (text) => {
    expect(checkOnly(text)).not.toThrow();
  });

  it('takes a field that is there but undefined: it says nothing', () => {
    const step = { size: 1, other: undefined };
    expect(() => {
      checkOnlyFields<Step>('step', step, { size: 'a number', note: 'anything' });
    }).not.toThrow();
  });

  it.each([
    ['{ "size": 1, "sise": "2" }', 'sise: expected no field but size, note, found "2"'],
    // What is misspelt is named before what is missing for it.
    ['{ "sise": 2 }', 'sise: expected no field but size, note, found 2'],
    ['{ "size": 1, "toString": null }', 'toString: expected no field but size, note, found null'],
    ['{ "note": "a" }', 'size: expected a number, found nothing'],
    ['null', 'expected a record, found null'],
  ])('refuses %s', (text, message) => {
    expect(checkOnly(text)).toThrow(new RangeError(`step: ${message}`));
  });
});

it('tells a list of numbers from others', () => {
  const numbers = (text: string) => () => {
    const value: Pick<Thing, 'sizes'> = JSON.parse(text);
    checkFields('thing', value, { sizes: 'a list of numbers' });
  };
  for (const text of ['[]', '[1, 2.5]']) expect(numbers(`{ "sizes": ${text} }`)).not.toThrow();
  for (const text of ['"12"', '[1, "2"]', '[null]', 'null', '{ "0": 1, "length": 1 }'])
    expect(numbers(`{ "sizes": ${text} }`)).toThrow('thing: sizes: expected a list of numbers, found');
  expect(() => {
    checkFields('thing', { sizes: new Float64Array([NaN, Infinity]) }, { sizes: 'a list of numbers' });
  }).not.toThrow();
  for (const sizes of [new BigInt64Array(1), new DataView(new ArrayBuffer(8)), new Array<number>(1)])
    expect(() => {
      checkFields('thing', { sizes }, { sizes: 'a list of numbers' });
    }).toThrow(RangeError);
});

it('takes a text that says something', () => {
  const named = (name: string) => () => {
    checkFields('thing', { name }, { name: 'a text' });
  };
  expect(named('a')).not.toThrow();
  expect(named('')).toThrow(new RangeError('thing: name: expected a text, found ""'));
});
