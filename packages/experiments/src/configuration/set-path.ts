import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as RA from 'fp-ts/lib/ReadonlyArray.js';
import type { InvalidSetting } from '../errors/experiment-error';
import { suggestion } from '../errors/nearest';

interface ParsedSetting {
  readonly names: readonly string[];
  readonly value: unknown;
}

type Container = Readonly<Record<string, unknown>> | readonly unknown[];

const isContainer = (value: unknown): value is Container => typeof value === 'object' && value !== null;

/** JSON, or the text itself where it is not JSON: `3` is a number, `first-order` a string. */
const parseValue = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

const parseSetting = (setting: string): E.Either<string, ParsedSetting> => {
  const split = setting.indexOf('=');
  if (split < 1) return E.left('expected path=value, for example algorithm.innerSteps=3');
  const names = setting.slice(0, split).trim().split('.');
  return names.includes('')
    ? E.left('a path is names joined by single dots')
    : E.right({ names, value: parseValue(setting.slice(split + 1).trim()) });
};

/** A copy of `container` with `value` at `name`, the order of its entries kept. */
const put = (container: Container, name: string, value: unknown): Container => {
  if (Array.isArray(container)) return container.map((old: unknown, i) => (String(i) === name ? value : old));
  const entries = Object.entries(container);
  return Object.fromEntries(
    Object.hasOwn(container, name)
      ? entries.map(([key, old]) => [key, key === name ? value : old])
      : [...entries, [name, value]],
  );
};

const assign = (
  container: Container,
  [name, ...rest]: readonly string[],
  value: unknown,
): E.Either<string, unknown> => {
  const known = Object.keys(container);
  const old = Object.entries(container).find(([key]) => key === name)?.[1];
  const missing = E.left(`nothing at ${JSON.stringify(name)} (${suggestion(name, known)})`);
  if (rest.length === 0)
    return Array.isArray(container) && !known.includes(name) ? missing : E.right(put(container, name, value));
  if (!known.includes(name)) return missing;
  return isContainer(old)
    ? pipe(
        assign(old, rest, value),
        E.map((inner) => put(container, name, inner)),
      )
    : E.left(`${JSON.stringify(name)} holds no fields`);
};

/**
 * Applies settings `path=value` in order to a configuration that is still plain JSON. The path is
 * names joined by dots (indices for arrays), all but the last of which must be there; whether the
 * last is a field of a configuration, and its value a fit one, is for the configuration's decoder
 * to say.
 */
export const applySettings =
  (settings: readonly string[]) =>
  (plain: unknown): E.Either<InvalidSetting, unknown> =>
    pipe(
      settings,
      RA.reduce(E.right<InvalidSetting, unknown>(plain), (config, setting) =>
        pipe(
          config,
          E.chain((value) =>
            pipe(
              parseSetting(setting),
              E.chain(({ names, value: replacement }) =>
                isContainer(value)
                  ? assign(value, names, replacement)
                  : E.left('the configuration is not an object'),
              ),
              E.mapLeft((problem): InvalidSetting => ({ kind: 'invalid-setting', setting, problem })),
            ),
          ),
        ),
      ),
    );
