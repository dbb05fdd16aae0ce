import { z } from 'zod';
import { isAddressName } from '../domain/inbound-mail/sender/our-addresses.js';
import { lowerCaseList } from './list.js';
import { portNumber } from './port.js';

const BYTES_PER_MB = 1024 * 1024;

/** `imaps://user:password@host:port/INBOX`, with what is special in a URL encoded. No fault shows it. */
const mailboxUrl = z
  .string()
  .trim()
  .transform((text, context) => {
    const address = toMailbox(text);
    if (address === null) {
      context.addIssue({
        code: 'custom',
        message:
          'must be like imaps://user:password@host/INBOX, with special characters of user and password encoded',
      });
      return z.NEVER;
    }
    return address;
  });

const IMAP_PORTS: Readonly<Record<string, number>> = { 'imaps:': 993, 'imap:': 143 };

function toMailbox(text: string) {
  try {
    const { protocol, hostname, port, username, password, pathname } = new URL(text);
    const usual = IMAP_PORTS[protocol];
    if (usual === undefined || hostname === '' || username === '' || password === '') return null;
    const mailbox = decodeURIComponent(pathname.slice(1));
    return {
      host: hostname,
      port: port === '' ? usual : Number(port),
      isSecure: protocol === 'imaps:',
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      mailbox: mailbox === '' ? 'INBOX' : mailbox,
    };
  } catch {
    return null;
  }
}

/** The variables that say how mail comes in. */
export const inboundVariables = {
  INBOUND_ADDRESSES: lowerCaseList
    // Plus-addresses count in any case; who names them all the same means the same.
    .transform((names) => names.map((name) => name.replace('+*@', '@')))
    .refine(
      (names) => names.every(isAddressName),
      'must be a comma-separated list of addresses such as help@desk.example, or *@desk.example for a whole domain',
    ),
  INBOUND_MAX_MB: z.coerce.number().int().min(1).max(100).default(25),
  INBOUND_KEEP_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
  INBOUND_SMTP_PORT: portNumber.optional(),
  INBOUND_SMTP_CERT_FILE: z.string().trim().min(1).optional(),
  INBOUND_SMTP_KEY_FILE: z.string().trim().min(1).optional(),
  INBOUND_IMAP_URL: mailboxUrl.optional(),
  INBOUND_IMAP_REQUIRE_TLS: z.stringbool().default(false),
  INBOUND_IMAP_SEEN: z.stringbool().default(true),
};

type Variables = z.infer<z.ZodObject<typeof inboundVariables>>;

/** Returns problems that only a combination of variables reveals. */
export function inboundProblems(env: Variables): string[] {
  const { INBOUND_SMTP_PORT: port, INBOUND_SMTP_CERT_FILE: cert, INBOUND_SMTP_KEY_FILE: key } = env;
  return [
    ...(port !== undefined && env.INBOUND_ADDRESSES.length === 0
      ? ['INBOUND_ADDRESSES: required with INBOUND_SMTP_PORT']
      : []),
    ...((cert === undefined) === (key === undefined)
      ? []
      : ['INBOUND_SMTP_CERT_FILE: requires INBOUND_SMTP_KEY_FILE, and the reverse']),
  ];
}

/** Settings for inbound mail. A way in that is not used is undefined. */
export function toInbound(env: Variables) {
  const { INBOUND_SMTP_PORT: port, INBOUND_SMTP_CERT_FILE: certFile, INBOUND_SMTP_KEY_FILE: keyFile } = env;
  return {
    addresses: env.INBOUND_ADDRESSES,
    maxBytes: env.INBOUND_MAX_MB * BYTES_PER_MB,
    keepDays: env.INBOUND_KEEP_DAYS,
    smtp:
      port === undefined
        ? undefined
        : {
            port,
            tlsFiles:
              certFile === undefined || keyFile === undefined ? undefined : { cert: certFile, key: keyFile },
          },
    imap:
      env.INBOUND_IMAP_URL === undefined
        ? undefined
        : {
            address: { ...env.INBOUND_IMAP_URL, requiresTls: env.INBOUND_IMAP_REQUIRE_TLS },
            marksSeen: env.INBOUND_IMAP_SEEN,
          },
  };
}
