import type { Actor } from '../../../domain/access/actor.js';
import { mayBeMachines } from '../../../domain/inbound-mail/kind/classify-mail.js';
import type { MailCommand } from '../../../domain/inbound-mail/mail-commands.js';
import { isThanksOnly } from '../../../domain/inbound-mail/kind/thanks.js';
import { COMMENT_LENGTH } from '../../../domain/ticket-fields.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import type { User } from '../../../domain/accounts/user.js';
import { tellAuthor } from './answer-sender.js';
import { changedAnswerTo } from './answer-to.js';
import { commentByMail } from './comment-by-mail.js';
import {
  became,
  ignored,
  originOf,
  sourceMail,
  type InboundDeps,
  type Incoming,
  type Settled,
  type Speaker,
} from '../incoming.js';
import { heldParts } from './held-parts.js';
import { composed, keepParts, type Composed } from './keep-parts.js';
import { INTERNAL, isNote, readAnswer } from './read-answer.js';
import { peopleInCopy } from '../sender/people-in-copy.js';
import { isWithinSenderLimits } from '../sender/sender-limits.js';

interface Answered extends Pick<Composed, 'parts'> {
  readonly text: string;
  readonly commands: readonly MailCommand[];
}

/** Adds the content of a mail to a ticket as a comment, and executes its commands. */
export async function answerByMail(
  deps: InboundDeps,
  incoming: Incoming,
  actor: Extract<Actor, { readonly type: 'user' }>,
  speaker: Speaker,
  ticket: Ticket,
): Promise<Settled> {
  const { id, mail } = incoming;
  const { person, details, isProven } = speaker;
  const { commands: read, text, isQuoting } = readAnswer(deps, actor, mail.text, ticket);
  const asked = incoming.isForStaff === true ? [...read, INTERNAL] : read;
  const { body, parts, isEmpty } = composed(incoming, text, COMMENT_LENGTH.max);
  if (isEmpty && asked.length === 0) return ignored('empty', actor.id);
  const held = isNote(asked) ? [] : heldParts(deps, actor, parts.kept);
  // Without text, nothing remains that could go to the requester.
  const isAllHeld = text === '' && held.length > 0 && held.length === parts.kept.length;
  const commands = isAllHeld ? [...asked, INTERNAL] : asked;
  if (!(await isWithinSenderLimits(deps, incoming, 'said'))) return ignored('too_many', actor.id);
  const files = await keepParts(deps, incoming, parts, actor, isAllHeld ? [] : held);
  const said = {
    id,
    body: isEmpty ? null : body,
    details: { ...details, via: 'mail' },
    ...files,
    ...originOf(mail, isProven),
    ...sourceMail(incoming, actor),
    inCopy: isNote(commands) ? [] : await peopleInCopy(deps, incoming, speaker, ticket.requester.id),
    ...changedAnswerTo(deps, incoming, speaker, ticket),
    reopens: await shouldReopen(deps, incoming, person, ticket, { text, parts, commands }),
  };
  const { done, problems } = await commentByMail(deps, actor, ticket, said, commands);
  await tellAuthor(deps, incoming, { ticket, author: person }, { problems, isQuoting, held });
  return { outcome: became('commented', ticket, done), accountId: actor.id };
}

/** The requester writes of something that is not over. Thanks, and what a program may have written, are no reason to begin again. */
async function shouldReopen(
  deps: InboundDeps,
  { mail }: Incoming,
  { id, name }: User,
  { status, requester, assignment }: Ticket,
  { text, parts, commands }: Answered,
): Promise<boolean> {
  if (status !== 'resolved' || requester.id !== id) return false;
  if (!(await deps.settings.current()).reopensByAnswer) return false;
  if (commands.length > 0 || mayBeMachines(mail)) return false;
  const names = [name, ...(assignment === null ? [] : [assignment.assignee.name])];
  return !isThanksOnly(text, names) || parts.kept.some(({ isInline }) => !isInline);
}
