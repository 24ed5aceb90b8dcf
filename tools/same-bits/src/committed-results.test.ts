import {
  commandOf,
  differencesFrom,
  firstTenOf,
  rowsOf,
  untrainedOf,
  withStepSizeInName,
} from './committed-results';

const rows = [
  { algorithm: 'maml', iteration: '1', before: '-43.50', timesteps: '80' },
  { algorithm: 'maml', iteration: '2', before: '-37.29', timesteps: '160' },
];
const at = (iteration: string, before: number, timesteps = 80) => ({
  where: { algorithm: 'maml', inner_steps: '1', iteration },
  numbers: { before, timesteps, gradient_norm: 3 },
});

it('what rounds to the committed numbers is the same; columns that are not there do not count', () => {
  expect([at('1', -43.4951), at('2', -37.2949, 160)].flatMap(differencesFrom(rows))).toEqual([]);
});

it('says what another number is, and where', () => {
  expect(differencesFrom(rows)(at('1', -43.494))).toEqual([
    'algorithm maml, iteration 1: expected before -43.50, found -43.494',
  ]);
  expect(differencesFrom(rows)(at('1', Number.NaN, 81))).toHaveLength(2);
});

it('says which row is not there', () => {
  expect(differencesFrom(rows)(at('3', -37.29))).toEqual([
    'algorithm maml, iteration 3: expected a committed row, found none',
  ]);
});

it('reads committed rows by the names of their columns', () => {
  expect(rowsOf('navigation-2d/adaptation.csv')[0]).toEqual({
    algorithm: 'random',
    inner_steps: '0',
    seed: '1',
    steps: '0',
    return: '-43.0079',
  });
});

it('takes the command that writes into a folder, whole', () => {
  const command = commandOf('corridor.md', 'runs/corridor');
  expect(command).toMatch(/^node \/\S+sgmrl\.js compare --preset tabular-quick /);
  expect(command).toMatch(/"dice"\}\}\]\}'$/);
  expect(commandOf('navigation-2d-trpo.md', 'runs/trpo')).not.toContain('debiased');
  expect(() => commandOf('corridor.md', 'runs/elsewhere')).toThrow(
    'corridor.md: expected a command with --out runs/elsewhere, found none',
  );
});

it('refuses what is no evaluation', () => {
  expect(() => untrainedOf('{}')).toThrow('expected an evaluation, found {}');
});

it('takes the first iteration and the mean of the first ten', () => {
  const run = Array.from({ length: 12 }, (_, k) => at(String(k + 1), k, 80 * (k + 1)));
  const measured = run.map(({ where, numbers }) => ({
    where,
    numbers: { ...numbers, after: 2 * Number(where.iteration) },
  }));
  expect(firstTenOf(measured).map(({ where: { iteration }, numbers }) => [iteration, numbers])).toEqual([
    ['1', { before: 0, after: 2, timesteps: 80, gradient_norm: 3 }],
    ['10', { before: 4.5, after: 11, timesteps: 800, gradient_norm: 3 }],
  ]);
  expect(() => firstTenOf(measured.slice(0, 9))).toThrow('expected ten iterations of a run, found 9');
});

it('says the step size beside the algorithm', () => {
  const { where, numbers } = at('1', 0);
  expect(withStepSizeInName({ where: { ...where, step_size: '8' }, numbers }).where).toMatchObject({
    algorithm: 'maml at α = 8',
    iteration: '1',
  });
});
