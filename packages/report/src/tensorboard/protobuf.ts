import { concatenated } from './tfrecord';

/** A field of a protocol buffer message, encoded. */
type Field = Uint8Array;

/** Seven bits a byte, the lowest first, the top bit set on all but the last. */
const varint = (value: number): readonly number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];

const wireTypes = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const;

const tag = (field: number, type: keyof typeof wireTypes): Uint8Array =>
  Uint8Array.from(varint(field * 8 + wireTypes[type]));

/** A whole number from 0 up. */
export const wholeNumberField = (field: number, value: number): Field =>
  concatenated([tag(field, 'varint'), Uint8Array.from(varint(value))]);

/** A float64. */
export const doubleField = (field: number, value: number): Field => {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return concatenated([tag(field, 'fixed64'), bytes]);
};

/** A float32. */
export const floatField = (field: number, value: number): Field => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setFloat32(0, value, true);
  return concatenated([tag(field, 'fixed32'), bytes]);
};

/** A message within the message. */
export const messageField = (field: number, fields: readonly Field[]): Field => {
  const message = concatenated(fields);
  return concatenated([tag(field, 'bytes'), Uint8Array.from(varint(message.length)), message]);
};

/** Text. */
export const textField = (field: number, text: string): Field =>
  messageField(field, [new TextEncoder().encode(text)]);
