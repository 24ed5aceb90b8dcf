import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from './catalogue';
import { estimatorsDocument } from './estimators-document';

const path = join(__dirname, '../../../docs/estimators.md');

it('docs/estimators.md is what the catalogue says', () => {
  expect(readFileSync(path, 'utf8')).toBe(estimatorsDocument());
});

it('every estimator has its section', () => {
  for (const { name } of catalogue) expect(estimatorsDocument()).toContain(`\n## \`${name}\`\n`);
});
