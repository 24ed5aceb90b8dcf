import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue } from './catalogue';
import { conditions } from './conditions';
import { estimatorsDocument } from './estimators-document';

const path = join(__dirname, '../../../../docs/estimators.md');

it('docs/estimators.md is what the catalogue says', () => {
  expect(readFileSync(path, 'utf8')).toBe(estimatorsDocument());
});

it('every estimator has its section, every condition its classes', () => {
  const text = estimatorsDocument();
  for (const { name } of catalogue) expect(text).toContain(`\n## \`${name}\`\n`);
  for (const condition of conditions)
    expect(text).toContain(`\nWhere ${condition.text}, these are equal:\n\n- \``);
});

it('no line but those of the table is too long to read', () => {
  for (const line of estimatorsDocument().split('\n'))
    if (!line.startsWith('|')) expect(line.length).toBeLessThanOrEqual(100);
});
