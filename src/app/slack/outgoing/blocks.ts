import { escapeSlack, MAX_MESSAGE, sectionsOf, cutText } from '../../../domain/slack/mrkdwn.js';
import { isFinal, type Comment, type Ticket } from '../../../domain/tickets/ticket.js';
import { countsAsLoad } from '../../../domain/tickets/ticket.js';
import { SCORES } from '../../../domain/tickets/satisfaction.js';
import type { SlackBlock } from '../../../ports/slack/slack.js';
import { ticketUrl } from '../../tickets/ticket-url.js';
import type { SaySlack } from '../texts/say.js';

/** A message as it is shown: the text is for notifications. */
export interface Shown {
  readonly text: string;
  readonly blocks: readonly SlackBlock[];
}

interface Around {
  readonly say: SaySlack;
  readonly publicUrl: string;
}

const MAX_TITLE = 200;

/** The message in the thread that tells the number, and follows the ticket. No internal note and no triage is in it. */
export function receiptOf(ticket: Ticket, { say, publicUrl }: Around): Shown {
  const isOver = isFinal(ticket.status);
  const hint = isOver ? say('receipt.over') : say('receipt.hint');
  const isResolved = ticket.status === 'resolved';
  const buttons = [
    linkButton(say('button.open'), ticketUrl(publicUrl, ticket.number)),
    ...(isOver || isResolved ? [] : [button('resolve', say('button.resolve'), ticket.number)]),
    ...(isResolved ? [button('reopen', say('button.reopen'), ticket.number)] : []),
  ];
  return {
    text: `${ticket.number}: ${ticket.title}`,
    blocks: [
      section(headline(ticket)),
      fields(factsOf(ticket, say, false)),
      ...(isResolved ? [context(say('rate.ask')), actions(ratingButtons(ticket.number))] : []),
      actions(buttons),
      context(hint),
    ],
  };
}

/** The ticket in a queue of staff: one message that stays current. */
export function cardOf(ticket: Ticket, { say, publicUrl }: Around): Shown {
  const mayAccept = countsAsLoad(ticket.status) && (ticket.assignment?.acceptedAt ?? null) === null;
  const isOpen = countsAsLoad(ticket.status);
  return {
    text: `${ticket.number}: ${ticket.title}`,
    blocks: [
      section(headline(ticket)),
      fields(factsOf(ticket, say, true)),
      actions([
        linkButton(say('button.open'), ticketUrl(publicUrl, ticket.number)),
        ...(mayAccept ? [button('accept', say('button.accept'), ticket.number)] : []),
        ...(isOpen ? [button('resolve', say('button.resolve'), ticket.number)] : []),
        ...(ticket.status === 'resolved' ? [button('reopen', say('button.reopen'), ticket.number)] : []),
      ]),
    ],
  };
}

/** A public comment. Its text is cut where Slack would cut or refuse it, with the way to the rest. */
export function commentOf(
  { author, body, edited, attachments = [] }: Comment,
  number: string,
  { say, publicUrl }: Around,
): Shown {
  const said = say('comment.by', { name: `*${escapeSlack(author.name)}*` });
  const lead = edited === undefined ? said : `${said} ${say('comment.edited')}`;
  const rest = say('comment.rest', { url: ticketUrl(publicUrl, number) });
  const names = attachments.map(({ name }) => escapeSlack(name)).join(', ');
  const room = MAX_MESSAGE - lead.length - Math.min(names.length, 1_000) - 100;
  return {
    text: cutText(escapeSlack(`${author.name}: ${body}`), 300),
    blocks: [
      context(lead),
      ...sectionsOf(body, rest, room).map(section),
      ...(names === '' ? [] : [context(cutText(`:paperclip: ${names}`, 1_000))]),
    ],
  };
}

export function lineOf(text: string): Shown {
  return { text, blocks: [section(text)] };
}

function headline({ number, title }: Ticket): string {
  return `*${number}* ${escapeSlack(cutText(title, MAX_TITLE))}`;
}

/** The facts that requesters see in the console too, and for staff also who asks. */
function factsOf(
  { status, priority, team, assignment, requester, sla }: Ticket,
  say: SaySlack,
  isForStaff: boolean,
): readonly string[] {
  const due = sla.state !== 'stopped' && sla.resolution.ongoing !== null ? sla.resolution.dueAt : null;
  const fact = (name: string, value: string) => `*${name}*\n${escapeSlack(value)}`;
  return [
    fact(say('field.status'), say(`status.${status}`)),
    fact(say('field.priority'), say(`priority.${priority}`)),
    ...(team === null ? [] : [fact(say('field.team'), team)]),
    fact(say('field.assignee'), assignment?.assignee.name ?? say('none')),
    ...(isForStaff ? [fact(say('field.requester'), requester.name)] : []),
    ...(due === null ? [] : [`*${say('field.due')}*\n${slackDate(due)}`]),
  ];
}

/** Slack shows an instant in the reader's own time zone. */
export function slackDate(at: Date): string {
  const seconds = Math.floor(at.getTime() / 1_000);
  return `<!date^${seconds}^{date_short_pretty} {time}|${at.toISOString()}>`;
}

function section(text: string): SlackBlock {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

function fields(texts: readonly string[]): SlackBlock {
  return { type: 'section', fields: texts.map((text) => ({ type: 'mrkdwn', text })) };
}

function context(text: string): SlackBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text }] };
}

function actions(elements: readonly SlackBlock[]): SlackBlock {
  return { type: 'actions', elements };
}

function button(name: string, text: string, value: string): SlackBlock {
  return { type: 'button', action_id: `holdfast.${name}`, text: { type: 'plain_text', text }, value };
}

function linkButton(text: string, url: string): SlackBlock {
  return { type: 'button', action_id: 'holdfast.open', text: { type: 'plain_text', text }, url };
}

function ratingButtons(number: string): readonly SlackBlock[] {
  return SCORES.map((score) => button(`rate.${score}`, '★'.repeat(score), number));
}
