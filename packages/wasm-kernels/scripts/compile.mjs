/**
 * Compiles assembly/ to WebAssembly, twice, and writes the modules as base64 into src/generated/,
 * so that the same sources work in Node, in worker threads, in browsers and in tests without a file
 * to look up. `kernels.ts` is the strict one, the same on every machine; `fused-kernels.ts` has
 * fused multiply-add, which takes an engine with relaxed SIMD.
 *
 * The memory is imported (it will be the heap of tfjs) and a module has no data of its own: a data
 * segment would be written over that heap.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));

const compiled = async (features, fused) => {
  const outputs = new Map();
  const { error, stderr } = await asc.main(
    [
      'assembly/index.ts',
      ...['--enable', features, '--use', `FUSED=${fused}`],
      ...['--runtime', 'stub', '--importMemory', '--noExportMemory'],
      ...['-O3', '--converge', '--noAssert', '--disableWarning', '112'],
      ...['--outFile', 'kernels.wasm', '--textFile', 'kernels.wat', '--baseDir', root],
    ],
    { writeFile: (name, contents) => void outputs.set(name, contents) },
  );
  if (error) {
    process.stderr.write(stderr.toString());
    throw error;
  }
  if (/^ \(data /m.test(outputs.get('kernels.wat'))) {
    throw new Error(
      'The module has a data segment, which would overwrite the heap of tfjs: avoid static data.',
    );
  }
  return Buffer.from(outputs.get('kernels.wasm')).toString('base64');
};

const folder = new URL('../src/generated/', import.meta.url);
mkdirSync(folder, { recursive: true });

const write = (file, name, base64) => {
  writeFileSync(
    new URL(file, folder),
    `/** Made from assembly/ by scripts/compile.mjs. */\nexport const ${name} =\n  '${base64}';\n`,
  );
};

write('kernels.ts', 'kernelsBase64', await compiled('simd', 0));
write('fused-kernels.ts', 'fusedKernelsBase64', await compiled('simd,relaxed-simd', 1));
