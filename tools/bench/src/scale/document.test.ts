import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { parseCalibration } from './calibration';
import { scaleDocument } from './document';

const documents = join(__dirname, '../../../../docs');

it('is what follows from what was measured, and shows figures that are there', () => {
  const read = parseCalibration(readFileSync(join(documents, 'scale/calibration.json'), 'utf8'));
  if (E.isLeft(read)) throw new Error(read.left);
  const document = readFileSync(join(documents, 'scale.md'), 'utf8');
  expect(document).toBe(scaleDocument(read.right));
  const figures = Array.from(document.matchAll(/\]\((scale\/.*?\.svg)\)/g), ([, path]) => path);
  expect(figures).toHaveLength(2);
  for (const figure of figures) expect(existsSync(join(documents, figure))).toBe(true);
});
