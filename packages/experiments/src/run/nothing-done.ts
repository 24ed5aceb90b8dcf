import { isDeepStrictEqual } from 'node:util';
import * as t from 'io-ts';
import type { Config } from '../configuration/config';
import { decodeText } from '../files/decode-text';
import { failureIn } from './summary';

const files: readonly string[] = ['config.json', 'summary.json'];

/** A configuration without the content of its modules, which was perhaps mended meanwhile. */
const withoutHashes = (config: Readonly<Record<string, unknown>>): unknown => ({
  ...config,
  with: t.array(t.type({ module: t.string })).is(config.with)
    ? config.with.map(({ module }) => module)
    : config.with,
});

const asWritten = decodeText(t.UnknownRecord);

/**
 * Whether nothing is lost if a run begins in a folder where another has left these files of a run:
 * one that failed before it had done an iteration, or the same one, ended without a word, whatever
 * its modules were then.
 */
export const isNothingDone = (
  config: Config,
  found: readonly string[],
  configText: string,
  summaryText: string | undefined,
): boolean => {
  if (found.some((name) => !files.includes(name))) return false;
  if (summaryText !== undefined) return failureIn(summaryText)?.iterations === 0;
  const [before, now] = [configText, JSON.stringify(config)].map(asWritten);
  return (
    before !== undefined && now !== undefined && isDeepStrictEqual(withoutHashes(before), withoutHashes(now))
  );
};
