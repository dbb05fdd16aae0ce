import { participantIn } from '../../../../domain/participants.js';
import { actionLinkId } from '../../../../domain/tickets/signed-links/action-link.js';
import { ticketThreadId } from '../../../../domain/mail/delivery.js';
import { commonGroup } from '../../../../domain/mail/batched-notification.js';
import { mailGroupOf, type MailGroup } from '../../../../domain/accounts/mail-settings.js';
import { LINK_ACTIONS } from '../../../../domain/tickets/signed-links/mailed-links.js';
import { personLinkId } from '../../../../domain/tickets/signed-links/person-link.js';
import { reopenLinkId } from '../../../../domain/tickets/signed-links/reopen-link.js';
import { surveyId } from '../../../../domain/tickets/survey.js';
import type { Mail } from '../../../../ports/mail/mailer.js';
import { ticketUrl } from '../../../tickets/ticket-url.js';
import type { MailAction } from '../actions.js';
import type { Block } from '../blocks.js';
import { composeMail } from '../compose-mail.js';
import { excerpt } from '../excerpt.js';
import { fileBlocks } from '../file-blocks.js';
import { batchedBlocks } from './batched-blocks.js';
import { messageIdOf } from '../message-id.js';
import { provenanceBlocks, saidBlocks } from '../said-blocks.js';
import { staffFacts } from '../staff-facts.js';
import { leaveUrl, switchOffUrl } from '../switch-off-url.js';
import type { TicketMailContext } from './ticket-mail-context.js';
import { ticketWords } from '../ticket-words.js';

/** The mail of a delivery. The subject begins with the ticket's number in brackets, so that replies can be threaded. */
export function renderTicketMail(context: TicketMailContext): Mail {
  if (mayBeForged(context)) return bareReceipt(context);
  const { delivery, ticket, comment, files = [], attached = [], carried = [], recipient, phrases } = context;
  const { subject, lead } = ticketWords(context);
  const blocks: readonly Block[] = [
    { kind: 'text', text: lead },
    ...saidBlocks(context, comment),
    ...fileBlocks(context.phrases, files),
    ...batchedBlocks(context),
    { kind: 'title', text: ticket.title },
    ...staffFacts(context),
    { kind: 'actions', actions: actionsOf(context) },
    ...surveyOf(context),
    { kind: 'quote', text: excerpt(ticket.description) },
    ...provenanceBlocks(context, ticket.requester.name, ticket),
    ...(isInCopy(context)
      ? [{ kind: 'note', text: phrases.say('participant.note', { number: ticket.number }) } as const]
      : [{ kind: 'actions', actions: [opening(context)] } as const]),
  ];
  const isSaying = delivery.kind === 'comment' || delivery.kind === 'reply';
  const mail = composeMail({ ...envelopeOf(context), recipient }, phrases, {
    subject: `[${ticket.number}] ${subject}: ${ticket.title}`,
    preview: isSaying && comment !== null ? comment.body : lead,
    blocks,
  });
  const linkedFiles = [...files, ...carried.flatMap((each) => each.files ?? [])].filter(
    ({ link }) => link !== null,
  ).length;
  return {
    ...mail,
    ...(attached.length === 0 ? {} : { attachments: attached }),
    ...(linkedFiles === 0 ? {} : { linkedFiles }),
  };
}

/** Returns the headers of the mail, except the recipient's name. */
function envelopeOf(context: TicketMailContext) {
  const { delivery, ticket, replyTo, answered = [] } = context;
  return {
    messageId: messageIdOf(context, delivery.id),
    threadId: ticketThreadId(ticket),
    answered,
    ...(replyTo === null ? {} : { replyTo }),
    answersMail: delivery.kind === 'received' && ticket.source === 'mail',
    switchOff: switchOffOf(context),
  };
}

/**
 * People in copy get a link to leave.
 * An address of another person gets no link that switches off the mails of the account.
 */
function switchOffOf(context: TicketMailContext): string | null {
  const { ticket, recipient } = context;
  if (isInCopy(context)) return leaveUrl(context, ticket, recipient);
  return recipient.email === ticket.answerTo?.address
    ? null
    : switchOffUrl(context, groupOf(context), recipient);
}

