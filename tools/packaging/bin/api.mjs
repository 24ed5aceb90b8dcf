#!/usr/bin/env node
import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import extractor from '@microsoft/api-extractor';

// Compares the public face of every package, as it is built, with its report in docs/api, so that a
// review sees each signature that changes: `npm run api`. With --write, writes the reports. Names of
// packages, without @sgmrl/, narrow it.

const { Extractor, ExtractorConfig } = extractor;
const root = fileURLToPath(new URL('../../..', import.meta.url));
const writes = process.argv.includes('--write');
const named = process.argv.slice(2).filter((argument) => argument !== '--write');
const quiet = { default: { logLevel: 'none' } };
const found = join(root, 'node_modules/.cache/api');

const configuration = (name) => {
  const projectFolder = join(root, 'packages', name);
  const compilerOptions = {
    target: 'ES2022',
    module: 'ESNext',
    moduleResolution: 'bundler',
    strict: true,
    skipLibCheck: true,
    types: ['node'],
  };
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(projectFolder, 'package.json'),
    configObject: {
      projectFolder,
      mainEntryPointFilePath: join(projectFolder, 'dist/index.d.ts'),
      compiler: { overrideTsconfig: { compilerOptions, files: ['dist/index.d.ts'] } },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: join(root, 'docs/api'),
        reportTempFolder: found,
        includeForgottenExports: true,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages: { extractorMessageReporting: quiet, tsdocMessageReporting: quiet },
    },
  });
};

/** Whether the report says what the package is. */
const agrees = (name) => {
  const { apiReportChanged } = Extractor.invoke(configuration(name), {
    localBuild: writes,
    messageCallback: (message) => {
      message.handled = message.category !== 'Compiler';
    },
  });
  return writes || !apiReportChanged;
};

mkdirSync(found, { recursive: true });
const packages = named.length > 0 ? named : readdirSync(join(root, 'packages'));
const changed = packages.filter((name) => !agrees(name));
changed.forEach((name) => {
  console.error(`docs/api/${name}.api.md is not what the package is: npm run api -- --write ${name}`);
});
process.exitCode = changed.length === 0 ? 0 : 1;
