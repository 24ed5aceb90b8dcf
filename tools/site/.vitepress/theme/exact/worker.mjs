import { answer } from '../../../src/exact/answer';

// Computes beside the page, so that sliders keep moving.
globalThis.onmessage = ({ data: { id, chosen } }) => {
  globalThis.postMessage({ id, answer: answer(chosen) });
};
