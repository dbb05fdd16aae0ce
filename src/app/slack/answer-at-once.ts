import { actorOf } from '../../domain/access/actor.js';
import type { User } from '../../domain/accounts/user.js';
import { DomainError } from '../../domain/errors.js';
import type { SlackRequestKind } from '../../domain/slack/inbox.js';
import { escapeSlack } from '../../domain/slack/mrkdwn.js';
import type { SlackWorkspace } from '../../domain/slack/workspace.js';
import { isTicketNumber, OPEN_STATUSES } from '../../domain/tickets/ticket.js';
import { SlackError } from '../../ports/slack/slack.js';
import type { AppDeps } from '../deps.js';
import { listTickets } from '../tickets/list-tickets.js';
import { readTicket } from '../tickets/read-ticket.js';
import { ticketUrl } from '../tickets/ticket-url.js';
import { fieldValues, FORM, formAnswers, ticketForm, type FormOrigin } from './form.js';
import { saidIn } from './incoming/meaning.js';
import {
  commandSchema,
  interactionSchema,
  type CommandPayload,
  type InteractionPayload,
} from './incoming/payloads.js';
import { knownPerson } from './incoming/person.js';
import { formFields } from './incoming/process-form.js';
import { channelOf } from './incoming/situation.js';
import { openWorkspace } from './open-workspace.js';
import { slackTexts, type SaySlack } from './texts/say.js';

/** A form can be opened for three seconds after the click, and Slack waits as long for the answer. */
const FORM_TIMEOUT_MS = 2_000;
const MAX_LISTED = 10;

/** The answer: a text for the person, a body that Slack defines, or nothing. */
export type SlackAnswer = Readonly<Record<string, unknown>> | null;

export type AtOnceDeps = Pick<
  AppDeps,
  | 'slackChannels'
  | 'slack'
  | 'slackEnvironment'
  | 'sealer'
  | 'users'
  | 'tickets'
  | 'customFields'
  | 'teams'
  | 'categories'
  | 'ticketTypes'
  | 'resolutionCodes'
  | 'holdReasons'
  | 'clock'
  | 'logger'
  | 'publicUrl'
>;

/** `isDone`: nothing is left to do, so nothing is stored. */
interface AtOnce {
  readonly isDone: boolean;
  readonly body: SlackAnswer;
}

const KEEP: AtOnce = { isDone: false, body: null };
const done = (body: SlackAnswer): AtOnce => ({ isDone: true, body });
const text = (said: string): SlackAnswer => ({ response_type: 'ephemeral', text: said });

/** Answers what only reads, and opens forms. Everything that changes something is stored first. */
export async function answerAtOnce(
  deps: AtOnceDeps,
  workspace: SlackWorkspace,
  kind: SlackRequestKind,
  body: Readonly<Record<string, unknown>>,
): Promise<AtOnce> {
  if (kind === 'command') {
    const command = commandSchema.safeParse(body);
    return command.success ? answerCommand(deps, workspace, command.data) : KEEP;
  }
  const interaction = kind === 'interaction' ? interactionSchema.safeParse(body) : null;
  return interaction?.success === true ? answerInteraction(deps, workspace, interaction.data) : KEEP;
}

async function answerCommand(
  deps: AtOnceDeps,
  workspace: SlackWorkspace,
  { command, text: said, user_id: userId, channel_id: channelId, trigger_id: trigger }: CommandPayload,
): Promise<AtOnce> {
  const person = await knownPerson(deps, userId);
  const say = slackTexts(person?.language);
  const number = said.trim().toUpperCase();
  const isKnown = person?.isActive === true;
  switch (command) {
    case '/mytickets':
      return done(text(isKnown ? await ownTickets(deps, person, say) : say('command.none')));
    case '/status':
      if (!isTicketNumber(number)) return done(text(say('command.which', { command })));
      return done(
        text(isKnown ? await statusOf(deps, person, say, number) : say('command.unknown', { number })),
      );
    case '/resolve':
      if (!isTicketNumber(number)) return done(text(say('command.which', { command })));
      return { isDone: false, body: text(say('command.working')) };
    case '/ticket': {
      const channel = await channelOf(deps, { workspace }, channelId);
      if (said.trim() !== '' && channel?.usesForm !== true)
        return { isDone: false, body: text(say('command.working')) };
      const origin = { channelId, ts: null, threadTs: null, userId };
      const isOpen = await openForm(deps, workspace, { trigger, person, say, origin, said });
      return done(isOpen ? null : text(say('command.away')));
    }
    default:
      return KEEP;
  }
}

