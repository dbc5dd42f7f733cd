import { spawnSync } from 'child_process';
import { readFileSync } from 'fs';
import { join } from 'path';
import { folder } from './daemon';

/** An authority and what it has signed, as files and as text. */
export interface Certificates {
  readonly folder: string;
  readonly ca: string;
  readonly cert: string;
  readonly key: string;
}

/** Makes an authority, and a certificate of it for this machine that serves a server and a client. */
export function certificates(): Certificates {
  const at = folder('certificates');
  const file = (name: string) => join(at, name);
  const openssl = (...words: string[]) => {
    const { status, stderr } = spawnSync('openssl', words, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`openssl ${words.join(' ')}: ${stderr}`);
  };
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=authority', '-keyout', file('ca.key'), '-out', file('ca.crt'));
  openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost', '-CA', file('ca.crt'), '-CAkey', file('ca.key'),
    '-addext', 'subjectAltName=DNS:localhost,IP:127.0.0.1', '-addext', 'basicConstraints=critical,CA:FALSE',
    '-keyout', file('tls.key'), '-out', file('tls.crt'));
  const read = (name: string) => readFileSync(file(name), 'utf8');
  return { folder: at, ca: read('ca.crt'), cert: read('tls.crt'), key: read('tls.key') };
}
