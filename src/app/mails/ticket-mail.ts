import { actionLinkId } from '../../domain/action-link.js';
import { messageId, type TicketDelivery } from '../../domain/delivery.js';
import { unreachable } from '../../domain/errors.js';
import { LINK_ACTIONS, type LinkAction } from '../../domain/mailed-links.js';
import { surveyId } from '../../domain/survey.js';
import type { Comment, Ticket } from '../../domain/ticket.js';
import { isStaff, type User } from '../../domain/user.js';
import type { Mail } from '../../ports/mailer.js';
import type { MailedSecrets } from '../../ports/security.js';
import { actionButtons, actionLines, type MailAction } from './actions.js';
import { html, type SafeHtml } from './html.js';
import { mailLayout } from './layout.js';
import { surveyHtml, surveyText } from './survey-block.js';

/** What a mail says, before it is given its HTML and its text form. */
interface MailContent {
  readonly subject: string;
  readonly lead: string;
  readonly facts: readonly (readonly [label: string, value: string])[];
  readonly notes: string | null;
  /** What somebody has said, which the mail passes on; absent where it is about something else. */
  readonly said?: string | undefined;
  /** What the recipient can do right from the mail, the likeliest first; absent where nothing is. */
  readonly actions?: readonly MailAction[];
  /** Where the recipient says how satisfied they are; absent where nobody asks. */
  readonly surveyUrl?: string;
}

export interface TicketMailContext {
  readonly delivery: TicketDelivery;
  /** The recipient's: not always the one on which something was said. */
  readonly ticket: Ticket;
  /** What was said in public, where the delivery is about that. */
  readonly comment: Comment | null;
  readonly recipient: User;
  readonly publicUrl: string;
  readonly mailedSecrets: MailedSecrets;
}

const ACTION_LABELS: Readonly<Record<LinkAction, string>> = {
  accept: 'Accept',
  start: 'Start work',
  resolve: 'Resolve',
  decline: 'Decline',
};

/** Longer texts are cut in mails; the link leads to the whole. */
const EXCERPT_LENGTH = 1_500;

/** The mail of a delivery. The subject begins with the ticket's number in brackets, so that replies can be threaded. */
export function renderTicketMail(context: TicketMailContext): Mail {
  const { delivery, ticket, recipient, publicUrl } = context;
  const content = contentOf(context);
  const url = `${publicUrl}/api/v1/tickets/${ticket.number}`;
  return {
    to: { name: recipient.name, address: recipient.email },
    messageId: messageId(delivery.id),
    subject: `[${ticket.number}] ${content.subject}: ${ticket.title}`,
    html: toHtml(content, ticket, recipient, url).html,
    text: toText(content, ticket, recipient, url),
  };
}

function contentOf(context: TicketMailContext): MailContent {
  const { delivery, ticket, comment, recipient } = context;
  const said = comment?.body;
  // Nobody else, whatever the kind: somebody may have left the staff, or be named in an escalation without being of it.
  const isForStaff = isStaff(recipient.role);
  const notes = isForStaff ? ticket.triage.helpfulNotes : null;
  const facts = isForStaff ? commonFacts(ticket) : [];
  switch (delivery.kind) {
    case 'assigned':
      return {
        subject: 'Assigned to you',
        lead: `${ticket.number} is assigned to you. Please accept it and answer ${ticket.requester.name}. What you choose here asks before it acts, and needs no sign-in.`,
        facts,
        notes,
        actions: actionsOf(context),
      };
    case 'queued':
      return {
        subject: 'Nobody free for this ticket',
        lead: `No moderator with the skills for ${ticket.number} is free. It waits in the queue and is offered again every few minutes; you can also assign it by hand.`,
        facts,
        notes,
      };
    case 'sla_warning':
      return {
        subject: `SLA in danger (${promiseOf(delivery)})`,
        lead: `The ${promiseOf(delivery)} of ${ticket.number} is due at ${utc(delivery.details['due_at'])}.`,
        facts,
        notes,
      };
    case 'sla_breached':
      return {
        subject: `SLA breached (${promiseOf(delivery)})`,
        lead: `The ${promiseOf(delivery)} of ${ticket.number} was due at ${utc(delivery.details['due_at'])} and has not happened in time.`,
        facts: isForStaff ? [assigneeFact(ticket), ...facts] : [],
        notes,
      };
    case 'sla_escalated':
      return {
        subject: `Escalated (${promiseOf(delivery)} overdue)`,
        lead: `The ${promiseOf(delivery)} of ${ticket.number} is overdue, and step ${String(delivery.details['step'])} of its escalation is reached.`,
        facts: isForStaff ? [assigneeFact(ticket), ...facts] : [],
        notes,
      };
    case 'comment':
      return {
        subject: 'New comment',
        lead: `${comment?.author.name ?? ticket.requester.name} has written on ${ticket.number}:`,
        facts: [],
        notes: null,
        said,
      };
    // To the requester, who sees nothing of triage, skills and targets.
    case 'received':
      return {
        subject: 'We have received your ticket',
        lead: `Its number is ${ticket.number}. We are finding the right person for it, and you get a mail as soon as there is an answer. To add something, comment on it.`,
        facts: [],
        notes: null,
      };
    case 'reply':
      return {
        subject: 'New reply',
        lead: `${comment?.author.name ?? 'Somebody'} has answered on ${ticket.number}:`,
        facts: [],
        notes: null,
        said,
      };
    case 'reminder':
      return {
        subject: 'We wait for your answer',
        lead: `${ticket.number} cannot go on without your answer. Please say something on it; ${lastChance(delivery.details)}`,
        facts: [],
        notes: null,
      };
    case 'resolved':
      return {
        subject: 'Resolved',
        lead: `${ticket.number} is resolved. If it is not, reopen it.`,
        facts: [],
        notes: null,
        said,
        surveyUrl: surveyUrl(context),
      };
    case 'resolved_unanswered':
      return {
        subject: 'Resolved without your answer',
        lead: `We have not heard from you about ${ticket.number} and take it as resolved. If it is not, reopen it.`,
        facts: [],
        notes: null,
      };
    case 'cancelled':
      return {
        subject: 'Cancelled',
        lead: [`${ticket.number} was cancelled.`, reasonOf(delivery)].flat().join(' '),
        facts: [],
        notes: null,
      };
    case 'merged':
      return {
        subject: 'Goes on in another ticket',
        lead: `${ticket.number} is about the same as ${otherOf(delivery)} and goes on there. What we answer there, we send you as well.`,
        facts: [],
        notes: null,
      };
    default:
      return unreachable(delivery.kind);
  }
}

