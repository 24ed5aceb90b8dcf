import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { credentialsFrom } from './credentials';

const folder = mkdtempSync(join(tmpdir(), 'sgmrl-credentials-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

it('reads what the environment says, files included', async () => {
  const file = join(folder, 'password');
  writeFileSync(file, 's3cret\n');
  const found = await credentialsFrom({
    SGMRL_NATS_USER: 'worker',
    SGMRL_NATS_PASSWORD_FILE: file,
    SGMRL_NATS_CA_FILE: '/ca.pem',
  })();
  expect(found).toEqual(E.right({ user: 'worker', password: 's3cret', authority: '/ca.pem' }));
});

it('needs nothing', async () => {
  expect(await credentialsFrom({})()).toEqual(E.right({}));
});

it('says what it cannot read, and repeats no secret', async () => {
  const none = await credentialsFrom({ SGMRL_NATS_CREDENTIALS_FILE: join(folder, 'none') })();
  expect(E.isLeft(none) ? none.left : '').toMatch(/^SGMRL_NATS_CREDENTIALS_FILE: cannot read .*none/);
  const both = await credentialsFrom({ SGMRL_NATS_PASSWORD: 's3cret', SGMRL_NATS_PASSWORD_FILE: '/x' })();
  expect(both).toEqual(E.left('expected SGMRL_NATS_PASSWORD or SGMRL_NATS_PASSWORD_FILE, found both'));
});
