import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';

const executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium';
const origin = 'http://execution.test';

/** Two programs of the built package. */
const programs: Readonly<Record<string, string>> = {
  jobs: `
    import { answerJobs } from '@sgmrl/execution';
    const jobs = {
      scale: async ({ by, of }) => of.map((x) => by * x),
      slow: ({ by, of }) => new Promise((done) => setTimeout(done, by)).then(() => of),
      fail: () => { throw new RangeError('no such number'); },
      break: () => new Promise(() => { setTimeout(() => { throw new Error('out of order'); }); }),
    };
    answerJobs(self, (job) => jobs[job.kind](job));`,
  page: `
    import { sequential, webWorkers } from '@sgmrl/execution';
    const describe = ({ kind }) => 'the job ' + kind;
    globalThis.on = (path, workers) => webWorkers({
      workers, describe, start: () => new Worker(path, { type: 'module' }),
    });
    globalThis.here = sequential(({ by, of }) => of.map((x) => by * x));`,
};

const bundle = async (source: string): Promise<string> => {
  const { outputFiles } = await build({
    stdin: { contents: source, resolveDir: __dirname },
    bundle: true,
    format: 'esm',
    platform: 'browser',
    tsconfigRaw: {},
    write: false,
  });
  return outputFiles[0].text;
};

let browser: Browser;
let page: Page;

beforeAll(async () => {
  const [jobs, main] = await Promise.all([bundle(programs.jobs), bundle(programs.page)]);
  browser = await chromium.launch({
    executablePath,
    args: ['--headless', '--no-sandbox', '--disable-gpu'],
  });
  page = await browser.newPage();
  await page.route(`${origin}/**`, (route) => {
    const { pathname } = new URL(route.request().url());
    const contentType = 'text/javascript';
    if (pathname === '/jobs.js') return route.fulfill({ contentType, body: jobs });
    if (pathname === '/page.js') return route.fulfill({ contentType, body: main });
    if (pathname !== '/') return route.fulfill({ status: 404 });
    return route.fulfill({
      contentType: 'text/html',
      body: '<script type="module" src="/page.js"></script>',
    });
  });
  await page.goto(origin);
  await page.waitForFunction('"on" in globalThis');
});
afterAll(() => browser.close());

/** What a map on Web Workers gives for jobs, or the message of its error. */
const mapped = (jobs: string, path = '/jobs.js') =>
  page.evaluate<unknown>(`(async () => {
    const pool = globalThis.on(${JSON.stringify(path)}, 2);
    try { return await pool.map(${jobs}); } catch (error) { return error.message; } finally { pool.close(); }
  })()`);

it('gives the results of `sequential`, in the order of the jobs', async () => {
  const jobs = `[0.1, 1e-300, -7, NaN, -0].map((by) => ({ kind: 'scale', by, of: Float64Array.of(3, 1e-17, -0) }))`;
  const bits = (results: string) =>
    page.evaluate<unknown>(
      `${results}.then((all) => all.map(({ buffer }) => Array.from(new Uint8Array(buffer))))`,
    );
  expect(await bits(`globalThis.on('/jobs.js', 3).map(${jobs})`)).toEqual(
    await bits(`globalThis.here(${jobs})`),
  );
  expect(await mapped(`[40, 1, 20].map((by) => ({ kind: 'slow', by, of: by }))`)).toEqual([40, 1, 20]);
});

it('names the job that fails twice, and why', async () => {
  expect(await mapped(`[{ kind: 'fail' }]`)).toBe('the job fail failed twice in a worker: no such number');
  expect(await mapped(`[{ kind: 'break' }]`)).toMatch(
    /^the job break failed twice in a worker: .*out of order$/,
  );
});

it('says so where no worker can be started', async () => {
  expect(await mapped(`[{ kind: 'slow', by: 1, of: 1 }]`, '/none.js')).toBe(
    'the job slow failed twice in a worker: the worker cannot be started',
  );
});
