import { titleOf } from '../../../domain/inbound-mail/subject.js';
import type { SlackOutcome, SlackRequest } from '../../../domain/slack/inbox.js';
import { isTicketNumber } from '../../../domain/tickets/ticket.js';
import type { OpenWorkspace } from '../open-workspace.js';
import { actOnTicket } from './act.js';
import type { Meaning } from './meaning.js';
import { openTicket } from './open-ticket.js';
import { actingPerson, channelOf, ignored, outcome, whisper, type IncomingDeps } from './situation.js';
import { textOf } from './text.js';
import { isStaff } from '../../../domain/access/permissions.js';

/** The slash commands that change something. Those that only read are answered at once. */
export async function processCommand(
  deps: IncomingDeps,
  open: OpenWorkspace,
  { command, text, userId, channelId }: Extract<Meaning, { readonly kind: 'command' }>,
  request: SlackRequest,
): Promise<SlackOutcome> {
  const place = { channelId, threadTs: null };
  const person = await actingPerson(deps, open, userId, place);
  if ('kind' in person) return person;
  const { user, say } = person;
  if (command === '/resolve') {
    const number = text.trim().toUpperCase();
    if (!isTicketNumber(number)) return ignored('no_number');
    return actOnTicket(
      deps,
      open,
      { user, userId, say, place },
      { button: 'resolve', ticket: number, score: null },
    );
  }
  if (command !== '/ticket') return ignored('other_command');
  const channel = await channelOf(deps, open, channelId);
  if (channel?.askers === 'staff' && !isStaff(user.role)) {
    await whisper(deps, open, place, userId, say('refused.asker'));
    return outcome('refused', null, 'asker');
  }
  const said = await textOf(deps, open, text);
  const ticket = await openTicket(deps, open, say, {
    ...{ source: `command.${request.key}`, at: request.receivedAt, requester: user },
    ...{ title: titleOf('', said), text: said, channel, root: null, message: null },
    // Only its author sees a command, so the talk is with them alone.
    channelId: await open.client.directChannel(userId),
  });
  return outcome('opened', ticket.number);
}
