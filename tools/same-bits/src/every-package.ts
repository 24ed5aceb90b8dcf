/** Loads every package that runs in a browser, and tells how many of its exports are there. */
import * as codecs from '@sgmrl/codecs';
import * as elementary from '@sgmrl/elementary';
import * as environments from '@sgmrl/environments';
import * as environmentsMujoco from '@sgmrl/environments-mujoco';
import * as estimators from '@sgmrl/estimators';
import * as execution from '@sgmrl/execution';
import * as experiments from '@sgmrl/experiments';
import * as laws from '@sgmrl/laws';
import * as metaLearning from '@sgmrl/meta-learning';
import * as optimizers from '@sgmrl/optimizers';
import * as policies from '@sgmrl/policies';
import * as policiesTfjs from '@sgmrl/policies-tfjs';
import * as prng from '@sgmrl/prng';
import * as report from '@sgmrl/report';
import * as rollouts from '@sgmrl/rollouts';
import * as theory from '@sgmrl/theory';
import * as vector from '@sgmrl/vector';
import * as wasmKernels from '@sgmrl/wasm-kernels';

const packages: Readonly<Record<string, object>> = {
  codecs,
  elementary,
  environments,
  'environments-mujoco': environmentsMujoco,
  estimators,
  execution,
  experiments,
  laws,
  'meta-learning': metaLearning,
  optimizers,
  policies,
  'policies-tfjs': policiesTfjs,
  prng,
  report,
  rollouts,
  theory,
  vector,
  'wasm-kernels': wasmKernels,
};

const figure: report.LineFigure = {
  id: 'line',
  title: 'A line',
  description: 'It rises.',
  symbols: false,
  x: { label: 'x', scale: 'linear' },
  y: { label: 'y', scale: 'linear' },
  series: [{ name: 'one', style: 0, points: [report.point(1, 1), report.point(2, 3)] }],
};

Object.assign(globalThis, {
  packages: Object.fromEntries(
    Object.entries(packages).map(([name, exports]) => [name, Object.keys(exports).length]),
  ),
  square: execution.sequential((x: number) => x * x),
  drawLine: report.lineChart(figure, report.narrow),
  startBackend: policiesTfjs.initializeBackend,
});
