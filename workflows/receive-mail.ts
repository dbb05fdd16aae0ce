import {
  ActivityFailure,
  isCancellation,
  log,
  patched,
  setCurrentDetails,
  sleep,
} from '@temporalio/workflow';
import { ApplicationFailure, TimeoutFailure } from '@temporalio/common';
import { isParseFault, pauseBeforeParse } from '../src/domain/inbound-mail/parse-tries.js';
import type { MailOutcome } from '../src/domain/inbound-mail/received-mail.js';
import { activitiesOfThisQueue } from './activities.js';
import type { InboundActivities } from './contracts/activities.js';
import type { ReceiveMailInput } from './contracts/receive-mail.js';

/**
 * Processes a received mail.
 * It becomes a ticket, a comment, or nothing. A mail with a permanent fault fails and ends the workflow.
 * Administrators see it in the list of mails and can process it again.
 */
export async function receiveMail({ mailId }: ReceiveMailInput): Promise<void> {
  const activities = activitiesOfThisQueue();
  setCurrentDetails('Kept; it is being read.');
  try {
    setCurrentDetails(inWords(await receive(activities, mailId)));
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    const fault = faultOf(error);
    log.warn('a mail was put aside', { mailId, fault });
    await activities.putMailAside({ mailId, fault });
    setCurrentDetails(`Put aside: ${fault}. An administrator can have it processed once more.`);
  }
}

/**
 * Retries a mail that crashed its parser with more time and memory, because the machine may have been busy.
 * A worker runs one such thorough parse at a time, so that other mail has its other places.
 */
async function receive(
  { receiveMail: attempt }: Pick<InboundActivities, 'receiveMail'>,
  mailId: string,
): Promise<MailOutcome> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await attempt(tries === 1 ? { mailId } : { mailId, effort: 'thorough' });
    } catch (error) {
      const fault = error instanceof ActivityFailure ? faultOf(error) : null;
      const pause = pauseBeforeParse(tries);
      if (pause === null || !isParseFault(fault)) throw error;
      if (!patched('a mail that ended its parser is tried again with more time and memory')) throw error;
      setCurrentDetails(`Tried ${tries} times, the last time: ${String(fault)}. It is tried again.`);
      await sleep(pause, { summary: 'Pause before the next try' });
    }
  }
}

/** Returns the type of the fault, not its message, which may contain text of the mail. */
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
