export { csv, type Cell } from './csv';
export { point, type Axis, type LineFigure, type Point, type Series } from './figure';
export { figureFile, lineChart, narrow, wide, type Format } from './line-chart';
export { withLightColours } from './palette';
