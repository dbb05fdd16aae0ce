import { COMMENT_LENGTH } from '../../domain/ticket-fields.js';
import type { Ticket } from '../../domain/ticket.js';
import type { Actor } from '../../domain/user.js';
import { answerCommands } from './answer-sender.js';
import { commentByMail } from './comment-by-mail.js';
import {
  became,
  ignored,
  provenanceOf,
  type InboundDeps,
  type Incoming,
  type Settled,
  type Speaker,
} from './incoming.js';
import { composed, keepParts } from './keep-parts.js';
import { readAnswer } from './read-answer.js';
import { mayGoOn } from './sender-limits.js';

/** Says on a ticket what a mail says, and does what it asks for beside. */
export async function answerByMail(
  deps: InboundDeps,
  incoming: Incoming,
  actor: Extract<Actor, { readonly type: 'user' }>,
  { details, isProven }: Speaker,
  ticket: Ticket,
): Promise<Settled> {
  const { id, mail } = incoming;
  const { commands, text, problems: cautions } = readAnswer(deps, actor, mail.text, ticket);
  const { body, parts, isEmpty } = composed(incoming, text, COMMENT_LENGTH.max);
  if (isEmpty && commands.length === 0) return ignored('empty', actor.id);
  if (!(await mayGoOn(deps, incoming, 'said'))) return ignored('too_many', actor.id);
  const files = await keepParts(deps, incoming, parts);
  const said = {
    id,
    body: isEmpty ? null : body,
    details: { ...details, via: 'mail' },
    ...files,
    ...provenanceOf(isProven),
  };
  const { done, problems } = await commentByMail(deps, actor, ticket, said, commands);
  const told = [...cautions, ...problems];
  if (told.length > 0) await answerCommands(deps, incoming, ticket, told);
  return { outcome: became('commented', ticket, done), accountId: actor.id };
}
