import { queryKeys } from '../../app/query-keys.js';
import { Effects } from '../effects.js';
import type { LiveMessage } from '../protocol.js';
import { patchGone, patchPresence } from './presence.js';
import { patchOtherEvent, ticketPatches } from './tickets.js';

/** Returns what a batch of messages does to what was read. */
export function effectsOf(messages: readonly LiveMessage[]): Effects {
  const effects = new Effects();
  for (const message of messages) apply(message, effects);
  return effects;
}

function apply(message: LiveMessage, effects: Effects): void {
  switch (message.type) {
    case 'event':
      (ticketPatches[message.action] ?? patchOtherEvent)(message, effects);
      break;
    case 'presence':
      patchPresence(message, effects);
      break;
    case 'gone':
      patchGone(message, effects);
      break;
    case 'notification':
      effects.invalidate(queryKeys.notifications);
      break;
    case 'resync':
      for (const key of [queryKeys.lists, queryKeys.counts, queryKeys.tickets]) effects.invalidate(key);
      break;
    case 'subscribed':
    case 'error':
    case 'closing':
      break;
  }
}
