import type { Address, Credentials } from '@sgmrl/distributed';
import { readText } from '@sgmrl/experiments';
import * as E from 'fp-ts/lib/Either.js';
import { pipe } from 'fp-ts/lib/function.js';
import * as TE from 'fp-ts/lib/TaskEither.js';

/**
 * What the environment says of the broker: names and files; the one secret that it may hold is a
 * password.
 */
export const variables = {
  user: 'SGMRL_NATS_USER',
  password: 'SGMRL_NATS_PASSWORD',
  passwordFile: 'SGMRL_NATS_PASSWORD_FILE',
  credentialsFile: 'SGMRL_NATS_CREDENTIALS_FILE',
  authority: 'SGMRL_NATS_CA_FILE',
  certificate: 'SGMRL_NATS_CERTIFICATE_FILE',
  key: 'SGMRL_NATS_KEY_FILE',
} as const;

const textOf = (variable: string, path: string | undefined): TE.TaskEither<string, string | undefined> =>
  path === undefined
    ? TE.right(undefined)
    : pipe(
        readText(path),
        TE.bimap(
          ({ reason }) => `${variable}: cannot read ${path}: ${reason}`,
          (text) => text.trimEnd(),
        ),
      );

/** Reads them; what a message says of them holds no secret. */
export const credentialsFrom = (environment: NodeJS.ProcessEnv): TE.TaskEither<string, Credentials> =>
  pipe(
    environment[variables.password] !== undefined && environment[variables.passwordFile] !== undefined
      ? E.left(`expected ${variables.password} or ${variables.passwordFile}, found both`)
      : E.right(undefined),
    TE.fromEither,
    TE.bindTo('checked'),
    TE.bind('passwordText', () => textOf(variables.passwordFile, environment[variables.passwordFile])),
    TE.bind('credentials', () => textOf(variables.credentialsFile, environment[variables.credentialsFile])),
    TE.map(({ passwordText, credentials }): Credentials => ({
      user: environment[variables.user],
      password: passwordText ?? environment[variables.password],
      credentials,
      authority: environment[variables.authority],
      certificate: environment[variables.certificate],
      key: environment[variables.key],
    })),
  );

/**
 * Whether all that is given is of use at an address: files for TLS are of none without. A password
 * would go in the clear where its user wanted TLS.
 */
export const useAt =
  ({ url, secure }: Address) =>
  (credentials: Credentials): E.Either<string, Credentials> => {
    const unused = (['authority', 'certificate', 'key'] as const).find(
      (file) => !secure && credentials[file] !== undefined,
    );
    return unused === undefined
      ? E.right(credentials)
      : E.left(`expected tls://… where ${variables[unused]} is set, found ${url}`);
  };

const advice = ({ secure }: Address, problem: string): string | undefined => {
  if (problem.includes('Authorization Violation'))
    return `say who you are by ${variables.user} and ${variables.passwordFile}`;
  if (problem.includes('unable to verify the first certificate'))
    return `name the file of its authority by ${variables.authority}`;
  return secure && /^cannot reach .*: timeout$/.test(problem) ? 'the port may have no TLS' : undefined;
};

/** Why there is no connection, and what may help. */
export const withAdvice =
  (where: Address) =>
  (problem: string): string =>
    [problem, advice(where, problem)].filter((part) => part !== undefined).join('; ');
