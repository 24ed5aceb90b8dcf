import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

/** Files of an authority of one's own, and certificate and key of a broker on the loopback. */
export interface Certificates {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
}

const year = ['-days', '365'];
const newKey = ['req', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];

/** Makes them in a folder. */
export const makeCertificates = (folder: string): Certificates => {
  const openssl = (...args: readonly string[]): void => {
    execFileSync('openssl', args, { cwd: folder, stdio: 'pipe' });
  };
  openssl(...newKey, '-x509', ...year, '-subj', '/CN=authority', '-keyout', 'ca-key.pem', '-out', 'ca.pem');
  openssl(
    ...newKey,
    ...['-subj', '/CN=broker', '-addext', 'subjectAltName=DNS:broker,IP:127.0.0.1'],
    ...['-keyout', 'broker-key.pem', '-out', 'broker.csr'],
  );
  openssl(
    ...['x509', '-req', '-in', 'broker.csr', '-copy_extensions', 'copy', ...year],
    ...['-CA', 'ca.pem', '-CAkey', 'ca-key.pem', '-CAcreateserial', '-out', 'broker.pem'],
  );
  return {
    authority: join(folder, 'ca.pem'),
    certificate: join(folder, 'broker.pem'),
    key: join(folder, 'broker-key.pem'),
  };
};
