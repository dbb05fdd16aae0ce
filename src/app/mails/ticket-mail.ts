import { actionLinkId } from '../../domain/action-link.js';
import { ticketThreadId } from '../../domain/delivery.js';
import { commonGroup } from '../../domain/gathering.js';
import { mailGroupOf, type MailGroup } from '../../domain/mail-settings.js';
import { LINK_ACTIONS } from '../../domain/mailed-links.js';
import { surveyId } from '../../domain/survey.js';
import type { Mail } from '../../ports/mailer.js';
import { ticketUrl } from '../ticket-url.js';
import type { MailAction } from './actions.js';
import type { Block } from './blocks.js';
import { composeMail } from './compose-mail.js';
import { excerpt } from './excerpt.js';
import { gatheredBlocks } from './gathered-blocks.js';
import { messageIdOf } from './message-id.js';
import { staffFacts } from './staff-facts.js';
import { switchOffUrl } from './switch-off-url.js';
import type { TicketMailContext } from './ticket-mail-context.js';
import { ticketWords } from './ticket-words.js';

/** The mail of a delivery. The subject begins with the ticket's number in brackets, so that replies can be threaded. */
export function renderTicketMail(context: TicketMailContext): Mail {
  const { delivery, ticket, comment, recipient, replyTo, phrases } = context;
  const { subject, lead } = ticketWords(context);
  const blocks: readonly Block[] = [
    { kind: 'text', text: lead },
    ...(comment === null ? [] : [{ kind: 'quote', text: excerpt(comment.body) } as const]),
    ...gatheredBlocks(context),
    { kind: 'title', text: ticket.title },
    ...staffFacts(context),
    { kind: 'actions', actions: actionsOf(context) },
    ...surveyOf(context),
    { kind: 'quote', text: excerpt(ticket.description) },
    { kind: 'actions', actions: [opening(context)] },
  ];
  const isSaying = delivery.kind === 'comment' || delivery.kind === 'reply';
  const isAnswer = delivery.kind === 'received' && ticket.source === 'mail';
  const messageId = messageIdOf(context, delivery.id);
  const threading = { messageId, threadId: ticketThreadId(ticket), ...(replyTo === null ? {} : { replyTo }) };
  const switchOff = switchOffUrl(context, groupOf(context), recipient);
  return composeMail({ recipient, answersMail: isAnswer, switchOff, ...threading }, phrases, {
    subject: `[${ticket.number}] ${subject}: ${ticket.title}`,
    preview: isSaying && comment !== null ? comment.body : lead,
    blocks,
  });
}

function groupOf({ delivery, carried = [] }: TicketMailContext): MailGroup | null {
  return delivery.kind === 'gathered'
    ? commonGroup(carried.map((each) => each.delivery.kind))
    : mailGroupOf(delivery.kind);
}

/** What the recipient can do right from the mail, the likeliest first. */
function actionsOf(context: TicketMailContext): readonly MailAction[] {
  const { delivery, ticket, publicUrl, mailedSecrets, phrases } = context;
  if (delivery.kind !== 'assigned') return [];
  const assignment = { ticketId: ticket.id, personId: delivery.recipient.id, assignedAt: delivery.eventAt };
  return LINK_ACTIONS.map((action) => ({
    label: phrases.say(`action.${action}`),
    url: `${publicUrl}/a/${mailedSecrets.token(actionLinkId({ action, ...assignment }))}`,
  }));
}

function opening({ ticket, publicUrl, phrases }: TicketMailContext): MailAction {
  const { number } = ticket;
  return { label: phrases.say('open', { number }), url: ticketUrl(publicUrl, number) };
}

/** The mail is written in the change that resolves the ticket: its instant says which resolution is meant. */
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
