import { execFileSync } from 'child_process';
import { readFileSync, writeFileSync } from 'fs';
import { join } from 'path';

/** A CA and a certificate of it for an API server at some addresses, made in a folder. */
export function certificate(folder: string, addresses: readonly string[]): { readonly ca: string; readonly key: string; readonly cert: string } {
  const file = (name: string) => join(folder, name);
  const openssl = (...args: string[]) => execFileSync('openssl', args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  openssl('req', '-x509', ...key, '-keyout', file('ca.key'), '-out', file('ca.pem'), '-days', '2', '-subj', '/CN=test-ca');
  openssl('req', '-new', ...key, '-keyout', file('server.key'), '-out', file('server.csr'), '-subj', '/CN=kube-apiserver');
  writeFileSync(file('san.cnf'), `subjectAltName=${addresses.map(a => `IP:${a}`).join(',')}\n`);
  openssl('x509', '-req', '-in', file('server.csr'), '-CA', file('ca.pem'), '-CAkey', file('ca.key'), '-set_serial', String(Date.now()), '-days', '2',
    '-extfile', file('san.cnf'), '-out', file('server.pem'));
  const read = (name: string) => readFileSync(file(name), 'utf8');
  return { ca: read('ca.pem'), key: read('server.key'), cert: read('server.pem') };
}
