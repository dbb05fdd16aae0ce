import { participantIn, withMailProblem, type MailProblem } from '../../../domain/participants.js';
import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { changeUnlessDeleted, type ChangeDeps } from '../change-ticket.js';

/**
 * Marks the refused address of a participant, so that nothing more is sent to it, or clears the mark.
 * Idempotent. Does nothing for a person who is no longer in copy.
 */
export async function noteParticipantProblem(
  deps: ChangeDeps,
  reference: string,
  participantId: string,
  problem: MailProblem | null,
): Promise<void> {
  const request = { reference, actor: SYSTEM_ACTOR, origin: 'workflow' } as const;
  await changeUnlessDeleted(deps, request, (ticket) => {
    const participant = participantIn(ticket, participantId);
    if (participant === undefined || (participant.mailProblem === undefined) === (problem === null)) {
      return null;
    }
    return {
      after: { ...ticket, participants: withMailProblem(ticket, participantId, problem) },
      type: problem === null ? 'ticket.participant_reached' : 'ticket.participant_refused',
      // The server's answer may contain the address.
      details: { participant_id: participantId },
      isInternal: true,
    };
  });
}
