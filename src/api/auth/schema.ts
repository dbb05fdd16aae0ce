import { SCOPES } from '../../domain/access/scopes.js';
import { z } from 'zod';
import { characters, email, instant, instantInput, lineOfText } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { activityAction } from '../tickets/enums.js';
import { parameterName } from '../http/shared-parameters.js';
import { newPassword, personName, userSchema } from '../people/schema.js';

/** Longer than any password of a person, short enough to hash without a thought. */
const MAX_PASSWORD_LENGTH = 1024;
const MAX_TOKEN_LENGTH = 512;
const MAX_FACTOR_TOKEN_LENGTH = 1024;

const password = characters({ min: 1, max: MAX_PASSWORD_LENGTH });
const token = characters({ min: 1, max: MAX_TOKEN_LENGTH });

export const loginSchema = z
  .strictObject({ email, password })
  .meta({ id: 'Login', example: { email: 'alice@holdfast.local', password: 'holdfast-demo' } });

/** Open on purpose: whatever else somebody sends, a role above all, is not read. */
export const registrationSchema = z.object({ email, password: newPassword, name: personName }).meta({
  id: 'Registration',
  description: 'The new account has the role `user`.',
  example: { email: 'dave@example.org', password: 'correct horse battery staple', name: 'Dave' },
});

export const registeredSchema = z.object({ user: userSchema }).meta({ id: 'Registered' });

export const refreshSchema = z
  .strictObject({ refresh_token: token })
  .meta({ id: 'Refresh', example: { refresh_token: 'hfr_…' } });

export const emailSchema = z
  .strictObject({ email })
  .meta({ id: 'EmailAddress', example: { email: 'alice@holdfast.local' } });

export const acceptedSchema = z
  .object({ message: z.string() })
  .meta({ id: 'Accepted', description: 'The response is the same for every address.' });

export const codeSchema = z
  .strictObject({ email, otp: z.string().regex(/^[0-9]{6}$/, 'must be six digits') })
  .meta({ id: 'SignInCode', example: { email: 'alice@holdfast.local', otp: '123456' } });

export const passwordResetSchema = z
  .strictObject({ token, password: newPassword })
  .meta({ id: 'PasswordReset', example: { token: '…', password: 'correct horse battery staple' } });

export const passwordChangeSchema = z
  .strictObject({ current_password: password, new_password: newPassword })
  .meta({
    id: 'PasswordChange',
    example: { current_password: 'holdfast-demo', new_password: 'correct horse battery staple' },
  });

export const sessionSchema = z
  .object({
    access_token: z.string(),
    refresh_token: z.string().meta({ description: 'Valid for one refresh within seven days.' }),
    token_type: z.literal('Bearer'),
    expires_in: z.int().meta({ description: 'Seconds until the access token expires.' }),
    user: userSchema,
  })
  .meta({ id: 'Session' });

export const factorNeededSchema = z
  .object({
    factor_required: z.literal(true),
    factor_token: z.string().meta({ description: 'Send it with a code to `POST /auth/verify-factor`.' }),
    expires_in: z.int().meta({ description: 'Seconds until the token expires.' }),
  })
  .meta({
    id: 'FactorRequired',
    description: 'The response for users with a second factor. Other users get a `Session`.',
  });

export const signInSchema = z.union([sessionSchema, factorNeededSchema]).meta({ id: 'SignIn' });

/** Six digits of the app, or a recovery code with or without its dashes. */
const factorCode = characters({ min: 6, max: 40 }).meta({
  description: 'Six digits from the authenticator app, or a recovery code.',
  example: '123456',
});

export const factorVerificationSchema = z
  .strictObject({ factor_token: characters({ min: 1, max: MAX_FACTOR_TOKEN_LENGTH }), code: factorCode })
  .meta({ id: 'FactorVerification', example: { factor_token: 'v1.…', code: '123456' } });

/** A sign-in in one step, or the second step after a `factor_token`. */
export const newSessionSchema = z
  .union([loginSchema, codeSchema, factorVerificationSchema])
  .meta({ id: 'NewSession', example: { email: 'alice@holdfast.local', password: 'holdfast-demo' } });

export const cookieSessionSchema = z
  .object({ expires_in: z.int().meta({ description: 'Seconds until the session ends.' }), user: userSchema })
  .meta({ id: 'CookieSession' });

export const newFactorSchema = z.strictObject({ current_password: password.optional() }).meta({
  id: 'NewFactor',
  description: 'Users who have a password must send it again.',
  example: { current_password: 'holdfast-demo' },
});

export const proposedFactorSchema = z
  .object({
    secret: z.string().meta({ description: 'The secret in base32, to type into an app.' }),
    otpauth_uri: z.string().meta({ description: 'Address for a QR code that an authenticator app scans.' }),
  })
  .meta({ id: 'ProposedFactor' });

export const factorCodeSchema = z
  .strictObject({ code: factorCode })
  .meta({ id: 'FactorCode', example: { code: '123456' } });

export const recoveryCodesSchema = z.object({ recovery_codes: z.array(z.string()) }).meta({
  id: 'RecoveryCodes',
  description: 'Each code replaces the authenticator app once. The codes are shown only once.',
});

export const factorSchema = z
  .object({
    added_at: instant.nullable().meta({ description: 'Null if the user has no second factor.' }),
    recovery_codes_left: z.int(),
    is_required: z
      .boolean()
      .meta({ description: 'True if this installation requires a second factor for the user’s role.' }),
  })
  .meta({ id: 'SecondFactor' });

const scope = z.enum(SCOPES).meta({ id: 'Scope' });

export const newApiKeySchema = z
  .strictObject({
    name: lineOfText({ min: 1, max: 100 }),
    scopes: z.array(scope).min(1).max(SCOPES.length),
    expires_at: instantInput
      .optional()
      .meta({ description: 'At most 366 days from now. The default is 90 days.' }),
  })
  .meta({ id: 'NewApiKey', example: { name: 'monitoring', scopes: ['tickets:write'] } });

export const keyParams = z.object({
  key: z.string().meta({ description: 'API key id', ...parameterName('ApiKeyId') }),
});

export const apiKeySchema = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string().meta({ description: 'The first characters of the key.' }),
    scopes: z.array(scope),
    created_at: instant,
    expires_at: instant,
    last_used_at: instant.nullable().meta({ description: 'Precise to the minute.' }),
  })
  .meta({ id: 'ApiKey' });

export const createdApiKeySchema = z
  .object({
    api_key: apiKeySchema,
    key: z.string().meta({ description: 'The complete key. It is shown only once.' }),
  })
  .meta({ id: 'CreatedApiKey' });

export const apiKeysSchema = z
  .object({ api_keys: z.array(apiKeySchema), ...listFields })
  .meta({ id: 'ApiKeyList' });

export const keyActivitiesQuerySchema = z.strictObject(listQuery());

export const keyActivitiesSchema = z
  .object({
    activities: z.array(
      z
        .object({
          id: z.string(),
          at: instant,
          action: activityAction,
          ticket: z.string().meta({ description: 'Number of the ticket' }),
        })
        .meta({ id: 'ApiKeyActivity' }),
    ),
    ...listFields,
  })
  .meta({ id: 'ApiKeyActivityList' });
