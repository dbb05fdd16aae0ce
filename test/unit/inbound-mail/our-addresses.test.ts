import { describe, expect, it } from '@jest/globals';
import { isOurs } from '../../../src/domain/inbound-mail/sender/our-addresses.js';
import { loadConfig } from '../../../src/config/config.js';

const NAMES = ['help@desk.example', '*@it.example'];

describe('an address of ours', () => {
  it.each([
    'help@desk.example',
    'HELP@Desk.Example',
    'help+anything.at+all@desk.example',
    'whoever@it.example',
    'who+ever@IT.example',
  ])('is %s', (address) => expect(isOurs(NAMES, address)).toBe(true));

  it.each([
    'helper@desk.example',
    'other@desk.example',
    'help@desk.example.org',
    'help@sub.it.example',
    'help@desk.example@elsewhere.example',
    '+x@it.example',
    '@it.example',
    'it.example',
    '*@desk.example',
    '',
  ])('is not %j', (address) => expect(isOurs(NAMES, address)).toBe(false));
});

describe('the configuration of mail that comes in', () => {
  it('names addresses, whose plus-addresses count in any case', () => {
    const { inbound } = loadConfig({
      INBOUND_ADDRESSES: ' Help@desk.example, reply+*@desk.example,*@it.example',
    });
    expect(inbound.addresses).toEqual(['help@desk.example', 'reply@desk.example', '*@it.example']);
    for (const bad of ['help', 'help@', '@desk.example', 'a b@desk.example', 'a+b@desk.example']) {
      expect(() => loadConfig({ INBOUND_ADDRESSES: bad })).toThrow(/INBOUND_ADDRESSES/u);
    }
  });

  it('is refused where it is half', () => {
    expect(loadConfig({}).inbound.smtp).toBeUndefined();
    const smtp = { INBOUND_SMTP_PORT: '2525' };
    expect(() => loadConfig(smtp)).toThrow(/INBOUND_ADDRESSES: required with INBOUND_SMTP_PORT/u);
    const addressed = { ...smtp, INBOUND_ADDRESSES: 'help@desk.example' };
    expect(loadConfig(addressed).inbound.smtp).toEqual({ port: 2525, tlsFiles: undefined });
    expect(() => loadConfig({ ...addressed, INBOUND_SMTP_CERT_FILE: 'cert.pem' })).toThrow(
      /requires INBOUND_SMTP_KEY_FILE/u,
    );
  });

  it('names a mailbox, and shows nothing of it when it is wrong', () => {
    const mailbox = (url: string) => loadConfig({ INBOUND_IMAP_URL: url }).inbound.imap?.address;
    expect(mailbox('imaps://help%40desk.example:p%2Fw@mail.example')).toEqual({
      host: 'mail.example',
      port: 993,
      isSecure: true,
      requiresTls: false,
      user: 'help@desk.example',
      password: 'p/w',
      mailbox: 'INBOX',
    });
    expect(mailbox('imap://u:p@mail.example:1143/Desk%2FNew')).toMatchObject({
      port: 1143,
      isSecure: false,
      mailbox: 'Desk/New',
    });
    for (const bad of [
      'imaps://mail.example',
      'https://u:s3cret@mail.example',
      'imaps://u:s3%cret@mail.example',
    ]) {
      const faultOf = () => {
        try {
          return JSON.stringify(mailbox(bad));
        } catch (error) {
          return String(error);
        }
      };
      expect(faultOf()).toMatch(/INBOUND_IMAP_URL: must be like/u);
      expect(faultOf()).not.toContain('s3');
    }
  });

  it('is ours where it is opened by the name of its address', () => {
    const ours = (user: string) =>
      loadConfig({ INBOUND_IMAP_URL: `imaps://${user}:p@mail.example/INBOX` }).inboundRules.ours;
    expect(ours('Help%40Desk.example')).toContain('help@desk.example');
    expect(ours('help').every((address) => address.includes('@'))).toBe(true);
  });
});
