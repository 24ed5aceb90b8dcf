/** Writes docs/estimators.md from the built package. */
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { estimatorsDocument } from '@sgmrl/estimators';

writeFileSync(fileURLToPath(new URL('../../../docs/estimators.md', import.meta.url)), estimatorsDocument());
