/**
 * Compiles assembly/ to WebAssembly and writes it as base64 into src/generated/kernels.ts, so that the same sources work
 * in Node, in worker threads, in browsers and in tests without a file to look up.
 *
 * The memory is imported (it will be the heap of tfjs) and the module has no data of its own: a data segment would be
 * written over that heap. Relaxed SIMD stays off, so that results are the same on every machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('..', import.meta.url));
const outputs = new Map();
const { error, stderr } = await asc.main(
  [
    'assembly/index.ts',
    ...['--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noExportMemory'],
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

const folder = new URL('../src/generated/', import.meta.url);
mkdirSync(folder, { recursive: true });
const base64 = Buffer.from(outputs.get('kernels.wasm')).toString('base64');
writeFileSync(
  new URL('kernels.ts', folder),
  `/** Made from assembly/ by scripts/compile.mjs. */\nexport const kernelsBase64 =\n  '${base64}';\n`,
);
