import { ownIdOf } from '../../../src/domain/inbound-mail/sender/own-ids.js';
import type { Evidence, StoredEvent } from './evidence.js';
import type { Finding, Rule } from './finding.js';

/** What must be told by mail of an event, at least. */
function dueMails({ type, details, actor }: StoredEvent, requesterId: string): readonly string[] {
  switch (type) {
    case 'ticket.assigned':
      return ['assigned'];
    case 'ticket.commented':
      return details.is_internal !== true && actor.id !== requesterId ? ['reply'] : [];
    case 'sla.breached':
      return ['sla_breached'];
    default:
      return [];
  }
}

export const everyMailSent: Rule = (evidence): Finding => {
  const { deliveries, mails } = evidence;
  const sent = deliveries.filter(({ state }) => state === 'sent');
  // Of a flood about one ticket, one mail tells of the others.
  const batchedMails = new Set(sent.filter(({ kind }) => kind === 'gathered').map(({ _id }) => _id));
  const known = new Set(deliveries.map(({ _id }) => _id));
  const came = new Set([...mails.keys()].map(deliveryOf));
  const copies = [...mails.values()].reduce((sum, count) => sum + count, 0);
  return {
    promise: 'every mail that was due was sent',
    looked: deliveries.length,
    violations: [
      ...missing(evidence),
      ...deliveries
        .filter(({ state, carriedBy }) => state !== 'sent' && !batchedMails.has(carriedBy ?? ''))
        .map(({ _id, kind, state, answer }) => `${kind} ${_id} is ${state}: ${answer}`),
      ...sent
        .filter(({ _id }) => !came.has(_id))
        .map(({ _id, kind }) => `${kind} ${_id} is said to be sent and never came`),
      ...[...mails.keys()]
        .filter((id) => !known.has(deliveryOf(id)))
        .map((id) => `the mail ${id} belongs to nothing`),
    ],
    note: `${copies} came, ${copies - mails.size} of them a second copy`,
  };
};

/** The requester hears of the ticket with the first of them. */
const FIRST_TRIAGE = ['ticket.triaged', 'ticket.triage_fell_back', 'ticket.triage_proposed'];

function missing({ tickets, trails, deliveries }: Evidence): string[] {
  const there = new Set(deliveries.map(({ eventId, kind }) => `${eventId} ${kind}`));
  return tickets.flatMap(({ _id, number, requester }) => {
    const trail = trails.get(_id) ?? [];
    const triage = trail.find(({ type }) => FIRST_TRIAGE.includes(type));
    const due = [
      // That the ticket is there is told once its language is known.
      ...(triage === undefined ? [] : [{ event: triage, kinds: ['received'] }]),
      ...trail.map((event) => ({ event, kinds: dueMails(event, requester.id) })),
    ];
    return due.flatMap(({ event, kinds }) =>
      kinds
        .filter((kind) => !there.has(`${event._id} ${kind}`))
        .map((kind) => `${number}: nobody was mailed "${kind}" about ${event.type}`),
    );
  });
}

/** The id of the delivery that a Message-ID is made of. */
function deliveryOf(messageId: string): string {
  const own = ownIdOf(messageId);
  return own?.kind === 'delivery' ? own.deliveryId : messageId;
}
