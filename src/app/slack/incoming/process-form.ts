import { actorOf } from '../../../domain/access/actor.js';
import { isStaff } from '../../../domain/access/permissions.js';
import type { User } from '../../../domain/accounts/user.js';
import type { SlackOutcome, SlackRequest } from '../../../domain/slack/inbox.js';
import { slackMessageKey } from '../../../domain/slack/thread.js';
import { MAX_CUSTOM_FIELDS, type CustomField } from '../../../domain/tickets/custom-fields.js';
import { listFields } from '../../tickets/custom-fields.js';
import type { AppDeps } from '../../deps.js';
import { fieldValues } from '../form.js';
import type { OpenWorkspace } from '../open-workspace.js';
import type { Meaning } from './meaning.js';
import { openTicket } from './open-ticket.js';
import { actingPerson, channelOf, ignored, outcome, whisper, type IncomingDeps } from './situation.js';

/** The fields of the form for a person: those of all categories that they may fill in. */
export async function formFields(
  deps: Pick<AppDeps, 'customFields'>,
  user: User,
): Promise<readonly CustomField[]> {
  const { items } = await listFields(deps, actorOf(user), { pageSize: MAX_CUSTOM_FIELDS });
  return items
    .map(({ content }) => content)
    .filter(
      ({ isActive, isInternal, categories }) => isActive && !isInternal && (categories ?? null) === null,
    );
}

/** Makes a ticket of a form. Its thread begins at the message it is about, or at our receipt in direct messages. */
export async function processForm(
  deps: IncomingDeps,
  open: OpenWorkspace,
  { userId, answers }: Extract<Meaning, { readonly kind: 'form' }>,
  request: SlackRequest,
): Promise<SlackOutcome> {
  const { origin } = answers;
  const person = await actingPerson(deps, open, userId, origin);
  if ('kind' in person) return person;
  const { user, say } = person;
  const channel = origin === null ? null : await channelOf(deps, open, origin.channelId);
  if (channel?.askers === 'staff' && !isStaff(user.role)) {
    if (origin !== null) await whisper(deps, open, origin, userId, say('refused.asker'));
    return outcome('refused', null, 'asker');
  }
  const root =
    origin === null || origin.ts === null || channel === null
      ? null
      : { channelId: origin.channelId, ts: origin.threadTs ?? origin.ts };
  if (root !== null) {
    const key = slackMessageKey(open.workspace.id, root.channelId, root.ts);
    if ((await deps.slackThreads.findMessage(key)) !== null) return ignored('known_message');
  }
  const { values } = fieldValues(say, await formFields(deps, user), answers.fields);
  const ticket = await openTicket(deps, open, say, {
    ...{ source: `form.${request.key}`, at: request.receivedAt, requester: user },
    ...{ title: answers.title, text: answers.text, fields: values, channel, root },
    channelId: root?.channelId ?? (await open.client.directChannel(userId)),
    message: null,
  });
  return outcome('opened', ticket.number);
}
