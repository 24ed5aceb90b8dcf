import { about } from './about';
import { library } from './library';

it('says of each named term what it is for and where it is from, and leaves its bias to be computed', () => {
  expect(Object.keys(about).sort()).toEqual(Object.keys(library).sort());
  for (const { meaning, source } of Object.values(about)) {
    expect(meaning).toMatch(/^\S.*\.$/);
    expect(meaning).not.toMatch(/bias|O\(α|exact/i);
    expect(source).toMatch(/arXiv:\d{4}\.\d{5}|this project/);
  }
});

it('tells the formulations of Rothfuss et al. apart', () => {
  // Their §3: formulation II is the one "also known as E-MAML"; eq. 4 is the gradient of I.
  expect(about['e-maml'].source).toContain('formulation II of Rothfuss et al.');
  expect(about['first-order'].source).toContain('formulation I of Rothfuss et al.');
});
