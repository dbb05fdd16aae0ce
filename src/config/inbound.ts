import { z } from 'zod';
import { isAddressName } from '../domain/inbound/our-addresses.js';

const BYTES_PER_MB = 1024 * 1024;

const lowerCaseList = z
  .string()
  .default('')
  .transform((text) =>
    text
      .toLowerCase()
      .split(',')
      .map((item) => item.trim())
      .filter((item) => item !== ''),
  );

/** The variables that say how mail comes in. */
export const inboundVariables = {
  INBOUND_ADDRESSES: lowerCaseList
    // Plus-addresses count in any case; who names them all the same means the same.
    .transform((names) => names.map((name) => name.replace('+*@', '@')))
    .refine(
      (names) => names.every(isAddressName),
      'lists addresses such as help@desk.example, or *@desk.example for all of a domain, separated by commas',
    ),
  INBOUND_MAX_MB: z.coerce.number().int().min(1).max(100).default(25),
  INBOUND_KEEP_DAYS: z.coerce.number().int().min(1).max(3_650).default(30),
  INBOUND_SMTP_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  INBOUND_SMTP_CERT_FILE: z.string().trim().min(1).optional(),
  INBOUND_SMTP_KEY_FILE: z.string().trim().min(1).optional(),
};

type Variables = z.infer<z.ZodObject<typeof inboundVariables>>;

/** What no variable tells by itself. */
export function inboundProblems(env: Variables): string[] {
  const { INBOUND_SMTP_PORT: port, INBOUND_SMTP_CERT_FILE: cert, INBOUND_SMTP_KEY_FILE: key } = env;
  return [
    ...(port !== undefined && env.INBOUND_ADDRESSES.length === 0
      ? ['INBOUND_ADDRESSES: INBOUND_SMTP_PORT needs to know for whom mail is taken']
      : []),
    ...((cert === undefined) === (key === undefined)
      ? []
      : ['INBOUND_SMTP_CERT_FILE: goes together with INBOUND_SMTP_KEY_FILE']),
  ];
}

/** How mail comes in: each way is undefined where it is not used. */
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
  };
}
