import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A certificate that nobody should trust, made now; undefined where there is no `openssl`. */
export function generateCertificate(): { readonly cert: string; readonly key: string } | undefined {
  const dir = mkdtempSync(join(tmpdir(), 'holdfast-certificate-'));
  const [cert, key] = [join(dir, 'cert.pem'), join(dir, 'key.pem')];
  const request = [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-days',
    '1',
    '-subj',
    '/CN=desk.example',
  ];
  try {
    const { status } = spawnSync('openssl', [...request, '-keyout', key, '-out', cert], { stdio: 'ignore' });
    return status === 0 ? { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } : undefined;
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}
