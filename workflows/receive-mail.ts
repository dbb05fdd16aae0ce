import { ActivityFailure, isCancellation, log, setCurrentDetails } from '@temporalio/workflow';
import { ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import type { MailOutcome } from '../src/domain/inbound/received-mail.js';
import { activitiesOfThisQueue } from './activities.js';
import type { ReceiveMailInput } from './contracts/receive-mail.js';

/**
 * Makes of a mail what it is meant to become: a ticket, a comment, or nothing. What cannot be processed is put aside with
 * its fault, and ends the workflow: administrators see it in the list of mails and may have it processed once more.
 */
export async function receiveMail({ mailId }: ReceiveMailInput): Promise<void> {
  const activities = activitiesOfThisQueue();
  setCurrentDetails('Kept; it is being read.');
  try {
    setCurrentDetails(inWords(await activities.receiveMail({ mailId })));
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    const fault = faultOf(error);
    log.warn('a mail was put aside', { mailId, fault });
    await activities.putMailAside({ mailId, fault });
    setCurrentDetails(`Put aside: ${fault}. An administrator can have it processed once more.`);
  }
}

/** The type of the fault and not its words, which may tell of what the mail says. */
function faultOf({ cause }: ActivityFailure): string {
  if (cause instanceof ApplicationFailure) return cause.type ?? 'unknown';
  if (!(cause instanceof TimeoutFailure)) return 'unknown';
  return cause.cause instanceof ApplicationFailure ? (cause.cause.type ?? 'unknown') : 'timed_out';
}

function inWords(outcome: MailOutcome): string {
  switch (outcome.kind) {
    case 'opened':
      return `Opened ${outcome.number}.`;
    case 'commented':
      return `Added to ${outcome.number}.`;
    case 'followed_up':
      return `Opened ${outcome.number}, which follows up one that is over.`;
    case 'bounce':
      return 'A mail of ours came back; the address is noted.';
    case 'held':
      return `Held: ${outcome.reason.replaceAll('_', ' ')}. An administrator can release it.`;
    case 'ignored':
    case 'refused':
      return `Nothing came of it: ${outcome.kind}, ${outcome.reason.replaceAll('_', ' ')}.`;
  }
}
