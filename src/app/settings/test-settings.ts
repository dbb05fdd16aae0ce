import { z } from 'zod';
import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { DomainError, type ErrorCode } from '../../domain/errors.js';
import type { AppDeps } from '../deps.js';
import { composeMail } from '../mail/templates/compose-mail.js';
import { messageIdOf } from '../mail/templates/message-id.js';
import { phrasesFor } from '../mail/templates/phrases.js';

/** Milliseconds. A mail server may take its time to greet and to check. */
const SMTP_TEST_TIMEOUT_MS = 20_000;

export const TEST_RESULTS = ['ok', 'not_set', 'refused', 'unavailable', 'invalid_answer'] as const;

/** What came of a test. */
export interface SettingsTest {
  readonly result: (typeof TEST_RESULTS)[number];
  /** In words, without what the other server wrote: that may repeat an address or a key. */
  readonly detail: string;
  readonly tookMs: number;
}

type SmtpDeps = Pick<AppDeps, 'settings' | 'mailer' | 'mailedSecrets' | 'users' | 'newId'>;

/**
 * Sends a test mail to the caller, with the settings as they are stored now.
 * @throws DomainError `forbidden`; `unavailable` without the database
 */
export async function testSmtp(deps: SmtpDeps, actor: Actor): Promise<SettingsTest> {
  authorize(actor, 'settings.administer');
  const [{ deskName, smtpUrl }, caller] = await Promise.all([
    deps.settings.fresh(),
    deps.users.find(actor.id),
  ]);
  if (caller === null) throw new DomainError('not_found', 'Your account does not exist.');
  const phrases = phrasesFor(caller).of(deskName);
  const lead = phrases.say('settings_test.lead');
  const envelope = { messageId: messageIdOf(deps, deps.newId()), recipient: caller, switchOff: null };
  const mail = composeMail(envelope, phrases, {
    subject: phrases.say('settings_test.subject'),
    preview: lead,
    blocks: [{ kind: 'text', text: lead }],
  });
  const outcome = await tried(async () => {
    await deps.mailer.send(mail, AbortSignal.timeout(SMTP_TEST_TIMEOUT_MS));
    return `The mail server accepted a test mail to ${caller.email}.`;
  });
  return smtpUrl === null ? { ...outcome, result: 'not_set' } : outcome;
}

const pong = z.object({ answer: z.string() });

/**
 * Asks the AI provider one short question, with the settings as they are stored now. It costs a few tokens.
 * @throws DomainError `forbidden`; `unavailable` without the database
 */
export async function testAi(
  deps: Pick<AppDeps, 'settings' | 'currentModel'>,
  actor: Actor,
): Promise<SettingsTest> {
  authorize(actor, 'settings.administer');
  const { unreadable } = await deps.settings.fresh();
  const model = await deps.currentModel();
  if (model.provider === 'local') {
    const detail = unreadable.includes('geminiApiKey')
      ? 'The stored key cannot be read, because JWT_SECRET has changed. Store it again.'
      : 'No key is set. Built-in rules do the triage.';
    return { result: 'not_set', detail, tookMs: 0 };
  }
  let answeredBy = `${model.provider} answered with the model ${model.model}.`;
  return tried(async () => {
    await model.complete(
      pong,
      {
        task: 'triage',
        version: 'test-1',
        instructions: 'This is a test of the connection. Answer with {"answer": "ok"}.',
        input: { text: 'Are you there?' },
        noteModel: (name, provider = model.provider) => {
          answeredBy = `${provider} answered with the model ${name}.`;
        },
      },
      new AbortController().signal,
    );
    return answeredBy;
  });
}

const RESULTS: Partial<Readonly<Record<ErrorCode, SettingsTest['result']>>> = {
  address_refused: 'refused',
  delivery_rejected: 'refused',
  model_rejected: 'refused',
  model_answer_invalid: 'invalid_answer',
};

async function tried(attempt: () => Promise<string>): Promise<SettingsTest> {
  const startedAt = performance.now();
  const took = () => Math.round(performance.now() - startedAt);
  try {
    return { result: 'ok', detail: await attempt(), tookMs: took() };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return { result: RESULTS[error.code] ?? 'unavailable', detail: error.message, tookMs: took() };
  }
}
