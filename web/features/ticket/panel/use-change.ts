import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Schemas } from '../../../../src/client/client.js';
import { ProblemError } from '../../../app/api.js';
import { theOutbox } from '../../../app/browser-outbox.js';
import { queryKeys } from '../../../app/query-keys.js';
import { confirmByToast } from '../../../app/toasts.js';
import { useSay } from '../../../texts/use-texts.js';
import { planQuery } from '../queries.js';

export type Property = 'status' | 'priority' | 'assignee' | 'team';

/** A property with another value that is not saved. `value` is empty for nobody and for no team. */
export interface Planned {
  readonly property: Property;
  readonly value: string;
  /** For `on_hold`: the key of the reason, and the day when it ends. */
  readonly holdReason?: string;
  readonly holdUntil?: string;
}

/** What the preview of the API takes. A team has no preview: it moves only targets that a policy ties to it. */
function planOf(planned: Planned | null): Schemas['PlannedChange'] | null {
  switch (planned?.property) {
    case 'status':
      // The first reason is chosen as soon as the reasons are there.
      return planned.value === 'on_hold' && planned.holdReason === undefined ? null : statusChange(planned);
    case 'priority':
      return { priority: planned.value as Schemas['TicketPriority'] };
    case 'assignee':
      return { assignee_id: planned.value === '' ? null : planned.value };
    case 'team':
    case undefined:
      return null;
  }
}

function statusChange({ value, holdReason, holdUntil }: Planned): Schemas['StatusChange'] {
  return {
    status: value as Schemas['TicketStatus'],
    ...(holdReason === undefined ? {} : { hold_reason: holdReason }),
    ...(holdUntil === undefined ? {} : { hold_until: holdUntil }),
  };
}

function requestOf(planned: Planned) {
  const { property, value } = planned;
  const given = value === '' ? null : value;
  switch (property) {
    case 'status':
      return { at: '/status', body: statusChange(planned) };
    case 'priority':
      return { at: '', body: { priority: value } };
    case 'assignee':
      return { at: '/assign', body: { assignee_id: given } };
    case 'team':
      return { at: '', body: { team: given } };
  }
}

export interface Change {
  readonly planned: Planned | null;
  readonly plan: Schemas['Outlook'] | null;
  /** Why the change is not possible, or was refused. */
  readonly problem: string | null;
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
    const { at, body } = requestOf(change);
    const outcome = await theOutbox().add({
      method: 'PATCH',
      path: `/api/v1/tickets/${number}${at}`,
      headers: { 'If-Match': `"${version}"` },
      body,
      label: { text: say('outbox.change', { what: say(`prop.${change.property}`), number }), ticket: number },
    });
    setSaving(false);
    if (outcome.kind === 'done') {
      queries.setQueryData(queryKeys.ticketHead(number), outcome.answer);
      confirmByToast(say('change.saved'));
      discard();
    }
    if (outcome.kind === 'refused') {
      setRefusal(outcome.reason);
      // It is shown beside the property.
      for (const item of theOutbox().current()) {
        if (item.state === 'refused' && item.path === `/api/v1/tickets/${number}${at}`) {
          theOutbox().discard(item.key);
        }
      }
    }
    await queries.invalidateQueries({ queryKey: queryKeys.ticket(number) });
  };
  const previewProblem = preview.error instanceof ProblemError ? preview.error.message : null;
  return {
    planned,
    plan: planned === null ? null : (preview.data ?? null),
    problem: refusal ?? (planned === null ? null : previewProblem),
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