function reasonOf({ details: { reason } }: TicketDelivery): string[] {
  return typeof reason === 'string' ? [`The reason: ${reason}`] : [];
}

function otherOf({ details: { into } }: TicketDelivery): string {
  return typeof into === 'string' ? into : 'another ticket';
}

/** The mail is written in the change that resolves the ticket: its instant says which resolution is meant. */
function surveyUrl({ delivery, ticket, publicUrl, mailedSecrets }: TicketMailContext): string {
  const survey = {
    ticketId: ticket.id,
    requesterId: delivery.recipient.id,
    resolvedAt: delivery.eventAt,
  };
  return `${publicUrl}/s/${mailedSecrets.token(surveyId(survey))}`;
}

/** The mail is written in the change that assigns the ticket: its instant says which assignment is meant. */
function actionsOf({ delivery, ticket, publicUrl, mailedSecrets }: TicketMailContext): readonly MailAction[] {
  const assignment = { ticketId: ticket.id, personId: delivery.recipient.id, assignedAt: delivery.eventAt };
  return LINK_ACTIONS.map((action) => ({
    label: ACTION_LABELS[action],
    url: `${publicUrl}/a/${mailedSecrets.token(actionLinkId({ action, ...assignment }))}`,
  }));
}

function lastChance({ reminder, of }: TicketDelivery['details']): string {
  return reminder === of
    ? 'without an answer to this reminder it will be taken as resolved.'
    : 'a comment is enough.';
}

/** Which promise the mail is about, in words. */
function promiseOf({ details }: TicketDelivery): string {
  return details['target'] === 'firstResponse' ? 'first response' : 'resolution';
}

function assigneeFact({ assignment }: Ticket): readonly [string, string] {
  return ['Assignee', assignment?.assignee.name ?? 'nobody'];
}

function commonFacts(ticket: Ticket): MailContent['facts'] {
  const facts: [string, string | null][] = [
    ['Priority', ticket.priority],
    ['Category', ticket.category],
    ['Requester', ticket.requester.name],
    ['Skills', ticket.requiredSkills.join(', ')],
    ['First response due', utc(ticket.sla.firstResponse.dueAt)],
    ['Resolution due', utc(ticket.sla.resolution.dueAt)],
    ['Summary', ticket.triage.summary],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== null && fact[1] !== '');
}

function toHtml(content: MailContent, ticket: Ticket, recipient: User, url: string): SafeHtml {
  const rows = content.facts.map(
    ([label, value]) =>
      html`<tr>
        <th scope="row" style="text-align:left;padding:2px 16px 2px 0;color:#475569;font-weight:600">
          ${label}
        </th>
        <td style="padding:2px 0">${value}</td>
      </tr>`,
  );
  const notes =
    content.notes === null
      ? []
      : [html`<p style="background:#f1f5f9;padding:12px;border-radius:6px">${content.notes}</p>`];
  const body = html`<p>Hello ${recipient.name},</p>
    <p>${content.lead}</p>
    ${content.said === undefined ? [] : [quoted(content.said)]}
    <h1 style="font-size:18px">${ticket.title}</h1>
    <table role="presentation" style="border-collapse:collapse;font-size:14px">
      ${rows}
    </table>
    ${actionButtons(content.actions ?? [])} ${notes}
    ${content.surveyUrl === undefined ? [] : [surveyHtml(content.surveyUrl)]} ${quoted(ticket.description)}
    <p><a href="${url}">Open ${ticket.number}</a></p>`;
  return mailLayout(content.subject, body);
}

function quoted(text: string): SafeHtml {
  return html`<blockquote
    style="white-space:pre-wrap;border-left:3px solid #cbd5e1;margin:16px 0;padding-left:12px"
  >
    ${excerpt(text)}
  </blockquote>`;
}

function toText(content: MailContent, ticket: Ticket, recipient: User, url: string): string {
  return [
    `Hello ${recipient.name},`,
    content.lead,
    ...(content.said === undefined ? [] : [excerpt(content.said)]),
    ticket.title,
    content.facts.map(([label, value]) => `${label}: ${value}`).join('\n'),
    ...actionLines(content.actions ?? []),
    ...(content.notes === null ? [] : [content.notes]),
    ...(content.surveyUrl === undefined ? [] : [surveyText(content.surveyUrl)]),
    excerpt(ticket.description).replace(/^/gm, '> '),
    url,
  ].join('\n\n');
}

function excerpt(text: string): string {
  return text.length > EXCERPT_LENGTH ? `${text.slice(0, EXCERPT_LENGTH)} …` : text;
}

function utc(instant: unknown): string {
  const date = instant instanceof Date ? instant : new Date(String(instant));
  return `${date.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
