import type { Actor } from '../../../domain/access/actor.js';
import { DomainError } from '../../../domain/errors.js';
import { isLate, mailEvent, type ReceivedMail } from '../../../domain/inbound-mail/received-mail.js';
import { authorize } from '../../../domain/access/permissions.js';
import type { IdPage } from '../../../ports/paging.js';
import type { ReceivedMailQuery } from '../../../ports/inbound-mail/received-mails.js';
import type { AppDeps } from '../../deps.js';

type Deps = Pick<AppDeps, 'receivedMails'>;

/** Lists received mails and their outcomes, newest first. @throws DomainError `forbidden` */
export async function listReceivedMails(
  deps: Deps,
  actor: Actor,
  query: ReceivedMailQuery,
): Promise<IdPage<ReceivedMail>> {
  authorize(actor, 'received_mail.list');
  return deps.receivedMails.list(query);
}

/** @throws DomainError `forbidden`, `not_found` */
export async function readReceivedMail(deps: Deps, actor: Actor, id: string): Promise<ReceivedMail> {
  authorize(actor, 'received_mail.list');
  return existing(deps, id);
}

/**
 * Returns the original message.
 * @throws DomainError `forbidden`; `not_found` also if the message was not stored.
 */
export async function readRawMail(deps: Deps, actor: Actor, id: string): Promise<Uint8Array> {
  authorize(actor, 'received_mail.administer');
  const raw = await deps.receivedMails.raw(id);
  if (raw === null) throw new DomainError('not_found', `The message of mail ${id} is not stored.`);
  return raw;
}

/**
 * Processes a mail again in its own workflow:
 * a failed one, a held one, which this releases, or one that waits so long that its workflow must have been
 * terminated. If that workflow still runs, the mail has no second effect.
 * @throws DomainError `forbidden`, `not_found`; `illegal_transition` for other mails, and if the message is not
 *   stored.
 */
export async function replayMail(
  deps: Pick<AppDeps, 'receivedMails' | 'clock' | 'newId'>,
  actor: Actor,
  id: string,
): Promise<ReceivedMail> {
  authorize(actor, 'received_mail.administer');
  const mail = await existing(deps, id);
  const now = deps.clock.now();
  if (mail.state !== 'failed' && mail.outcome?.kind !== 'held' && !isLate(mail, now)) {
    throw new DomainError(
      'illegal_transition',
      `The mail is ${mail.state}. Only a mail that failed, is held, or has waited for more than an hour can be processed again.`,
    );
  }
  if ((await deps.receivedMails.raw(id)) === null) {
    throw new DomainError('illegal_transition', 'The message is not stored, so it cannot be processed.');
  }
  const event = mailEvent('mail.replayed', mail, { id: deps.newId(), at: now });
  // Another caller may request it at the same moment.
  await deps.receivedMails.requeue(mail, event);
  return existing(deps, id);
}

/**
 * Opens a mail as a ticket of its sender in its own workflow, whatever its outcome was.
 * Idempotent: the ticket has the id of the mail.
 * @throws DomainError `forbidden`, `not_found`; `illegal_transition` while the mail is processed, if it is a comment
 *   on a ticket, and if its message is not stored.
 */
export async function openReceivedMail(
  deps: Pick<AppDeps, 'receivedMails' | 'clock' | 'newId'>,
  actor: Actor,
  id: string,
): Promise<ReceivedMail> {
  authorize(actor, 'received_mail.open_ticket');
  const mail = await existing(deps, id);
  const now = deps.clock.now();
  const { state, outcome, openedBy } = mail;
  if (outcome?.kind === 'opened' || outcome?.kind === 'followed_up') return mail;
  if (outcome?.kind === 'commented') {
    throw new DomainError('illegal_transition', `The mail is already a comment on ${outcome.number}.`);
  }
  if (state === 'kept' && !isLate(mail, now)) {
    if (openedBy !== undefined) return mail;
    throw new DomainError('illegal_transition', 'The mail is being processed. Wait for the result.');
  }
  if ((await deps.receivedMails.raw(id)) === null) {
    throw new DomainError('illegal_transition', 'The message is not stored, so it cannot become a ticket.');
  }
  const event = mailEvent('mail.replayed', mail, { id: deps.newId(), at: now });
  // Another caller may request it at the same moment.
  await deps.receivedMails.requeue(mail, event, actor.id);
  return existing(deps, id);
}

async function existing(deps: Deps, id: string): Promise<ReceivedMail> {
  const mail = await deps.receivedMails.find(id);
  if (mail === null) throw new DomainError('not_found', `There is no mail ${id}.`);
  return mail;
}
