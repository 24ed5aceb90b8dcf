import { hasFused } from './has-fused';

it('Node has fused multiply-add from 22 on, on processors that fuse', () => {
  if (Number(process.versions.node.split('.')[0]) < 22) expect(hasFused()).toBe(false);
  else expect(typeof hasFused()).toBe('boolean');
});
