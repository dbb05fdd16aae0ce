import { createECDH } from 'node:crypto';
import { z } from 'zod';

/** The keys of Web Push. `npx web-push generate-vapid-keys` makes a pair. */
export const webPushVariables = {
  WEB_PUSH_PUBLIC_KEY: z
    .string()
    .regex(/^B[\w-]{86}$/, 'must be a public key of P-256 in base64url, of 87 characters')
    .optional(),
  WEB_PUSH_PRIVATE_KEY: z
    .string()
    .regex(/^[\w-]{43}$/, 'must be a private key of P-256 in base64url, of 43 characters')
    .optional(),
  WEB_PUSH_CONTACT: z
    .string()
    .refine(isContact, 'must be an address such as mailto:it@example.org, or an https URL')
    .optional(),
};

function isContact(text: string): boolean {
  return URL.canParse(text) && ['mailto:', 'https:'].includes(new URL(text).protocol);
}

type Variables = z.infer<z.ZodObject<typeof webPushVariables>>;

export function webPushProblems(env: Variables): string[] {
  const names = ['WEB_PUSH_PUBLIC_KEY', 'WEB_PUSH_PRIVATE_KEY', 'WEB_PUSH_CONTACT'] as const;
  const missing = names.filter((name) => env[name] === undefined);
  if (missing.length === names.length) return [];
  if (missing.length > 0) return [`${missing.join(', ')}: required with the other settings of Web Push`];
  const keys = toWebPush(env);
  return keys === null || isPair(keys)
    ? []
    : ['WEB_PUSH_PUBLIC_KEY: is not the public key of WEB_PUSH_PRIVATE_KEY'];
}

function isPair({ publicKey, privateKey }: { readonly publicKey: string; readonly privateKey: string }) {
  const curve = createECDH('prime256v1');
  try {
    curve.setPrivateKey(privateKey, 'base64url');
  } catch {
    return false;
  }
  return curve.getPublicKey().toString('base64url') === publicKey;
}

/** Null where Web Push is off. */
export function toWebPush(env: Variables) {
  const { WEB_PUSH_PUBLIC_KEY: publicKey, WEB_PUSH_PRIVATE_KEY: privateKey, WEB_PUSH_CONTACT: contact } = env;
  if (publicKey === undefined || privateKey === undefined || contact === undefined) return null;
  return { publicKey, privateKey, contact };
}
