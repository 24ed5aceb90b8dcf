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
    const drills = lines.filter((line) => line.endsWith('equal'));
    expect(equal).toBe(10);
    expect(drills).toHaveLength(10);
    expect(faultKinds.every((kind) => drills.some((line) => line.includes(kind)))).toBe(true);
    expect(lines.filter((line) => !drills.includes(line))).toEqual([
      expect.stringMatching(/^hash of the sequential run: [\da-f]{64}$/),
      ...faultKinds.map((kind) => expect.stringContaining(`${kind}: at most `) as unknown),
      expect.stringMatching(/^10 faults, 10 equal/),
    ]);
  },
  10 * minutes,
);
