import { describeInvalidField, type InvalidField } from '@sgmrl/codecs';
import { nearest } from './nearest';

/** One wrong place in a configuration. */
export interface ConfigField extends InvalidField {
  /**
   * There if code of one's own threw because of it: what, and the way through that code, line by
   * line.
   */
  readonly details?: readonly string[];
}

/**
 * The field, what was expected and what was found; for an unknown field also the one it is nearest
 * to.
 */
export const describeField = (field: InvalidField): string => {
  const name = field.path.slice(field.path.lastIndexOf('.') + 1);
  const match = nearest(name, field.known ?? []);
  const described = describeInvalidField(field);
  return match === undefined ? described : `${described} (did you mean ${match}?)`;
};
