// The entry for browsers, which have no folders of runs to report on.
export type { Animation, Frame, Track } from './animation';
export { csv, type Cell } from './csv';
export { point, type Axis, type LineFigure, type PlotPoint, type Series } from './figure';
export { animatedGif } from './gif';
export { html, type Content, type Html } from './html';
export { figureFile, lineChart, narrow, wide, type Format } from './line-chart';
export { eventFileName, eventLog, type EventLog } from './tensorboard/events';
