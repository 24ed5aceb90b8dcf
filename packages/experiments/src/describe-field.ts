import { describeInvalidField, type InvalidField } from '@sgmrl/environments';
import { nearest } from './nearest';

const unknownField = /^no field but (?<known>.*)$/;

/** The field, what was expected and what was found; for an unknown field also the one it is nearest to. */
export const describeField = (field: InvalidField): string => {
  const known = unknownField.exec(field.expected)?.groups?.['known'].split(', ');
  const name = field.path.slice(field.path.lastIndexOf('.') + 1);
  const match = known === undefined ? undefined : nearest(name, known);
  const described = describeInvalidField(field);
  return match === undefined ? described : `${described} (did you mean ${match}?)`;
};
