/** A page is built to fetch at once what it imports itself, so that it asks here for three.js. */
export const loadStage = () => import('./stage.mjs');
