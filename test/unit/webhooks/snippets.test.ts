import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { webhookSigner } from '../../../src/adapters/auth/webhook-signer.js';

/** The snippets of docs/use/webhooks.md, run as they are. */
const page = readFileSync('docs/use/webhooks.md', 'utf8');
const snippet = (language: string) =>
  new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``, 'u').exec(page)![1]!;
const secret = webhookSigner.newSecret();
let dir: string;

beforeAll(() => {
  dir = mkdtempSync(join(tmpdir(), 'holdfast-snippets-'));
  symlinkSync(resolve('node_modules'), join(dir, 'node_modules'));
  writeFileSync(join(dir, 'verify.mjs'), snippet('js verify'));
  writeFileSync(
    join(dir, 'run.mjs'),
    `import { verify } from './verify.mjs';
     for (const { body, headers } of JSON.parse(process.argv[2])) {
       try { console.log(verify(body, headers).type); } catch { console.log('refused'); }
     }`,
  );
  // A node Code of n8n, with the items that its node Webhook makes.
  writeFileSync(
    join(dir, 'n8n.cjs'),
    `const verify = async function ($input) { ${snippet('js n8n').replace('whsec_…', secret)} };
     const items = JSON.parse(process.argv[2]).map(({ body, headers }) => ({
       json: { headers, params: {}, query: {}, body: JSON.parse(body) },
       binary: { data: { data: Buffer.from(body).toString('base64'), mimeType: 'application/json' } },
     }));
     const buffer = (index, name) => Promise.resolve(Buffer.from(items[index].binary[name].data, 'base64'));
     verify.call({ helpers: { getBinaryDataBuffer: buffer } }, { all: () => items }).then((messages) => {
       for (const { json } of messages) console.log(json.type);
     });`,
  );
  writeFileSync(join(dir, 'verify.py'), snippet('python verify'));
  writeFileSync(
    join(dir, 'run.py'),
    [
      ...['import json, sys', 'from verify import verify', 'for each in json.loads(sys.argv[1]):'],
      ...[
        '    try: print(verify(each["body"].encode(), each["headers"])["type"])',
        '    except ValueError: print("refused")',
      ],
    ].join('\n'),
  );
});
afterAll(() => rmSync(dir, { recursive: true }));

function request({
  secrets = [secret],
  secondsAgo = 0,
  body = '{"type":"ticket.created","title":"Übung"}',
} = {}) {
  const at = new Date(Date.now() - secondsAgo * 1_000);
  return { body, headers: webhookSigner.headers(secrets, { id: 'event', at, body }) };
}

describe('the snippet that verifies', () => {
  it.each([
    ['node', 'run.mjs', 5],
    ['python3', 'run.py', 5],
    // Nothing follows what was refused.
    ['node', 'n8n.cjs', 0],
  ])('takes good requests and refuses others, in %s: %s', (program, script, refusals) => {
    const good = request();
    const requests = [
      good,
      // In the middle of a rotation: the receiver has the former secret.
      request({ secrets: [webhookSigner.newSecret(), secret] }),
      request({ secrets: [webhookSigner.newSecret()] }),
      { ...good, body: good.body.replace('created', 'deleted') },
      { ...good, headers: { ...good.headers, 'webhook-id': 'another' } },
      request({ secondsAgo: 310 }),
      request({ secondsAgo: -310 }),
    ];
    const env = { ...process.env, WEBHOOK_SECRET: secret, NODE_OPTIONS: '' };
    const command = program === 'node' ? process.execPath : program;
    const output = execFileSync(command, [join(dir, script), JSON.stringify(requests)], {
      env,
      encoding: 'utf8',
    });
    const refused = Array.from({ length: refusals }, () => 'refused');
    expect(output.trim().split('\n')).toEqual(['ticket.created', 'ticket.created', ...refused]);
  });
});
