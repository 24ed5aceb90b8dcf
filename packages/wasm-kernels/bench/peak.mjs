/** Measures what 128-bit multiply and add can do at most on this machine: the yardstick of the other figures. */
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const OPERATIONS_PER_ROUND = 2 * 7 * 4;

const compile = async () => {
  const outputs = new Map();
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const { error } = await asc.main(
    [
      'peak.ts',
      '--enable',
      'simd',
      '--runtime',
      'stub',
      '-O3',
      '--outFile',
      'peak.wasm',
      '--baseDir',
      folder,
    ],
    { writeFile: (name, contents) => void outputs.set(name, contents) },
  );
  if (error) throw error;
  return new WebAssembly.Instance(new WebAssembly.Module(outputs.get('peak.wasm'))).exports.peak;
};

/** One run of the peak program and its number of floating-point operations. */
export const peakProgram = async () => {
  const peak = await compile();
  const rounds = 200_000;
  return { run: () => peak(rounds, 1), flops: rounds * OPERATIONS_PER_ROUND };
};
