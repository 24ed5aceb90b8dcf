#!/usr/bin/env node
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { checkPackage, createPackageFromTarballData } from '@arethetypeswrong/core';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { packAll } from './tarballs.mjs';

// Packs every package as it is built, and looks at the tarballs with publint and Are the types
// wrong?: `npm run check:packed`.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const place = mkdtempSync(join(tmpdir(), 'packed-'));

/** Module resolution of TypeScript before 4.7 knows no `exports`: it finds the main entry only. */
const beyondNode10 = ({ resolutionKind, entrypoint }) => resolutionKind !== 'node10' || entrypoint === '.';

const lint = async (tarball) => {
  const { buffer, byteOffset, byteLength } = tarball;
  const { messages, pkg } = await publint({
    pack: { tarball: buffer.slice(byteOffset, byteOffset + byteLength) },
    strict: true,
  });
  return messages.map((message) => `${pkg.name}: ${formatMessage(message, pkg)}`);
};

const wrongTypes = async (tarball) => {
  const packed = createPackageFromTarballData(tarball);
  const { problems = [] } = await checkPackage(packed);
  return problems
    .filter(beyondNode10)
    .map((problem) => `${packed.packageName}: ${problem.kind} ${JSON.stringify(problem)}`);
};

try {
  for (const path of packAll(root, place).values()) {
    const tarball = readFileSync(path);
    const wrong = [...(await lint(tarball)), ...(await wrongTypes(tarball))];
    wrong.forEach((line) => console.error(line));
    if (wrong.length > 0) process.exitCode = 1;
  }
} finally {
  rmSync(place, { recursive: true });
}
