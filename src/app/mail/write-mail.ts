import {
  commentIdOf,
  isStaffDelivery,
  type AccountDelivery,
  type Delivery,
  type FormDelivery,
  type StaffDelivery,
  type TicketDelivery,
} from '../../domain/mail/delivery.js';
import { labelOfKey } from '../../domain/desk/choices.js';
import { DomainError } from '../../domain/errors.js';
import { batchedMailIdOf } from '../../domain/mail/batched-notification.js';
import type { TemplateKind } from '../../domain/mail/mail-templates.js';
import { isSecurityMail } from '../../domain/accounts/mail-kinds.js';
import type { Comment, Ticket } from '../../domain/tickets/ticket.js';
import type { User } from '../../domain/accounts/user.js';
import type { Mail } from '../../ports/mail/mailer.js';
import type { AppDeps } from '../deps.js';
import { replyAddressOf } from './reply-address.js';
import { replacedTexts, templateKindOf } from './templates/editable-texts.js';
import { renderSecretMail, renderSecurityMail } from './templates/kinds/account-mail.js';
import { answeredIds } from './templates/kinds/answered-mails.js';
import { MAX_LISTED_MAILS } from './templates/kinds/batched-blocks.js';
import type { CarriedMail } from './templates/kinds/ticket-mail-context.js';
import { phrasesFor, type Phrases } from './templates/phrases.js';
import { renderFormMail } from './templates/kinds/form-mail.js';
import { renderStaffMail, ticketsNamedIn } from './templates/kinds/staff-mail.js';
import { renderTicketMail } from './templates/kinds/ticket-mail.js';
import { linkedFiles, mailedFiles } from './mailed-files.js';

/** The dependencies of rendering mails. */
export type WriteDeps = Pick<
  AppDeps,
  | 'deliveries'
  | 'categories'
  | 'tickets'
  | 'users'
  | 'codes'
  | 'mailedSecrets'
  | 'secretGenerations'
  | 'inbound'
  | 'settings'
  | 'templates'
  | 'clock'
  | 'publicUrl'
  | 'attachments'
  | 'files'
  | 'mailedFileBytes'
  | 'fileLinkDays'
>;

/** A delivery with what its mail is written from, as it was read for this try. */
export interface MailToWrite {
  readonly delivery: Delivery;
  readonly recipient: User;
  /** The one that the delivery is about, for its reader; null for other mails, and where it is gone. */
  readonly ticket: Ticket | null;
  /** The one that the delivery is about; null for other mails, and where it is gone. */
  readonly comment: Comment | null;
}

/**
 * Renders the mail of a delivery when it is sent, with current data.
 * @throws DomainError `delivery_rejected` if its content no longer exists.
 */
export async function writeMail(
  deps: WriteDeps,
  { delivery, recipient, ticket, comment: about }: MailToWrite,
): Promise<Mail> {
  if (isStaffDelivery(delivery)) return staffMailOf(deps, delivery, recipient);
  if (delivery.kind === 'form_confirmation') return formMailOf(deps, delivery, recipient);
  if (delivery.ticketId === null) return accountMailOf(deps, delivery, recipient);
  if (ticket === null) throw new DomainError('delivery_rejected', 'The ticket was deleted.');
  const comment = commentIdOf(delivery) === null ? null : saidPublicly(delivery, about);
  const carried = delivery.kind === 'gathered' ? await carriedBy(deps, delivery) : [];
  const { publicUrl, mailedSecrets } = deps;
  const binding = { ticketNumber: ticket.number, personId: recipient.id };
  const phrases = await ownPhrasesFor(deps, phrasesFor(recipient, ticket), templateKindOf(delivery));
  const [{ files, attached }, [generation = 0, switchGeneration = 0], answered, categories] =
    await Promise.all([
      mailedFiles(deps, delivery, comment),
      deps.secretGenerations.currentOfEach([binding, { ...binding, ticketNumber: null }]),
      answeredBy(deps, ticket, recipient),
      deps.categories.all(),
    ]);
  return renderTicketMail({
    delivery,
    ticket,
    comment,
    files,
    attached,
    carried,
    answered,
    recipient,
    categoryLabel: labelOfKey(categories, ticket.category, phrases.language),
    publicUrl,
    mailedSecrets,
    generation,
    switchGeneration,
    replyTo: replyAddressOf(deps, binding, generation),
    phrases,
  });
}

