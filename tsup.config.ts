import { defineConfig } from 'tsup';

/** One entry file per package, built to ESM and CommonJS with types. Run from the package's folder. */
export default defineConfig({
  entry: ['src/index.ts'],
  format: ['esm', 'cjs'],
  target: 'es2022',
  dts: true,
  clean: true,
  sourcemap: true,
  silent: true,
  tsconfig: '../../tsconfig.base.json',
});
