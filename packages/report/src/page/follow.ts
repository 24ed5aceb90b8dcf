/**
 * Makes a page follow the runs that it shows: told of a change, it takes the new page in place of
 * its own, where the reader has scrolled and what is open stays.
 */
export const followScript = `
const status = document.querySelector('[data-follow]');
const source = new EventSource('/events');
const summaries = (page, selector) =>
  [...page.querySelectorAll(selector)].map((details) => [details, details.querySelector('summary').textContent]);
source.addEventListener('change', async () => {
  const text = await (await fetch('/')).text();
  const next = new DOMParser().parseFromString(text, 'text/html');
  const open = summaries(document, 'details[open]').map(([, summary]) => summary);
  for (const [details, summary] of summaries(next, 'details')) details.open = open.includes(summary);
  document.querySelector('main').replaceWith(document.adoptNode(next.querySelector('main')));
});
source.addEventListener('open', () => {
  status.textContent = 'This page follows the runs.';
});
source.addEventListener('error', () => {
  status.textContent = 'The command that serves this page has ended: nothing new will come.';
});
`;