/** True for a reader who is in copy: they have no account to sign in with. */
function isInCopy({ ticket, recipient }: TicketMailContext): boolean {
  return participantIn(ticket, recipient.id) !== undefined;
}

/** Returns true for the confirmation of a mail that its alleged sender may not have written. */
function mayBeForged({ delivery, ticket }: TicketMailContext): boolean {
  return delivery.kind === 'received' && ticket.isSenderUnproven === true;
}

/**
 * Quotes nothing of the mail, not even the sender's name.
 * Strangers could otherwise make us send any text to anybody.
 */
function bareReceipt(context: TicketMailContext): Mail {
  const { ticket, recipient, phrases } = context;
  const { subject, lead } = ticketWords(context);
  const { email } = recipient;
  return composeMail({ ...envelopeOf(context), recipient: { name: email, email } }, phrases, {
    subject: `[${ticket.number}] ${subject}`,
    preview: lead,
    blocks: [
      { kind: 'text', text: lead },
      { kind: 'text', text: phrases.say('received.unproven') },
      { kind: 'actions', actions: [opening(context)] },
    ],
  });
}

function groupOf({ delivery, carried = [] }: TicketMailContext): MailGroup | null {
  return delivery.kind === 'gathered'
    ? commonGroup(carried.map((each) => each.delivery.kind))
    : mailGroupOf(delivery.kind);
}

/** Returns the recipient's actions in the mail, the most likely first. */
function actionsOf(context: TicketMailContext): readonly MailAction[] {
  const { delivery, ticket, publicUrl, mailedSecrets, generation, phrases } = context;
  if (delivery.kind === 'resolved' || delivery.kind === 'resolved_unanswered') return [reopening(context)];
  if (delivery.kind === 'reply' && delivery.details['is_automatic'] === true) return personOf(context);
  if (delivery.kind !== 'assigned') return [];
  const assignment = {
    ticketId: ticket.id,
    personId: delivery.recipient.id,
    assignedAt: delivery.eventAt,
    ...(generation === undefined ? {} : { generation }),
  };
  return LINK_ACTIONS.map((action) => ({
    label: phrases.say(`action.${action}`),
    url: `${publicUrl}/a/${mailedSecrets.token(actionLinkId({ action, ...assignment }))}`,
  }));
}

/** Without a sign-in: people who write by mail have no password. */
function reopening({ delivery, ticket, publicUrl, mailedSecrets, phrases }: TicketMailContext): MailAction {
  const link = { ticketId: ticket.id, requesterId: delivery.recipient.id, resolvedAt: delivery.eventAt };
  return {
    label: phrases.say('action.reopen'),
    url: `${publicUrl}/r/${mailedSecrets.token(reopenLinkId(link))}`,
  };
}

/** Only for the requester: people in copy and of merged tickets cannot speak for them. */
function personOf(context: TicketMailContext): readonly MailAction[] {
  const { delivery, ticket, publicUrl, mailedSecrets, phrases } = context;
  if (delivery.recipient.id !== ticket.requester.id) return [];
  const link = { ticketId: ticket.id, requesterId: ticket.requester.id };
  const url = `${publicUrl}/p/${mailedSecrets.token(personLinkId(link))}`;
  return [{ label: phrases.say('action.person'), url }];
}

function opening({ ticket, publicUrl, phrases }: TicketMailContext): MailAction {
  const { number } = ticket;
  return { label: phrases.say('open', { number }), url: ticketUrl(publicUrl, number) };
}

/** The mail is written in the change that resolves the ticket: its instant identifies the resolution. */
function surveyOf({ delivery, ticket, publicUrl, mailedSecrets, phrases }: TicketMailContext): Block[] {
  if (delivery.kind !== 'resolved') return [];
  const { say } = phrases;
  const survey = {
    ticketId: ticket.id,
    requesterId: delivery.recipient.id,
    resolvedAt: delivery.eventAt,
  };
  const url = `${publicUrl}/s/${mailedSecrets.token(surveyId(survey))}`;
  const question = say('survey.question');
  return [{ kind: 'scores', question, scale: say('survey.scale'), link: { label: say('survey.link'), url } }];
}
