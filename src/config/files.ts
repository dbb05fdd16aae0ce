import { z } from 'zod';

const MEGABYTE = 1024 * 1024;

/** Where clamd listens: `tcp://clamd:3310`, or `unix:///run/clamav/clamd.ctl`. */
const clamdUrl = z
  .string()
  .trim()
  .refine(
    (text) => /^tcp:\/\/[^/:]+:\d{1,5}$/u.test(text) || /^unix:\/\/\/.+/u.test(text),
    'must be like tcp://127.0.0.1:3310 or unix:///run/clamav/clamd.ctl',
  );

export const fileVariables = {
  FILE_MAX_MB: z.coerce.number().min(0.1).max(100).default(25),
  CLAMD_URL: clamdUrl.optional(),
};

type Variables = z.infer<z.ZodObject<typeof fileVariables>>;

/** Limits of uploads, and the virus scanner. */
export function toFiles(env: Variables) {
  return {
    maxBytes: Math.floor(env.FILE_MAX_MB * MEGABYTE),
    clamd: env.CLAMD_URL,
  };
}
