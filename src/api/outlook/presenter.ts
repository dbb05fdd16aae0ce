import type { z } from 'zod';
import type { BulkPreview } from '../../app/tickets/bulk/dry-run.js';
import type { Outlook } from '../../app/tickets/outlook/read-outlook.js';
import type { OutlookAction, OutlookMail } from '../../domain/tickets/outlook.js';
import { presentSla } from '../tickets/presenter.js';
import type { bulkPreviewSchema, outlookSchema } from './schema.js';

type OutlookView = z.input<typeof outlookSchema>;

export function presentOutlook(outlook: Outlook): OutlookView {
  const { ticket, terms, at, mails, actions, isComplete, until } = outlook;
  return {
    ticket: { id: ticket.id, number: ticket.number, version: ticket.version },
    at: at.toISOString(),
    mails: mails.map(presentMail),
    sla: presentSla(terms, ticket.sla, at),
    next: actions.map(presentAction),
    is_complete: isComplete,
    until: until.toISOString(),
  };
}

export function presentBulkPreview(previews: readonly BulkPreview[]): z.input<typeof bulkPreviewSchema> {
  return {
    results: previews.map(({ ticket, outcome, refusal, outlook }) => {
      const next = outlook?.actions[0];
      return {
        ticket_id: ticket.id,
        number: ticket.number,
        outcome,
        code: refusal?.code ?? null,
        detail: refusal?.detail ?? null,
        mails: (outlook?.mails ?? []).map(presentMail),
        next: next === undefined ? null : presentAction(next),
      };
    }),
  };
}

function presentAction({ at, type, details, unless, mails }: OutlookAction): OutlookView['next'][number] {
  return {
    at: at.toISOString(),
    action: type,
    details: { ...details },
    unless,
    mails: mails.map(presentMail),
  };
}

function presentMail({ kind, recipient: { id, name } }: OutlookMail) {
  return { kind, recipient: { id, name } };
}
