import { faultKinds } from './fault';
import { sgmrl } from './testing/sgmrl';
import { soak } from './soak';

/** Ten runs in many processes each. */
const minutes = 60_000;

it(
  'learns the same, to the bit, whatever goes wrong',
  async () => {
    const lines: string[] = [];
    const { equal } = await soak({ script: sgmrl, faults: 10, seed: 1, print: (line) => lines.push(line) });
    expect([equal, lines.filter((line) => !line.endsWith('equal'))]).toEqual([
      10,
      [
        expect.stringMatching(/^hash of the sequential run: [\da-f]{64}$/),
        expect.stringMatching(/^10 faults, 10 equal/),
      ],
    ]);
    expect(faultKinds.every((kind) => lines.some((line) => line.includes(kind)))).toBe(true);
  },
  10 * minutes,
);
