import { formulaOf, library } from '@sgmrl/estimators';
import { formulaRuns } from './formula-runs';

it('tells what is written low and high from the line', () => {
  expect(formulaRuns('Σ_τ Σ_{h′<h} κ^{h−h′} w_h d')).toEqual([
    { place: 'line', text: 'Σ' },
    { place: 'low', text: 'τ' },
    { place: 'line', text: ' Σ' },
    { place: 'low', text: 'h′<h' },
    { place: 'line', text: ' κ' },
    { place: 'high', text: 'h−h′' },
    { place: 'line', text: ' w' },
    { place: 'low', text: 'h' },
    { place: 'line', text: ' d' },
  ]);
});

it('leaves no mark of the plain text in any formula of the library', () => {
  for (const term of Object.values(library)) {
    const runs = formulaRuns(formulaOf(term).text);
    expect(runs.map(({ text }) => text).join('')).not.toMatch(/[_^]/);
  }
});
