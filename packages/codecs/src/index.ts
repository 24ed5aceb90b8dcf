export { atMost } from './at-most';
export { both } from './both';
export { byKind } from './by-kind';
export { consistent, type Inconsistency } from './consistent';
export { decodeWith, describeInvalidField, invalidFields, type InvalidField } from './invalid-field';
export { list } from './list';
export { finiteNumber, nonNegativeNumber, numberFrom, positiveNumber, wholeNumber } from './numbers';
export { closed, record, recordWithOptional } from './record';
export { refine } from './refine';
