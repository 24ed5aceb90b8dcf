import { brokerSilence } from './broker-silence';

it.each(['answers', 'is lost'])(
  'lasts until the broker %s, and is asked about once meanwhile',
  async (how) => {
    let time = 10;
    const asked: (() => void)[] = [];
    const { ask, lasts } = brokerSilence(
      () =>
        new Promise((resolve, reject) => {
          asked.push(how === 'answers' ? resolve : () => reject(new Error('lost')));
        }),
      () => time,
    );
    expect(lasts()).toBe(0);
    ask();
    time = 13;
    ask();
    expect([lasts(), asked.length]).toEqual([3, 1]);
    asked[0]();
    await new Promise(setImmediate);
    expect(lasts()).toBe(0);
    ask();
    time = 14;
    expect([lasts(), asked.length]).toEqual([1, 2]);
  },
);
