import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { ProblemError } from '../../../app/api.js';
import { theOutbox } from '../../../app/browser-outbox.js';
import { queryKeys } from '../../../app/query-keys.js';
import { confirmByToast } from '../../../app/toasts.js';
import { useSay } from '../../../texts/use-texts.js';
import { planQuery } from '../queries.js';

export type Property = 'status' | 'priority' | 'assignee' | 'team' | 'category' | 'type';

/** A property with another value that is not saved. `value` is empty for nobody and for no team. */
export interface Planned {
  readonly property: Property;
  readonly value: string;
  /** For `on_hold`: the key of the reason, and the day when it ends. */
  readonly holdReason?: string;
  /** For `resolved` and `closed`: a key of the resolution codes. */
  readonly resolutionCode?: string;
  readonly holdUntil?: string;
}

/** What the preview of the API takes. Team, category and type have none: they move only targets that a policy ties to them. */
function planOf(planned: Planned | null): Schemas['PlannedChange'] | null {
  switch (planned?.property) {
    case 'status':
      return isWhole(planned) ? statusChange(planned) : null;
    case 'priority':
      return { priority: planned.value as Schemas['TicketPriority'] };
    case 'assignee':
      return { assignee_id: planned.value === '' ? null : planned.value };
    case 'team':
    case 'category':
    case 'type':
    case undefined:
      return null;
  }
}

/** False while a reason or a code is missing: the first is chosen as soon as the list is there. */
function isWhole({ value, holdReason, resolutionCode }: Planned): boolean {
  if (value === 'on_hold') return holdReason !== undefined;
  return value !== 'closed' || resolutionCode !== undefined;
}

function statusChange({ value, holdReason, holdUntil, resolutionCode }: Planned): Schemas['StatusChange'] {
  return {
    status: value as Schemas['TicketStatus'],
    ...(holdReason === undefined ? {} : { hold_reason: holdReason }),
    ...(holdUntil === undefined ? {} : { hold_until: holdUntil }),
    ...(resolutionCode === undefined || resolutionCode === '' ? {} : { resolution_code: resolutionCode }),
  };
}

function requestOf(planned: Planned): {
  readonly at: string;
  readonly method?: 'POST';
  readonly body: object;
} {
  const { property, value } = planned;
  const given = value === '' ? null : value;
  switch (property) {
    case 'status':
      return statusRequest(planned);
    case 'priority':
      return { at: '', body: { priority: value } };
    case 'assignee':
      return { at: '/assign', body: { assignee_id: given } };
    case 'team':
      return { at: '', body: { team: given } };
    case 'category':
    case 'type':
      return { at: '', body: { [property]: value } };
  }
}

/** An open ticket is started and resolved in one step. */
function statusRequest(planned: Planned) {
  const { status, ...rest } = statusChange(planned);
  return status === 'resolved'
    ? { at: '/resolve', method: 'POST' as const, body: rest }
    : { at: '/status', body: { status, ...rest } };
}

export interface Change {
  readonly planned: Planned | null;
  readonly plan: Schemas['Outlook'] | null;
  /** Why the change is not possible, or was refused. */
  readonly problem: string | null;
  /** False while something of it is missing. */
  readonly canSave: boolean;
  readonly isSaving: boolean;
  readonly consider: (planned: Planned) => void;
  readonly save: () => void;
  readonly discard: () => void;
}

/** Previews a change of one property, then saves it for the version that was on the screen. */
export function useChange(ticket: Schemas['Ticket']): Change {
  const say = useSay();
  const queries = useQueryClient();
  const [planned, setPlanned] = useState<Planned | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [isSaving, setSaving] = useState(false);
  const { number, version } = ticket;
  const preview = useQuery(planQuery(number, version, planOf(planned)));
  const discard = () => {
    setPlanned(null);
    setRefusal(null);
  };
  const save = async (change: Planned) => {
    setSaving(true);
    const { at, body, method = 'PATCH' } = requestOf(change);
    const { key, outcome: decided } = theOutbox().addKeyed({
      method,
      path: `/api/v1/tickets/${number}${at}`,
      headers: { 'If-Match': `"${version}"` },
      body,
      label: { text: say('outbox.change', { what: say(`prop.${change.property}`), number }), ticket: number },
    });
    const outcome = await decided;
    setSaving(false);
    if (outcome.kind === 'done') {
      queries.setQueryData(queryKeys.ticketHead(number), outcome.answer);
      confirmByToast(say('change.saved'));
      discard();
    }
    if (outcome.kind === 'refused') {
      setRefusal(outcome.reason);
      // It is shown beside the property.
      theOutbox().discard(key);
    }
    await queries.invalidateQueries({ queryKey: queryKeys.ticket(number) });
  };
  const previewProblem = preview.error instanceof ProblemError ? preview.error.message : null;
  return {
    planned,
    plan: planned === null ? null : (preview.data ?? null),
    problem: refusal ?? (planned === null ? null : previewProblem),
    canSave: planned !== null && (planned.property !== 'status' || isWhole(planned)),
    isSaving,
    consider: (next) => {
      setRefusal(null);
      setPlanned(next);
    },
    save: () => {
      if (planned !== null && !isSaving) void save(planned);
    },
    discard,
  };
}
