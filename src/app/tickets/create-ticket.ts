import { activeParticipants, withNewcomers, type ActiveParticipant } from '../../domain/participants.js';
import type { Actor, PersonRef } from '../../domain/access/actor.js';
import type { EventDetails } from '../../domain/event-details.js';
import type { Attachment } from '../../domain/tickets/attachments.js';
import { withInput, type FieldInput } from '../../domain/tickets/custom-fields.js';
import { defaultsIn, NO_DEFAULTS, OTHER, type ChoiceDefaults } from '../../domain/desk/choices.js';
import { activeTeam } from '../../domain/desk/teams.js';
import { DomainError } from '../../domain/errors.js';
import { authorize } from '../../domain/access/permissions.js';
import { startClock } from '../../domain/sla/sla-clock.js';
import {
  TRIAGED_FIELDS,
  type Category,
  type Priority,
  type Source,
  type TicketType,
} from '../../domain/ticket-fields.js';
import type { AnswerAddress, Comment, MailOrigin, Ticket } from '../../domain/tickets/ticket.js';
import { PENDING_TRIAGE } from '../../domain/tickets/triage.js';
import { checkedInput, requireFields } from './custom-fields.js';
import type { AppDeps } from '../deps.js';
import { requireChoices } from '../desk/check-choices.js';
import type { DeskDeps } from '../desk/deps.js';
import { assignStep } from './assignment/assign-ticket.js';
import { withWeights } from './assignment/weigh.js';
import { commentStep, mailOrigin, provenance } from './comments/comment-step.js';
import { commitShown, type SourceMail } from './shown/commit-shown.js';
import type { ShownDeps } from './shown/ended-secrets.js';
import { policyChoice, type ChooseTerms } from '../sla/choose-policy.js';
import { toChanges, type Decision, type Step } from './ticket-change.js';

/** A new ticket, checked for shape and limits. */
export interface NewTicket extends MailOrigin {
  readonly title: string;
  readonly description: string;
  readonly priority?: Priority | undefined;
  readonly category?: Category | undefined;
  readonly type?: TicketType | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly customFields?: FieldInput | undefined;
  /** Staff only; null for no team. */
  readonly team?: string | null | undefined;
  /** Staff only; null for a ticket that only a person assigns. */
  readonly assigneeId?: string | null | undefined;
  /** Their contents are already stored. */
  readonly attachments?: readonly Attachment[] | undefined;
  readonly isReceiptHeld?: true;
  /** The mail that it is made from. */
  readonly mail?: SourceMail | undefined;
  /** The initial people in copy. */
  readonly participants?: readonly ActiveParticipant[] | undefined;
  readonly answerTo?: AnswerAddress;
}

/**
 * The requester of a ticket that the actor opens for another person, with the details for the activity log.
 */
interface OnBehalf {
  readonly requester: PersonRef & { readonly organisationId?: string | null };
  readonly details: EventDetails;
  /** An internal note of the actor, written with the ticket. */
  readonly note?: Pick<Comment, 'body' | 'attachments'>;
}

/** The data of a new ticket, with its id. */
interface Opening {
  readonly source: Source;
  readonly input: NewTicket;
  readonly id: string;
  readonly onBehalf?: OnBehalf | undefined;
  /** The team whose address the mail came to; null for none. */
  readonly team?: string | null;
}

type Deps = ShownDeps &
  DeskDeps &
  Pick<AppDeps, 'organisations' | 'policies' | 'calendars' | 'settings' | 'numbers' | 'clock' | 'newId'>;

/**
 * Accepts a ticket under the id that is chosen for it. Once this resolves the ticket is on the majority of the database;
 * its workflow is started by the relay afterwards, whether Temporal is there now or not. Repeated with the same id it
 * changes nothing and gives the ticket as it is by then.
 * @throws DomainError `forbidden`; `invalid_input` for a category, type, team or assignee that cannot be chosen, and for custom fields that
 *   are not as defined, or required and not there.
 */
export async function createTicket(
  deps: Deps,
  actor: Actor,
  { source, input, id, onBehalf, team = null }: Opening,
): Promise<Ticket> {
  authorize(actor, 'ticket.create');
  if (input.team !== undefined) authorize(actor, 'ticket.edit_fields');
  if (input.assigneeId !== undefined) authorize(actor, 'ticket.assign');
  await requireChoices(deps, input);
  const now = deps.clock.now();
  const { requester, organisationId } = requesterOf(actor, onBehalf);
  const [number, chooseTerms] = await Promise.all([
    deps.numbers.next(now.getUTCFullYear()),
    policyChoice(deps, { organisationId }),
  ]);
  const usual = await defaultsOf(deps, input.category);
  const defaults = { ...usual, team: team ?? usual.team };
  const beginning = { id, number, requester, organisationId, source, chooseTerms, now, defaults };
  const ticket = newTicket(beginning, input);
  await checkCustomFields(deps, actor, ticket, input);
  const request = { actor, origin: 'api' } as const;
  try {
    const first = await assignmentSteps(deps, actor, ticket, input.assigneeId, now);
    const opened = opening(deps, actor, [createdStep(ticket, onBehalf?.details), ...first], onBehalf, now);
    const decision = await withWeights(deps, null, opened);
    await commitShown(deps, toChanges(deps.newId, request, null, decision, now), input.mail);
    return decision.after;
  } catch (error) {
    const isThere = error instanceof DomainError && error.code === 'duplicate';
    const existing = isThere ? await deps.tickets.find(id) : null;
    if (existing?.requester.id !== requester.id) throw error;
    return existing;
  }
}

