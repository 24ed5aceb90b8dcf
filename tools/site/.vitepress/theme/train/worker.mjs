import { driver } from '../../../src/train/driver';
import { sayWhereWasmIs } from '../wasm-paths.mjs';

// Trains beside the page, which only draws.
sayWhereWasmIs();

const tell = driver(
  (message) => globalThis.postMessage(message),
  () => new Promise((resolve) => setTimeout(resolve)),
);
globalThis.onmessage = ({ data }) => tell(data);
