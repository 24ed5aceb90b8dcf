export { atMost } from './at-most';
export { both } from './both';
export { byField, byKind, type Members } from './by-kind';
export { checkFields, checkOnlyFields, type FieldKind } from './check-fields';
export { consistent, type Inconsistency } from './consistent';
export { decodeWith, invalidFields } from './decode';
export { describeInvalidField, type InvalidField } from './invalid-field';
export { interval, wholeInterval, type Interval } from './interval';
export { list } from './list';
export { fraction, positiveFraction, positiveProperFraction, properFraction } from './fractions';
export {
  finiteNumber,
  nonNegativeNumber,
  numberFrom,
  numberIn,
  positiveNumber,
  wholeNumber,
} from './numbers';
export type { Part } from './part';
export { closed, record, recordWithOptional } from './record';
export { refine } from './refine';
export { visible, visibleName } from './visible';
