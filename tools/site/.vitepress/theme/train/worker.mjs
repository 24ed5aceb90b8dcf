import { setWasmPaths } from '@tensorflow/tfjs-backend-wasm';
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url';
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url';
import threads from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url';
import { driver } from '../../../src/train/driver';

// Trains beside the page, which only draws. tfjs wants to know of all three, and asks for one.
setWasmPaths({
  'tfjs-backend-wasm.wasm': plain,
  'tfjs-backend-wasm-simd.wasm': simd,
  'tfjs-backend-wasm-threaded-simd.wasm': threads,
});

const tell = driver(
  (message) => globalThis.postMessage(message),
  () => new Promise((resolve) => setTimeout(resolve)),
);
globalThis.onmessage = ({ data }) => tell(data);
