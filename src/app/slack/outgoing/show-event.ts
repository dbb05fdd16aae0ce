import { escapeSlack } from '../../../domain/slack/mrkdwn.js';
import { STATUSES } from '../../../domain/ticket-fields.js';
import { readableFiles, type Attachment } from '../../../domain/tickets/attachments.js';
import type { TicketEvent } from '../../../domain/tickets/events.js';
import type { Comment, Ticket } from '../../../domain/tickets/ticket.js';
import { SlackError } from '../../../ports/slack/slack.js';
import type { SaySlack } from '../texts/say.js';
import { commentOf, lineOf, slackDate } from './blocks.js';
import { show, unshow, type OutgoingDeps, type Stage } from './post.js';

interface Happened {
  readonly ticket: Ticket;
  readonly event: TicketEvent;
  readonly say: SaySlack;
}

/** Shows one event: of a talk what its requester may read, of a queue the alerts. */
export async function showEvent(deps: OutgoingDeps, stage: Stage, happened: Happened): Promise<void> {
  if (stage.thread.kind === 'card') return showAlert(deps, stage, happened);
  const { event } = happened;
  if (event.isInternal) return;
  switch (event.type) {
    case 'ticket.commented':
    case 'ticket.comment_edited':
    case 'ticket.comment_deleted':
    case 'ticket.comment_redacted':
      return showComment(deps, stage, happened);
    case 'ticket.status_changed':
    case 'ticket.accepted':
      return showStatus(deps, stage, happened);
    default:
      return;
  }
}

/** Shows a comment as it is now. What came from this thread is there already, and a note never is. */
async function showComment(
  deps: OutgoingDeps,
  stage: Stage,
  { ticket, event, say }: Happened,
): Promise<void> {
  const { comment_id: id } = event.details;
  if (typeof id !== 'string') return;
  const comment = await deps.tickets.findComment(id);
  const name = `c:${id}`;
  if (comment === null || comment.isInternal || comment.deleted !== undefined)
    return unshow(deps, stage, name);
  if (await cameFromHere(deps, stage, comment)) return;
  const shown = commentOf(comment, ticket.number, { say, publicUrl: deps.publicUrl });
  await show(deps, stage, { name, commentId: id, ...shown });
  for (const file of readableFiles(comment.attachments, false)) await showFile(deps, stage, file);
}

async function cameFromHere(
  { slackThreads }: OutgoingDeps,
  { thread }: Stage,
  { id }: Comment,
): Promise<boolean> {
  const messages = await slackThreads.messagesOf(thread.id, id);
  return messages.some((message) => !message.id.startsWith(`${thread.id}:`));
}

/** Uploads a file once it is released. One that is held, too large or gone is named in the comment only. */
async function showFile(deps: OutgoingDeps, { open, thread, root }: Stage, file: Attachment): Promise<void> {
  const { slackThreads, files, attachments } = deps;
  if (root.ts === null || file.sizeBytes > deps.maxFileBytes) return;
  const record = await files.find(file.id);
  if (record !== null && (record.scan.state === 'pending' || record.scan.state === 'infected')) return;
  const id = `${thread.id}:f:${file.id}`;
  if ((await slackThreads.findMessage(id)) !== null) return;
  const content = await attachments.read(file.id);
  if (content === null) return;
  let state = 'uploaded';
  try {
    await open.client.upload({ channelId: root.channelId, threadTs: root.ts }, { name: file.name, content });
  } catch (error) {
    if (!(error instanceof SlackError) || (error.kind !== 'refused' && error.kind !== 'gone')) throw error;
    state = error.code;
    await slackThreads.progress(thread.id, { fault: error.code });
    deps.logger.warn({ thread: thread.id, code: error.code }, 'file not shown in Slack');
  }
  // An upload has no metadata to find it by: after a crash before this, the file is there twice.
  const { ticketId } = thread;
  await slackThreads.putMessage({
    id,
    ticketId,
    threadId: thread.id,
    commentId: null,
    ts: null,
    content: state,
  });
}

async function showStatus(deps: OutgoingDeps, stage: Stage, { ticket, event, say }: Happened): Promise<void> {
  const change = event.details['status'];
  const to = typeof change === 'object' && change !== null && 'to' in change ? change.to : null;
  const status = STATUSES.find((each) => each === to);
  if (status === undefined) return;
  const filling = {
    name: `*${escapeSlack(event.actor.name)}*`,
    number: ticket.number,
    status: say(`status.${status}`),
  };
  await show(deps, stage, { name: `s:${event.id}`, isFixed: true, ...lineOf(say('line.status', filling)) });
}

async function showAlert(deps: OutgoingDeps, stage: Stage, { ticket, event, say }: Happened): Promise<void> {
  const { type, details } = event;
  if (type !== 'sla.warning' && type !== 'sla.breached' && type !== 'sla.escalated') return;
  const dueAt = new Date(String(details['due_at']));
  const due = Number.isNaN(dueAt.getTime()) ? '' : slackDate(dueAt);
  const filling = {
    number: `*${ticket.number}*`,
    due,
    step: typeof details['step'] === 'number' ? String(details['step']) : '',
  };
  const icon = type === 'sla.warning' ? ':hourglass_flowing_sand:' : ':rotating_light:';
  const text = `${icon} ${say(type, filling)} ${escapeSlack(ticket.title)}`;
  await show(deps, stage, { name: `a:${event.id}`, isFixed: true, isBroadcast: true, ...lineOf(text) });
}
