import { describeInvalidField, type InvalidField } from '@sgmrl/codecs';
import { nearest } from './nearest';

/** The field, what was expected and what was found; for an unknown field also the one it is nearest to. */
export const describeField = (field: InvalidField): string => {
  const name = field.path.slice(field.path.lastIndexOf('.') + 1);
  const match = nearest(name, field.known ?? []);
  const described = describeInvalidField(field);
  return match === undefined ? described : `${described} (did you mean ${match}?)`;
};