/** Mail programs of requesters thread our mails below theirs only if ours reference theirs. */
async function answeredBy({ tickets }: WriteDeps, ticket: Ticket, { id }: User): Promise<readonly string[]> {
  if (id !== ticket.requester.id) return [];
  return answeredIds(ticket.messageId, await tickets.latestMessageId(ticket.id, id));
}

/** Null where the mail has more to tell than a comment that was deleted. */
function saidPublicly({ kind }: TicketDelivery, comment: Comment | null): Comment | null {
  if (kind === 'resolved' && comment?.deleted !== undefined) return null;
  if (!isPublicComment(comment))
    throw new DomainError('delivery_rejected', 'The comment was deleted or is internal.');
  return comment;
}

function isPublicComment(comment: Comment | null): comment is Comment {
  return comment?.isInternal === false && comment.deleted === undefined;
}

/** Returns the parts of a batched mail, without deleted public comments among those looked up. */
async function carriedBy(deps: WriteDeps, delivery: TicketDelivery): Promise<readonly CarriedMail[]> {
  const carried = await deps.deliveries.carriedBy(batchedMailIdOf(delivery), delivery.ticketId);
  const found = await Promise.all(
    carried.map(async (each, index): Promise<CarriedMail | null> => {
      const { comment_id: commentId } = each.details;
      if (typeof commentId !== 'string' || index >= MAX_LISTED_MAILS)
        return { delivery: each, comment: null };
      const comment = await deps.tickets.findComment(commentId);
      if (!isPublicComment(comment)) return null;
      return { delivery: each, comment, files: await linkedFiles(deps, each, delivery, comment) };
    }),
  );
  const listed = found.filter((each) => each !== null);
  if (listed.length === 0)
    throw new DomainError('delivery_rejected', 'The comments of this mail were deleted or are internal.');
  return listed;
}

/** The phrases of a mail, with the name of the desk and the words of administrators. */
async function ownPhrasesFor(
  { settings, templates }: WriteDeps,
  phrases: Phrases,
  kind: TemplateKind | null,
): Promise<Phrases> {
  const [{ deskName }, words] = await Promise.all([
    settings.current(),
    kind === null ? null : templates.wordsOf(kind, phrases.language),
  ]);
  return phrases.of(deskName, kind === null || words === null ? undefined : replacedTexts(kind, words));
}

async function staffMailOf(deps: WriteDeps, delivery: StaffDelivery, recipient: User): Promise<Mail> {
  const phrases = await ownPhrasesFor(deps, phrasesFor(recipient), null);
  const [standings, switchGeneration] = await Promise.all([
    deps.tickets.standings(ticketsNamedIn(delivery)),
    deps.secretGenerations.current({ ticketNumber: null, personId: recipient.id }),
  ]);
  const titles = new Map([...standings].map(([number, { title }]) => [number, title]));
  const about =
    delivery.kind === 'address_refused' ? await deps.users.find(delivery.details.accountId) : null;
  const { publicUrl, mailedSecrets } = deps;
  const shared = { publicUrl, mailedSecrets, switchGeneration, phrases };
  return renderStaffMail({ delivery, recipient, titles, about, ...shared });
}

/**
 * The secret is created now and exists in the mail only.
 * A mail that would arrive too late is not sent.
 */
async function accountMailOf(deps: WriteDeps, delivery: AccountDelivery, recipient: User): Promise<Mail> {
  const { publicUrl, mailedSecrets } = deps;
  const { kind } = delivery;
  const context = async (template: TemplateKind | null) => ({
    delivery,
    recipient,
    mailedSecrets,
    phrases: await ownPhrasesFor(deps, phrasesFor(recipient), template),
  });
  if (isSecurityMail(kind)) return renderSecurityMail(await context(null), kind);
  const code = await deps.codes.find(String(delivery.details['code_id']));
  if (code === null || code.expiresAt <= deps.clock.now()) {
    throw new DomainError('delivery_rejected', 'The code was used or has expired.');
  }
  const template = templateKindOf(delivery, code.purpose === 'registration');
  return renderSecretMail({ ...(await context(template)), kind, code, publicUrl });
}

/** The link is created now and exists in the mail only. */
async function formMailOf(deps: WriteDeps, delivery: FormDelivery, recipient: User): Promise<Mail> {
  const { publicUrl, mailedSecrets } = deps;
  const phrases = await ownPhrasesFor(deps, phrasesFor(recipient), null);
  return renderFormMail({ delivery, recipient, publicUrl, mailedSecrets, phrases });
}
