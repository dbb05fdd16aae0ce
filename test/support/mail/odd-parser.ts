/** A parser process that does what `X-Odd` of a mail says, and else parses as ours do. It writes its id to `X-Odd-File`. */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseForParent } from '../../../src/adapters/mail/parse-for-parent.js';
import { mailParser } from '../../../src/adapters/mail/parse-mail.js';
import type { ParsedMail } from '../../../src/domain/inbound-mail/parsed-mail.js';

const BLOCK_BYTES = 8 * 1024 * 1024;

await parseForParent({
  parse: async (raw) => {
    const mail = await mailParser.parse(raw);
    const [file] = mail.headers.get('x-odd-file') ?? [];
    if (file !== undefined) writeFileSync(file, String(process.pid));
    return odd(mail, mail.headers.get('x-odd')?.[0]);
  },
});

async function odd(mail: ParsedMail, what: string | undefined): Promise<ParsedMail> {
  switch (what) {
    case 'never ends':
      for (;;);
    // For its parent the same as the above. It takes no processor time from other tests.
    case 'stands still':
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
      return mail;
    case 'never settles':
      return new Promise(() => undefined);
    case 'hoards buffers':
      for (const hoard: Buffer[] = []; ;) hoard.push(Buffer.alloc(BLOCK_BYTES, 1));
    case 'hoards objects':
      for (const hoard: object[] = []; ;) hoard.push({ text: String(hoard.length) });
    case 'fails':
      throw new TypeError(`cannot read ${mail.subject}`);
    case 'takes a second':
      await sleep(1_000);
      return mail;
    case 'tells its process':
      return { ...mail, subject: String(process.pid) };
    default:
      return mail;
  }
}
