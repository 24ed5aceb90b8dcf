import { driver } from '../../../src/robots/driver';
import { sayWhereWasmIs } from '../wasm-paths.mjs';

// Simulates and adapts beside the page, which only draws.
sayWhereWasmIs();

const ask = driver(
  (message) => globalThis.postMessage(message),
  () => new Promise((resolve) => setTimeout(resolve)),
);
globalThis.onmessage = ({ data }) => ask(data);
