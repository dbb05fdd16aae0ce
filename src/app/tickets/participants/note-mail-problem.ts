import { participantIn, withMailProblem, type MailProblem } from '../../../domain/participants.js';
import { SYSTEM_ACTOR } from '../../../domain/access/actor.js';
import { changeUnlessDeleted, type ChangeDeps } from '../change-ticket.js';

/**
 * Marks somebody in copy whose address is refused for good, so that nothing more is sent there, or takes the mark off. Done
 * twice, it does nothing the second time, as for nobody who is in copy still.
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
      // What the server says may hold the address.
      details: { participant_id: participantId },
      isInternal: true,
    };
  });
}
