import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as E from 'fp-ts/lib/Either.js';
import { credentialsFrom, useAt, withAdvice } from './credentials';

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

it.each([
  [{ authority: '/ca.pem' }, 'SGMRL_NATS_CA_FILE'],
  [{ certificate: '/me.pem', key: '/key.pem' }, 'SGMRL_NATS_CERTIFICATE_FILE'],
  [{ key: '/key.pem' }, 'SGMRL_NATS_KEY_FILE'],
])('wants TLS where there are files for it', (credentials, variable) => {
  expect(useAt({ url: 'tls://broker:4222', secure: true })(credentials)).toEqual(E.right(credentials));
  expect(useAt({ url: 'nats://broker:4222', secure: false })(credentials)).toEqual(
    E.left(`expected tls://… where ${variable} is set, found nats://broker:4222`),
  );
});

it('needs no TLS for a name and a password', () => {
  const credentials = { user: 'me', password: 's3cret', authority: undefined };
  expect(useAt({ url: 'nats://broker:4222', secure: false })(credentials)).toEqual(E.right(credentials));
});

it.each([
  [true, 'Authorization Violation', '; say who you are by SGMRL_NATS_USER and SGMRL_NATS_PASSWORD_FILE'],
  [true, 'unable to verify the first certificate', '; name the file of its authority by SGMRL_NATS_CA_FILE'],
  [true, 'timeout', '; the port may have no TLS'],
  [false, 'timeout', ''],
  [true, 'connection refused', ''],
])('says what may help (TLS: %s): %s', (secure, reason, help) => {
  const problem = `cannot reach it: ${reason}`;
  expect(withAdvice({ url: 'it', secure })(problem)).toBe(`${problem}${help}`);
});

it('says nothing of TLS where there is a connection', () => {
  const problem = 'it: it does not say whether it has JetStream: timeout';
  expect(withAdvice({ url: 'it', secure: true })(problem)).toBe(problem);
});
