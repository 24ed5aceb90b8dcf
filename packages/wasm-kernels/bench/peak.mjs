/**
 * Measures what 128-bit multiply and add can do at most on this machine, with one instruction or
 * with two: the yardstick of the other figures.
 */
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

/** Vectors that a turn of the loop computes, each of four numbers, multiplied and added. */
const yardsticks = {
  strict: { source: 'peak', features: 'simd', operations: 2 * 7 * 4 },
  fused: { source: 'fused-peak', features: 'simd,relaxed-simd', operations: 2 * 12 * 4 },
};

const compile = async (source, features) => {
  const outputs = new Map();
  const folder = fileURLToPath(new URL('.', import.meta.url));
  const { error } = await asc.main(
    [
      `${source}.ts`,
      ...['--enable', features, '--runtime', 'stub', '-O3'],
      ...['--outFile', 'peak.wasm', '--baseDir', folder],
    ],
    { writeFile: (name, contents) => void outputs.set(name, contents) },
  );
  if (error) throw error;
  return new WebAssembly.Instance(new WebAssembly.Module(outputs.get('peak.wasm'))).exports.peak;
};

/** One run of the peak program of an arithmetic and its number of floating-point operations. */
export const peakProgram = async (arithmetic) => {
  const { source, features, operations } = yardsticks[arithmetic];
  const peak = await compile(source, features);
  const rounds = 200_000;
  return { run: () => peak(rounds, 1), flops: rounds * operations };
};