function requesterOf(actor: Actor, onBehalf: OnBehalf | undefined) {
  const { id, name } = onBehalf?.requester ?? actor;
  const own = actor.type === 'user' ? actor.organisationId : null;
  const theirs = onBehalf === undefined ? own : onBehalf.requester.organisationId;
  return { requester: { id, name }, organisationId: theirs ?? undefined };
}

/** The assignment that staff ask for with the ticket. */
async function assignmentSteps(
  deps: Deps,
  actor: Actor,
  ticket: Ticket,
  assigneeId: string | null | undefined,
  now: Date,
): Promise<readonly Step[]> {
  const step = assigneeId === undefined ? null : await assignStep(deps, actor, ticket, assigneeId, now);
  return step === null ? [] : [step];
}

function opening(
  { newId }: Pick<AppDeps, 'newId'>,
  actor: Actor,
  steps: readonly [Step, ...Step[]],
  onBehalf: OnBehalf | undefined,
  now: Date,
): Decision {
  const last = steps.at(-1) ?? steps[0];
  if (onBehalf?.note === undefined) return { ...last, earlier: steps.slice(0, -1) };
  const note = { id: newId(), isInternal: true, ...onBehalf.note };
  return { ...commentStep(note, actor, last.after, now), earlier: steps };
}

/** What a category gives. A dissolved team without a successor is none. */
async function defaultsOf(
  { categories, teams }: DeskDeps,
  category: string | undefined,
): Promise<ChoiceDefaults> {
  if (category === undefined) return NO_DEFAULTS;
  const { team, priority } = defaultsIn(await categories.all(), category);
  return { team: activeTeam(await teams.all(), team)?.name ?? null, priority };
}

/** Mails and chats have no form to fill in, so nothing is required of those. */
async function checkCustomFields(
  deps: Deps,
  actor: Actor,
  ticket: Ticket,
  { customFields: input = {} }: NewTicket,
): Promise<void> {
  const { source } = ticket;
  await checkedInput(deps, actor, ticket, input);
  const hasForm = source === 'api' || source === 'console' || source === 'mcp';
  if (hasForm) await requireFields(deps, ticket, 'at_submission');
}

interface Beginning {
  readonly id: string;
  readonly number: string;
  readonly requester: PersonRef;
  /** The organisation of the requester; undefined for none. */
  readonly organisationId?: string | undefined;
  readonly source: Source;
  readonly chooseTerms: ChooseTerms;
  readonly now: Date;
  /** What its category gives it where nobody chooses otherwise. Triage may still choose the priority. */
  readonly defaults?: ChoiceDefaults;
  /** What it takes over from a ticket before it, where nobody chooses otherwise; triage may. */
  readonly inherited?: Pick<
    Ticket,
    'category' | 'type' | 'tags' | 'team' | 'teamFrom' | 'customFields' | 'participants'
  >;
}

/** A ticket as it begins: open, its clock started, everything else still to come. */
export function newTicket(
  {
    id,
    number,
    requester,
    organisationId,
    source,
    chooseTerms,
    now,
    defaults = NO_DEFAULTS,
    inherited,
  }: Beginning,
  input: NewTicket,
): Ticket {
  const subject = {
    status: 'open',
    priority: input.priority ?? defaults.priority ?? 'medium',
    category: input.category ?? inherited?.category ?? OTHER,
    team: input.team === undefined ? (inherited?.team ?? defaults.team) : input.team,
  } as const;
  const ruled = {
    type: input.type ?? inherited?.type ?? OTHER,
    tags: [...new Set(input.tags ?? inherited?.tags ?? [])],
    source,
    customFields: withInput(inherited?.customFields ?? [], input.customFields ?? {}),
  };
  const terms = chooseTerms({ ...subject, ...ruled, organisationId });
  const { participants } = withNewcomers(inherited ?? {}, input.participants ?? []);
  return {
    id,
    number,
    title: input.title,
    description: input.description,
    type: ruled.type,
    requester,
    assignment: null,
    autoAssign: true,
    queuedAt: null,
    declinedBy: [],
    waiting: null,
    tags: ruled.tags,
    requiredSkills: [],
    chosenByPerson: TRIAGED_FIELDS.filter((field) => input[field] !== undefined),
    language: null,
    sentiment: null,
    source,
    triage: PENDING_TRIAGE,
    sla: startClock(terms, subject, now),
    resolutionCode: null,
    satisfaction: null,
    links: [],
    customFields: ruled.customFields,
    workflowStartedAt: null,
    createdAt: now,
    updatedAt: now,
    resolvedAt: null,
    closedAt: null,
    version: 1,
    // Last, since V8 adds what follows a spread property by property: 40 µs a ticket.
    ...subject,
    ...(organisationId === undefined ? {} : { organisationId }),
    ...(inherited?.teamFrom === undefined ? {} : { teamFrom: inherited.teamFrom }),
    ...(participants.length === 0 ? {} : { participants }),
    ...(input.attachments === undefined ? {} : { attachments: input.attachments }),
    ...mailOrigin(input),
    ...(input.answerTo === undefined ? {} : { answerTo: input.answerTo }),
    ...(input.isReceiptHeld === undefined ? {} : { isReceiptHeld: input.isReceiptHeld }),
  };
}

/** The first step of a ticket's life. */
export function createdStep(after: Ticket, details: EventDetails = {}): Step {
  const { status, priority, source } = after;
  const inCopy = activeParticipants(after).map(({ id }) => id);
  const copied = inCopy.length === 0 ? {} : { participant_ids: inCopy };
  const said = { status, priority, source, ...copied, ...provenance(after), ...details };
  return { after, type: 'ticket.created', details: said };
}
