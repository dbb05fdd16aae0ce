import { actorOf, SYSTEM_ACTOR, type Actor } from '../../../domain/access/actor.js';
import { can } from '../../../domain/access/permissions.js';
import type { User } from '../../../domain/accounts/user.js';
import { DomainError } from '../../../domain/errors.js';
import { idOfSource, instantOfTs } from '../../../domain/slack/identifiers.js';
import type { SlackOutcome } from '../../../domain/slack/inbox.js';
import { slackMessageKey, type SlackThread } from '../../../domain/slack/thread.js';
import { COMMENT_LENGTH, DESCRIPTION_LENGTH } from '../../../domain/ticket-fields.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { withFiles } from '../../tickets/files/attach-files.js';
import { addComment } from '../../tickets/comments/add-comment.js';
import { deleteComment, editComment } from '../../tickets/comments/change-comment.js';
import { editTicket } from '../../tickets/edit-ticket.js';
import type { OpenWorkspace } from '../open-workspace.js';
import type { SaySlack } from '../texts/say.js';
import { takeFiles } from './files.js';
import type { Said } from './meaning.js';
import { ignored, outcome, whisper, type IncomingDeps } from './situation.js';
import { fitting, textOf } from './text.js';

/**
 * In the name of a colleague who can read the thread, but not the ticket in the console: their words belong to the talk, and
 * move no clock.
 */
function speakerOf(user: User, ticket: Ticket): Actor {
  const actor = actorOf(user);
  return can(actor, 'ticket.comment', ticket) ? actor : { type: 'system', id: user.id, name: user.name };
}

/** Adds an answer of the thread as a public comment. */
export async function commentFromReply(
  deps: IncomingDeps,
  open: OpenWorkspace,
  {
    message,
    thread,
    user,
    say,
  }: { readonly message: Said; readonly thread: SlackThread; readonly user: User; readonly say: SaySlack },
): Promise<SlackOutcome> {
  const { channelId, ts } = message;
  const key = slackMessageKey(open.workspace.id, channelId, ts);
  if ((await deps.slackThreads.findMessage(key)) !== null) return ignored('known_message');
  const ticket = await deps.tickets.find(thread.ticketId);
  if (ticket === null) return ignored('ticket_deleted');
  const text = await textOf(deps, open, message.text);
  if (text === '' && message.files.length === 0) return ignored('empty');
  const id = idOfSource(instantOfTs(ts), deps.slack.digest(`message.${key}`));
  const { fileIds, lost } = await takeFiles(deps, open, actorOf(user), message);
  const body = fitting(say, text || '—', COMMENT_LENGTH.max, lost);
  // Before the comment, so that its event finds the message and shows it to nobody a second time.
  const shown = { id: key, ticketId: ticket.id, threadId: thread.id, commentId: id, ts, content: null };
  try {
    await withFiles(
      deps,
      actorOf(user),
      fileIds,
      { ownerId: id, ticketId: ticket.id },
      async (attachments) => {
        const files = attachments === undefined ? {} : { attachments };
        await noteBefore(deps, shown);
        await addComment(deps, speakerOf(user, ticket), ticket.id, { body, isInternal: false, ...files }, id);
      },
    );
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'illegal_transition') throw error;
    const place = { channelId, threadTs: message.threadTs };
    await whisper(deps, open, place, message.userId, say('refused.over', { number: ticket.number }));
    return outcome('refused', ticket.number, 'over');
  }
  await deps.slackThreads.putMessage(shown);
  return outcome('commented', ticket.number);
}

/** By the comment's id, so that a repetition after a crash still adds the comment. */
async function noteBefore(
  { slackThreads }: IncomingDeps,
  message: Parameters<IncomingDeps['slackThreads']['putMessage']>[0],
): Promise<void> {
  await slackThreads.putMessage({ ...message, id: `heard:${String(message.commentId)}` });
}

/** Changes the comment, or the description, that a message has become. */
export async function editFromMessage(
  deps: IncomingDeps,
  open: OpenWorkspace,
  message: Said,
  { user, say }: { readonly user: User; readonly say: SaySlack },
): Promise<SlackOutcome> {
  const found = await deps.slackThreads.findMessage(
    slackMessageKey(open.workspace.id, message.channelId, message.ts),
  );
  if (found === null) return ignored('unknown_message');
  const ticket = await deps.tickets.find(found.ticketId);
  if (ticket === null) return ignored('ticket_deleted');
  const text = (await textOf(deps, open, message.text)) || '—';
  return refusing(ticket, async () => {
    if (found.commentId === null) {
      // Staff may have opened it from the words of another person: the author owns the text.
      const actor = can(actorOf(user), 'ticket.edit_text', ticket) ? actorOf(user) : SYSTEM_ACTOR;
      await editTicket(deps, actor, ticket.id, {
        description: fitting(say, text, DESCRIPTION_LENGTH.max, []),
      });
    } else {
      const reference = { ticket: ticket.id, comment: found.commentId };
      await editComment(deps, speakerOf(user, ticket), reference, fitting(say, text, COMMENT_LENGTH.max, []));
    }
    return outcome('edited', ticket.number);
  });
}

/** Deletes the comment that a message has become. A deleted first message is noted for staff: the ticket stays. */
export async function deleteFromMessage(
  deps: IncomingDeps,
  open: OpenWorkspace,
  { channelId, ts }: { readonly channelId: string; readonly ts: string },
): Promise<SlackOutcome> {
  const key = slackMessageKey(open.workspace.id, channelId, ts);
  const found = await deps.slackThreads.findMessage(key);
  if (found === null) return ignored('unknown_message');
  const ticket = await deps.tickets.find(found.ticketId);
  if (ticket === null) return ignored('ticket_deleted');
  return refusing(ticket, async () => {
    if (found.commentId !== null) {
      const comment = await deps.tickets.findComment(found.commentId);
      const author = comment === null ? SYSTEM_ACTOR : ({ type: 'system', ...comment.author } as const);
      await deleteComment(deps, author, { ticket: ticket.id, comment: found.commentId });
      return outcome('deleted', ticket.number);
    }
    const id = idOfSource(instantOfTs(ts), deps.slack.digest(`deleted.${key}`));
    const body = 'The message in Slack that this ticket was opened from was deleted there.';
    await addComment(deps, SYSTEM_ACTOR, ticket.id, { body, isInternal: true }, id);
    return outcome('noted', ticket.number, 'first_message_deleted');
  });
}

/** The rules of tickets decide. What they refuse is an outcome. */
async function refusing(ticket: Ticket, work: () => Promise<SlackOutcome>): Promise<SlackOutcome> {
  try {
    return await work();
  } catch (error) {
    const refusals = ['illegal_transition', 'forbidden', 'not_found', 'invalid_input'];
    if (error instanceof DomainError && refusals.includes(error.code)) {
      return outcome('refused', ticket.number, error.code);
    }
    throw error;
  }
}
