import { formulaOf, library } from '@sgmrl/estimators';
import { formulaRuns, textRuns } from './formula-runs';

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

/** As HTML, to be read. */
const html = (text: string) =>
  textRuns(text)
    .map(
      (run) => ({ line: run.text, low: `<sub>${run.text}</sub>`, high: `<sup>${run.text}</sup>` })[run.place],
    )
    .join('');

it.each([
  ['V_ζ(θ) = E_D[V_{ζ−1}(U(θ, D))]', 'V<sub>ζ</sub>(θ) = E<sub>D</sub>[V<sub>ζ−1</sub>(U(θ, D))]'],
  ['with A^t and S^t those of step t', 'with A<sup>t</sup> and S<sup>t</sup> those of step t'],
  ['A^{t−1} is (∂U/∂θ)^2', 'A<sup>t−1</sup> is (∂U/∂θ)<sup>2</sup>'],
  ['σ̂_1 and x_i^2', 'σ̂<sub>1</sub> and x<sub>i</sub><sup>2</sup>'],
])('finds the symbols of a text: %s', (text, expected) => {
  expect(html(text)).toBe(expected);
});

it.each(['max_payload and ack_wait', 'a ^ b', 'snake_case_name', '__proto__', 'SGMRL_JOBS', 'v_'])(
  'leaves what is no symbol: %s',
  (text) => {
    expect(textRuns(text)).toEqual([{ place: 'line', text }]);
  },
);
