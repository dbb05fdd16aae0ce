import type { Later } from '../load/story.js';
import type { Evidence, StoredEvent } from './evidence.js';
import type { Finding, Rule } from './finding.js';

/* A comment that was to be sent later is sent once, or never after it was taken back. Only then does anybody get a mail. */

const TAKEN_BACK = 'taken back before it was sent';

export const commentsSentLater: Rule = (evidence): Finding => {
  const scheduled = [...evidence.trails.values()].flatMap((trail) =>
    trail
      .filter(({ type, details }) => type === 'ticket.commented' && details?.send_at !== undefined)
      .map((event) => ({ event, trail })),
  );
  const asked = evidence.stories.flatMap(({ later }) => later);
  return {
    promise: 'every comment to be sent later is sent once, or taken back',
    looked: scheduled.length,
    violations: [
      ...scheduled.flatMap(({ event, trail }) => faultsOf(evidence, event, trail)),
      ...asked.flatMap((each) => faultsOfPromise(evidence, each)),
    ],
    note: `${asked.filter(({ takenBack }) => takenBack?.kind === 'done').length} taken back`,
  };
};

function faultsOf(evidence: Evidence, event: StoredEvent, trail: readonly StoredEvent[]): string[] {
  const id = String(event.details.comment_id);
  const { sent, taken } = fateOf(id, trail);
  const isMailed = evidence.deliveries.some(({ eventId, kind }) => kind === 'reply' && eventId === event._id);
  return [
    ...(sent > 1 ? [`comment ${id} was sent ${sent} times`] : []),
    ...(sent > 0 && taken > 0 ? [`comment ${id} was sent and taken back`] : []),
    ...(sent + taken === 0 ? [`comment ${id} was due at ${event.details.send_at} and is not sent`] : []),
    ...(isMailed ? [`comment ${id} was mailed before it was sent`] : []),
  ];
}

/** What the person was told holds. */
function faultsOfPromise({ comments, trails }: Evidence, { outcome, takenBack }: Later): string[] {
  if (outcome.kind !== 'done') return [];
  const id = String(outcome.body.id);
  const comment = comments.find(({ _id }) => _id === id);
  if (comment === undefined) return [`comment ${id} was acknowledged and is not there`];
  const { sent, taken } = fateOf(id, trails.get(comment.ticketId) ?? []);
  if (takenBack?.kind === 'done' && taken === 0) return [`comment ${id} was taken back and is sent`];
  if (takenBack?.kind !== 'done' && takenBack?.kind !== 'unknown' && sent === 0) {
    return [`comment ${id} was acknowledged and is not sent`];
  }
  return sent > 0 && comment.isInternal ? [`comment ${id} was sent and is hidden`] : [];
}

function fateOf(
  id: string,
  trail: readonly StoredEvent[],
): { readonly sent: number; readonly taken: number } {
  const own = trail.filter(({ details }) => details?.comment_id === id);
  return {
    sent: own.filter(({ type, details }) => type === 'ticket.commented' && details.send_at === undefined)
      .length,
    taken: own.filter(
      ({ type, details }) => type === 'ticket.comment_deleted' && details.reason === TAKEN_BACK,
    ).length,
  };
}
