import { visibleName } from '@sgmrl/codecs';
import type { IterationRecord } from '@sgmrl/experiments';

/** Two decimals for returns, so that columns line up. */
export const fixed = (x: number): string => x.toFixed(2);

/** Three significant digits for norms, whatever their size. */
export const significant = (x: number): string => String(Number(x.toPrecision(3)));

/** "45 s", "12 min", "3 h 20 min". */
export const duration = (seconds: number): string => {
  if (seconds < 90) return `${String(Math.round(seconds))} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 90
    ? `${String(minutes)} min`
    : `${String(Math.floor(minutes / 60))} h ${String(minutes % 60)} min`;
};

/**
 * A word of a shell command, in quotes if it needs them; with escapes, as bash and zsh read them,
 * if it cannot be seen otherwise.
 */
export const shellWord = (text: string): string => {
  if (/^[\w./:=@+-]+$/.test(text)) return text;
  const shown = visibleName(text.replaceAll('\\', '\\\\').replaceAll("'", "\\'"));
  return visibleName(text) === text ? `'${text.replaceAll("'", String.raw`'\''`)}'` : `$'${shown}'`;
};

/** The returns before and after adaptation, and the size of the gradient. */
export const measurements = ({ before, after, gradientNorm }: IterationRecord): string =>
  `return ${fixed(before.undiscounted.mean)} → ${fixed(after.undiscounted.mean)}   gradient ${significant(gradientNorm)}`;

/** Wall-clock seconds of an iteration. */
export const secondsOf = ({ seconds: { plan, run, finish } }: IterationRecord): number => plan + run + finish;
