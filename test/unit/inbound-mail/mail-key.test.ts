import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { mailKey } from '../../../src/app/inbound-mail/kept/mail-key.js';
import { letter } from '../../support/mail/inbound.js';

const key = (raw: string) => mailKey(Buffer.from(raw, 'latin1'));

describe('the key of a mail', () => {
  it('is the same for copies with different headers of servers', () => {
    const sent = letter();
    const onItsWay = [
      `Return-Path: <alice@holdfast.local>\r\nReceived: from a by b;\r\n\tMon, 02 Mar 2026 09:00:01 +0000\r\n${sent}`,
      letter({ to: 'support@holdfast.local' }),
      sent.replaceAll('\r\n', '\n'),
      `${sent}\r\n\r\n`,
      sent.replace('Message-ID: ', 'MESSAGE-id:\r\n\t'),
    ];
    for (const copy of onItsWay) expect(key(copy)).toBe(key(sent));
  });

  it('is another one for another message', () => {
    const keys = [
      letter(),
      letter({ text: 'Something else under the same id.' }),
      letter({ messageId: '<another@example.org>' }),
      letter({ messageId: null }),
      letter({ messageId: null, to: 'support@holdfast.local' }),
      // An id that only the body names is none.
      letter({ messageId: null, text: `Message-ID: <VPN-drops-every-ten-minutes@example.org>` }),
    ].map(key);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('takes an empty id for none', () => {
    expect(key(letter({ messageId: '<>' }))).toMatch(/^raw:/u);
    expect(key(letter({ messageId: '' }))).toMatch(/^raw:/u);
    expect(key(letter())).toMatch(/^id:/u);
  });

  it('is there for any bytes at all', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 2_000 }), (bytes) => {
        expect(mailKey(bytes)).toBe(mailKey(Uint8Array.from(bytes)));
        expect(mailKey(bytes)).toMatch(/^(?:id|raw):[\w-]{43}$/u);
      }),
    );
    expect(mailKey(new Uint8Array())).toMatch(/^raw:/u);
  });
});
