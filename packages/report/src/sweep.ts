import {
  adaptationCurve,
  groupName,
  heldOutTasks,
  type ComparedGroup,
  type CurvePoint,
  type VariedSetting,
} from '@sgmrl/experiments';
import type { Axis, LineFigure, Series } from './figure';
import type { Panel } from './panels';

const isFields = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** What the runs of a group have in a field. */
const valueIn = ({ runs }: ComparedGroup, path: string): unknown =>
  path
    .split('.')
    .reduce<unknown>((value, name) => (isFields(value) ? value[name] : undefined), runs.at(0)?.config);

/** The fields of which groups have several values, all of them numbers where there is one. */
const numbersIn = (groups: readonly ComparedGroup[]): readonly VariedSetting[] => {
  const settings = groups.flatMap((group) => group.settings ?? []);
  const byPath = new Map(settings.map((setting) => [setting.path, setting]));
  return [...byPath.values()].filter(({ path }) => {
    const values = groups
      .filter((group) => group.runs.length > 0 && group.settings?.some((one) => one.path === path))
      .map((group) => valueIn(group, path));
    const numbers = values.filter((value) => value !== undefined);
    return numbers.every(Number.isFinite) && new Set(numbers).size > 1;
  });
};

/** A group at the place of its number. */
interface Placed {
  readonly line: string;
  readonly x: number;
  readonly point: CurvePoint;
}

const placed = (group: ComparedGroup, path: string, innerSteps: number): readonly Placed[] => {
  const x = valueIn(group, path);
  const point = adaptationCurve(group).at(innerSteps);
  if (typeof x !== 'number' || point === undefined) return [];
  const settings = (group.settings ?? []).filter((setting) => setting.path !== path);
  return [{ line: groupName({ ...group, settings }), x, point }];
};

const linesOf = (all: readonly Placed[]): readonly Series[] =>
  [...new Set(all.map(({ line }) => line))].map((name, style) => ({
    name,
    style,
    points: all
      .filter(({ line }) => line === name)
      .toSorted((one, other) => one.x - other.x)
      .map(({ x, point: { mean, low, high } }) => ({ x, y: mean, low, high })),
  }));

const rounded = (x: number): string => String(Number(x.toPrecision(4))).replace('-', '−');

const inWords = ({ name, points }: Series): string =>
  `${name} from ${rounded(points[0].y)} to ${rounded(points[points.length - 1].y)}`;

/** Numbers of which the greatest is more than so many times the least are tried by their ratios. */
const widestLinear = 5;

const scaleOf = (xs: readonly number[]): Axis['scale'] =>
  Math.min(...xs) > 0 && Math.max(...xs) > widestLinear * Math.min(...xs) ? 'log' : 'linear';

/** Against one field, a line for each of what the groups have in the others. */
const against = (setting: VariedSetting, { id, title, groups }: Panel): readonly LineFigure[] => {
  const own = groups.filter((group) => group.settings?.some(({ path }) => path === setting.path));
  const innerSteps = Math.max(...groups.map((group) => group.innerSteps));
  const all = own.map((group) => ({ group, at: placed(group, setting.path, innerSteps) }));
  const lines = linesOf(all.flatMap(({ at }) => at));
  if (lines.every(({ points }) => points.length < 2)) return [];
  const undrawn = all.filter(({ at }) => at.length === 0).map(({ group }) => group);
  const isWithout = (group: ComparedGroup) =>
    group.runs.length > 0 && valueIn(group, setting.path) === undefined;
  const without = undrawn.filter(isWithout).map(groupName);
  const missing = undrawn.filter((group) => !isWithout(group)).map(groupName);
  return [
    {
      id: `sweep-${setting.name.replaceAll('.', '-')}-${id}`,
      title: `Return against ${setting.name}, ${title}`,
      description: [
        `Undiscounted return on ${heldOutTasks(own)} after adaptation against ${setting.path}, trained with ${title}: ${lines.map(inWords).join('; ')}.`,
        'Mean over seeds; the band is its 95 % interval (Student’s t), where there is more than one seed.',
        ...(without.length === 0 ? [] : [`Without a place on this axis: ${without.join('; ')}.`]),
        ...(missing.length === 0
          ? []
          : [`Not drawn, since not measured there on held-out tasks: ${missing.join('; ')}.`]),
      ].join(' '),
      x: {
        label: setting.name,
        scale: scaleOf(lines.flatMap(({ points }) => points.map(({ x }) => x))),
      },
      y: { label: 'undiscounted return', scale: 'linear' },
      symbols: true,
      series: lines,
    },
  ];
};

/**
 * The return on held-out tasks after the inner steps of training against each field of numbers in
 * which groups differ; none where no line would have two points. Groups that have no such field,
 * such as `random`, have no place there; those that are without what others have, are named.
 */
export const sweepFigures = (panel: Panel): readonly LineFigure[] =>
  numbersIn(panel.groups).flatMap((setting) => against(setting, panel));
