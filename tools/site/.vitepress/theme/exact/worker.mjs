import { answer } from '../../../src/exact/answer';

// Computes beside the page, so that sliders keep moving.
globalThis.onmessage = ({ data: { id, chosen } }) => {
  const onShare = (share) => globalThis.postMessage({ id, share });
  globalThis.postMessage({ id, answer: answer(chosen, onShare) });
};
