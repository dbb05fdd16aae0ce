import type { Language } from '../../../domain/languages.js';
import {
  isOpenAgain,
  reopenLinkOf,
  requireResolution,
} from '../../../domain/tickets/signed-links/reopen-link.js';
import type { Ticket } from '../../../domain/tickets/ticket.js';
import { moveStep } from './change-status.js';
import { changeTicket, type ChangeDeps } from '../change-ticket.js';
import { openRequesterLink } from '../signed-links/open-requester-link.js';
import type { AppDeps } from '../../deps.js';
import type { DeskDeps } from '../../desk/deps.js';

type Deps = ChangeDeps & DeskDeps & Pick<AppDeps, 'users' | 'customFields' | 'mailedSecrets'>;

/** `done`: the ticket is open already. */
export type ReopenOutcome = 'ready' | 'reopened' | 'done';

interface Reopening {
  readonly ticket: Ticket;
  /** The requester's own; null for none. */
  readonly language: Language | null;
  readonly outcome: ReopenOutcome;
}

/**
 * Returns the ticket that a mailed link would reopen.
 * Changes nothing, because mail scanners follow links.
 * @throws DomainError `not_found` for a link that is not ours, `link_expired` for one that has ended.
 */
export async function previewReopening(deps: Deps, token: string): Promise<Reopening> {
  const { ticket, language } = await openLink(deps, token);
  return { ticket, outcome: isOpenAgain(ticket) ? 'done' : 'ready', language };
}

/**
 * Reopens the ticket as its requester.
 * A second use finds it open and changes nothing.
 * @throws DomainError as {@link previewReopening}.
 */
export async function reopenByLink(deps: Deps, token: string): Promise<Reopening> {
  const { link, actor, ticket: known, language } = await openLink(deps, token);
  let outcome: ReopenOutcome = 'reopened';
  const request = { reference: known.id, actor, origin: 'api', known } as const;
  const ticket = await changeTicket(deps, request, async (before, now) => {
    requireResolution(link, before);
    outcome = isOpenAgain(before) ? 'done' : 'reopened';
    if (outcome === 'done') return null;
    const step = await moveStep(deps, actor, before, { to: 'in_progress' }, now);
    return { ...step, details: { via: 'mail_link' } };
  });
  return { ticket, outcome, language };
}

async function openLink(deps: Deps, token: string) {
  const opened = await openRequesterLink(deps, token, reopenLinkOf);
  requireResolution(opened.link, opened.ticket);
  return opened;
}
