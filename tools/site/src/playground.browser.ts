import * as E from 'fp-ts/lib/Either.js';
import type { Browser, Page } from 'playwright-core';
import { base, launch, newPage, type Watched } from './browser';
import { answer } from './exact/answer';
import { choices, start, toQuery } from './exact/choices';

let browser: Browser;
let watched: Watched;
beforeAll(async () => {
  browser = await launch();
  watched = await newPage(browser, 1280, 800);
});
afterAll(() => browser.close());

/** Every number that the page shows, to the last bit, once it has computed. */
const shown = async (page: Page): Promise<Readonly<Record<string, number>>> => {
  await page.waitForSelector('.exact table[aria-busy="false"]');
  return page.evaluate(`Object.fromEntries(
    [...document.querySelectorAll('.exact [data-of]')].map((cell) => [cell.dataset.of, Number(cell.dataset.value)]),
  )`);
};

/** The same numbers, computed by Node. */
const computed = (given: typeof start): Readonly<Record<string, number>> => {
  const found = answer(given, () => undefined);
  if (E.isLeft(found)) throw new Error(found.left);
  const { value, gradient, terms } = found.right;
  return {
    value,
    'gradient-0': gradient[0],
    'gradient-1': gradient[1],
    ...Object.fromEntries(
      terms.flatMap(({ name, expectation, bias, variance }) => [
        [`${name}-0`, expectation[0]],
        [`${name}-1`, expectation[1]],
        [`${name}-bias`, bias],
        [`${name}-variance`, variance],
      ]),
    ),
  };
};

it('shows the numbers of Node to the last bit, for what the address says', async () => {
  const given = { ...start, alpha: 2.5, n: 3, r11: -0.75 };
  await watched.page.goto(`${base}playground.html?${toQuery(given)}`);
  expect(await shown(watched.page)).toEqual(computed(given));
  expect(watched.wrong).toEqual([]);
});

it('computes anew when a slider moves by the keyboard, and the address follows', async () => {
  const { page } = watched;
  await page.goto(`${base}playground.html`);
  expect(await shown(page)).toEqual(computed(start));
  await page.focus('.exact input[name="alpha"]');
  await page.keyboard.press('End');
  await page.waitForFunction(`location.search === '?alpha=3'`);
  await page.waitForFunction(
    `Number(document.querySelector('[data-of=value]').dataset.value) !== ${String(computed(start).value)}`,
  );
  expect(await shown(page)).toEqual(computed({ ...start, alpha: 3 }));
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.waitForFunction(`location.search === ''`);
  expect(watched.wrong).toEqual([]);
});

/** Once a reader sees all these parts of the page whole, none under another. */
const untilSeen = (page: Page, selectors: readonly string[]) =>
  page.waitForFunction(`${JSON.stringify(selectors)}.every((selector) => {
    const part = document.querySelector(selector);
    const { left, right, top, bottom } = part.getBoundingClientRect();
    const inside = left >= 0 && right <= innerWidth && top >= 0 && bottom <= innerHeight;
    return inside && [top + 2, bottom - 2].every((y) =>
      part.contains(document.elementFromPoint((left + right) / 2, y)),
    );
  })`);

describe.each([
  [1280, 800],
  [1440, 900],
  [390, 844],
])('in a window of %d by %d', (width, height) => {
  it('the arrows are in view while a slider moves, the first and the last', async () => {
    const { page, wrong } = await newPage(browser, width, height);
    await page.goto(`${base}playground.html`);
    await shown(page);
    for (const { name } of [choices[0], choices[choices.length - 1]]) {
      const parts = ['.exact-figure > svg', `.exact input[name="${name}"]`];
      await page.focus(parts[1]);
      for (const key of ['Home', 'End']) {
        await page.keyboard.press(key);
        // The focus scrolls the page, and the line that says what is computed comes and goes.
        await untilSeen(page, parts);
      }
    }
    expect(wrong).toEqual([]);
    await page.context().close();
  });
});

it('takes a term that is typed, and says what is wrong with another', async () => {
  const { page } = watched;
  await page.goto(`${base}playground.html`);
  await shown(page);
  const typed = page.getByLabel('your term');
  await typed.fill('{"op":"sum","of":["curvature","dise"]}');
  await typed.press('Enter');
  await page.getByText('of.1: expected').waitFor();
  const term = '{"op":"centred","of":"maml"}';
  await typed.fill(term);
  await typed.press('Enter');
  await page.waitForSelector('[data-of="your term-bias"]');
  expect(await shown(page)).toEqual(computed({ ...start, term }));
  await page.waitForURL(({ searchParams }) => searchParams.get('term') === term);
  expect(watched.wrong).toEqual([]);
});

it('says how much longer it takes where sums are long, and a slider still moves', async () => {
  const { page } = watched;
  await page.goto(`${base}playground.html?${toQuery({ ...start, n: 2, zeta: 2 })}`);
  await page.getByText(/being computed: \d+ s, about \d+ s more/).waitFor();
  await page.focus('.exact input[name="zeta"]');
  await page.keyboard.press('Home');
  expect(await shown(page)).toEqual(computed(start));
  expect(watched.wrong).toEqual([]);
});

it('says so where the sums would not end', async () => {
  const { page } = watched;
  await page.goto(`${base}playground.html?${toQuery({ ...start, n: 4, zeta: 2 })}`);
  await page.getByText('exact enumeration needs').waitFor();
});

it('says so where the program beside the page does not load, and computes when it is tried again', async () => {
  const { page } = await newPage(browser, 390, 844);
  await page.context().route(/worker/, (route) => route.abort());
  await page.goto(`${base}playground.html`);
  await page.getByText('expected a program beside the page, but').waitFor();
  await page.context().unroute(/worker/);
  await page.getByRole('button', { name: 'Try again' }).click();
  expect(await shown(page)).toEqual(computed(start));
  await page.context().close();
});