async function answerInteraction(
  deps: AtOnceDeps,
  workspace: SlackWorkspace,
  { type, user, channel, message, callback_id: callback, trigger_id: trigger, view }: InteractionPayload,
): Promise<AtOnce> {
  const person = await knownPerson(deps, user.id);
  const say = slackTexts(person?.language);
  if (type === 'view_submission' && view?.callback_id === FORM.callback) {
    const fields = person === null ? [] : await formFields(deps, person);
    const { faults } = fieldValues(say, fields, formAnswers(view).fields);
    return Object.keys(faults).length === 0 ? KEEP : done({ response_action: 'errors', errors: faults });
  }
  if (type !== 'message_action' || callback !== FORM.callback || channel === undefined) return KEEP;
  const settings = await channelOf(deps, { workspace }, channel.id);
  const said = settings?.usesForm === true ? saidIn(channel.id, message) : null;
  if (said === null || trigger === undefined) return KEEP;
  const { channelId, ts, threadTs } = said;
  const origin = { channelId, ts, threadTs, userId: user.id };
  // Without the form, the message becomes a ticket as it is.
  return (await openForm(deps, workspace, { trigger, person, say, origin, said: said.text }))
    ? done(null)
    : KEEP;
}

interface Asked {
  readonly trigger: string;
  readonly person: User | null;
  readonly say: SaySlack;
  readonly origin: FormOrigin;
  readonly said: string;
}

/** False if Slack does not take the form in time. */
async function openForm(
  deps: AtOnceDeps,
  workspace: SlackWorkspace,
  { trigger, person, say, origin, said }: Asked,
): Promise<boolean> {
  const open = openWorkspace(deps, workspace);
  if (open === null) return false;
  const fields = person === null ? [] : await formFields(deps, person);
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), FORM_TIMEOUT_MS);
  });
  const opened = open.client.openForm(trigger, ticketForm(say, fields, { origin, text: said })).then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof SlackError)) throw error;
      deps.logger.warn({ workspace: workspace.id, code: error.code }, 'form in Slack not opened');
      return false;
    },
  );
  try {
    return await Promise.race([opened, late]);
  } finally {
    clearTimeout(timer);
  }
}

async function ownTickets(deps: AtOnceDeps, person: User, say: SaySlack): Promise<string> {
  const { items } = await listTickets(deps, actorOf(person), {
    filter: { requesterId: person.id, status: OPEN_STATUSES },
    ...{ sort: '-updated_at', pageSize: MAX_LISTED },
  });
  if (items.length === 0) return say('command.none');
  const lines = items.map(
    ({ number, title, status }) =>
      `• <${ticketUrl(deps.publicUrl, number)}|${number}> ${escapeSlack(title)} (${say(`status.${status}`)})`,
  );
  return [say('command.mine'), ...lines].join('\n');
}

async function statusOf(deps: AtOnceDeps, person: User, say: SaySlack, number: string): Promise<string> {
  try {
    const { title, status, priority } = await readTicket(deps, actorOf(person), number);
    const link = `<${ticketUrl(deps.publicUrl, number)}|${number}>`;
    return `${link} ${escapeSlack(title)}\n${say(`status.${status}`)}, ${say(`priority.${priority}`)}`;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'not_found') return say('command.unknown', { number });
    throw error;
  }
}
