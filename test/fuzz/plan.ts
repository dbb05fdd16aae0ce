import type { Role } from '../../src/domain/access/actor.js';
/** What is fuzzed, as whom, and what is left out, each with its reason. */

export interface Persona {
  readonly email: string;
  readonly role: Role;
  /** As the output calls them. */
  readonly label: string;
}

export const PERSONAS: readonly Persona[] = [
  { email: 'admin@holdfast.local', role: 'admin', label: 'an administrator' },
  { email: 'alice@holdfast.local', role: 'user', label: 'a requester' },
];

interface Exception {
  /** Method and path, as the document has them. */
  readonly operation: string;
  readonly reason: string;
}

/** Not called at all. */
export const EXCLUDED: readonly Exception[] = [
  { operation: 'POST /api/v1/auth/logout', reason: 'it would end the session of the one who is fuzzing' },
  { operation: 'DELETE /api/v1/auth/session', reason: 'it would end the session of the one who is fuzzing' },
  { operation: 'DELETE /api/v1/auth/sessions', reason: 'both would lose their tokens at the same time' },
  {
    operation: 'DELETE /api/v1/auth/sessions/{session}',
    reason: 'the list names that of the one who is fuzzing',
  },
  { operation: 'GET /api/v1/events/stream', reason: 'the answer has no end' },
  { operation: 'POST /api/v1/slack/workspaces', reason: 'it would ask Slack whose token it is' },
  { operation: 'GET /api/v1/chat/events', reason: 'the answer has no end' },
  { operation: 'POST /api/v1/auth/change-password', reason: 'its example knows the password of that one' },
];

/** Called about a person made for it, and never about those who are fuzzing, whose ids other answers tell. */
export const ABOUT_A_STRANGER: readonly { readonly operation: string; readonly parameter: string }[] = [
  { operation: 'PATCH /api/v1/users/{user}', parameter: 'user' },
  { operation: 'PATCH /api/v1/admin/users/{user}', parameter: 'user' },
  { operation: 'DELETE /api/v1/users/{user}', parameter: 'user' },
  { operation: 'POST /api/v1/users/{user}/merge', parameter: 'user' },
];

/** May refuse, by 422 unless said otherwise, what fits the schema: the fault is one that no schema can tell. */
export const MAY_REFUSE: readonly (Exception & { readonly status?: number | readonly number[] })[] = [
  {
    operation: 'POST /api/v1/auth/register',
    status: [400, 422],
    reason: 'it takes any other field, and none named __proto__, at any depth; no common password',
  },
  {
    operation: 'POST /api/v1/users',
    reason: 'it takes no common password; time zones have names, organisations and teams exist',
  },
  {
    operation: 'POST /api/v1/users/me/push-subscriptions',
    reason: 'private addresses, URLs of other schemes, and keys that no browser has',
  },
  ...[
    ...['GET /api/v1/chat', 'POST /api/v1/chat/messages'],
    ...['PUT /api/v1/chat/address', 'PUT /api/v1/chat/presence'],
  ].map((operation) => ({
    operation,
    status: [410, 422],
    reason: 'a token that is unknown or was revoked has ended, and an address may be one of ours',
  })),
  { operation: 'POST /api/v1/files', reason: 'the file must not be empty' },
  { operation: 'POST /api/v1/webhooks', reason: 'private addresses, and URLs of other schemes' },
  { operation: 'PATCH /api/v1/webhooks/{webhook}', reason: 'private addresses, and URLs of other schemes' },
  {
    operation: 'GET /api/v1/webhooks',
    reason: 'a cursor must be one of ours',
  },
  {
    operation: 'GET /api/v1/webhooks/{webhook}/deliveries',
    reason: 'a cursor must be one of ours',
  },
  { operation: 'POST /api/v1/webhooks/{webhook}/recover', reason: 'the time must be in the last 90 days' },
  {
    operation: 'PATCH /api/v1/settings',
    reason: 'the environment of the run wins, and a URL of a mail server has a form',
  },
  {
    operation: 'PUT /api/v1/mail-templates/{kind}/{language}',
    reason: 'braces name variables that it may have',
  },
  {
    operation: 'POST /api/v1/mail-templates/{kind}/{language}/preview',
    reason: 'braces name variables that it may have',
  },
  { operation: 'GET /api/v1/knowledge', reason: 'a cursor must be one of ours' },
  {
    operation: 'POST /api/v1/knowledge',
    reason: 'category, owner and original must be there',
  },
  {
    operation: 'PATCH /api/v1/knowledge/{article}',
    reason: 'category, owner and original must be there',
  },
  {
    operation: 'GET /api/v1/knowledge/{article}/versions',
    reason: 'a cursor must be one of ours',
  },
  {
    operation: 'GET /api/v1/knowledge/{article}/feedback',
    reason: 'a cursor must be one of ours',
  },
  {
    operation: 'POST /api/v1/tickets/{ticket}/redact',
    reason: 'the text or the file must be there',
  },
  {
    operation: 'GET /api/v1/tickets',
    reason:
      'categories, types and teams must be in their lists, a cursor must be one of ours, and `page` goes neither with it nor beyond 10,000 rows',
  },
  {
    operation: 'GET /api/v1/moderator/tickets',
    reason:
      'categories, types and teams must be in their lists, a cursor must be one of ours, and `page` goes neither with it nor beyond 10,000 rows',
  },
  {
    operation: 'PUT /api/v1/users/me/notifications',
    reason: 'time zones have names, and quiet hours an end',
  },
  {
    operation: 'PATCH /api/v1/tickets/{ticket}/status',
    reason:
      'a ticket is closed with a code of the list, now or from before, and a hold has a reason of its list and an end within two years',
  },
  { operation: 'PATCH /api/v1/tickets/{ticket}/assign', reason: 'only an active moderator is given tickets' },
  { operation: 'PUT /api/v1/tickets/{ticket}/assign', reason: 'only an active moderator is given tickets' },
  { operation: 'POST /api/v1/tickets/{ticket}/links', reason: 'the other ticket must be there' },
  {
    operation: 'POST /api/v1/tickets/bulk',
    reason:
      'tickets, choices, custom fields and assignee must be there, versions are of tickets, a filter matches at most 500, a code goes with a status, and a hold with on_hold',
  },
  {
    operation: 'POST /api/v1/tickets/bulk/dry-run',
    reason:
      'tickets, choices and assignee must be there, versions are of tickets, one of ids and a filter selects, a code goes with a status, and a hold with on_hold',
  },
  {
    operation: 'POST /api/v1/tickets/{ticket}/outlook',
    reason: 'the assignee and choices must be there, a code goes with a status, and a hold with on_hold',
  },
  {
    operation: 'POST /api/v1/tickets/{ticket}/comments',
    reason:
      'the event that was seen is one of this ticket, a comment is sent at most 92 days later, and files are uploads of the caller',
  },
  {
    operation: 'POST /api/v1/tickets/{ticket}/participants',
    reason: 'staff, the requester, addresses of this desk and those that nobody reads cannot be in copy',
  },
  { operation: 'POST /api/v1/tickets/{ticket}/split', reason: 'the comments must be there, on this ticket' },
  { operation: 'POST /api/v1/tickets/{ticket}/merge', reason: 'the other ticket must be there' },
  {
    operation: 'POST /api/v1/tickets/{ticket}/comments/{comment}/redact',
    reason: 'the text must occur in the comment, or the file be one of it',
  },
  { operation: 'POST /api/v1/admin/rerun-ai', reason: 'the tickets must be there' },
  { operation: 'POST /api/v1/tickets/ai', reason: 'the files must be there' },
  { operation: 'POST /api/v1/ai/analyze-file', reason: 'the file must be there' },
  { operation: 'POST /api/v1/tickets/ai/{conversation}/confirm', reason: 'the category must be there' },
  {
    operation: 'POST /api/v1/tickets/{ticket}/ai/reply',
    reason: 'not every code of two letters is a language',
  },
  {
    operation: 'POST /api/v1/tickets/{ticket}/ai/translate',
    reason: 'a run has no model that translates, and takes a text or a comment, not both',
  },
  {
    operation: 'POST /api/v1/tickets/{ticket}/triage/confirm',
    reason: 'category, type and team must be in their lists',
  },
  { operation: 'GET /api/v1/tickets/{ticket}/comments', reason: 'a cursor must be one of ours' },
  { operation: 'GET /api/v1/tickets/{ticket}/activities', reason: 'a cursor must be one of ours' },
  {
    operation: 'POST /api/v1/tickets',
    reason:
      'requester, category, type, team, custom fields and files must be there, and values fit their rules',
  },
  {
    operation: 'PATCH /api/v1/tickets/{ticket}',
    reason: 'category, type, team and custom fields must be there, and values fit their rules',
  },
  { operation: 'GET /api/v1/tickets/stats/summary', reason: 'choices and custom fields must be there' },
  {
    operation: 'POST /api/v1/tickets/{ticket}/resolve',
    reason: 'custom fields may be required for it, and the code must be in its list',
  },
  { operation: 'POST /api/v1/tickets/{ticket}/close', reason: 'the code must be in its list' },
  { operation: 'GET /api/v1/views', reason: 'a cursor must be one of ours' },
  { operation: 'POST /api/v1/views', reason: 'choices and custom fields must be there' },
  { operation: 'PATCH /api/v1/views/{view}', reason: 'choices and custom fields must be there' },
  {
    operation: 'GET /api/v1/views/{view}/tickets',
    reason: 'a cursor must be one of ours, and `page` goes neither with it nor beyond 10,000 rows',
  },
  ...['categories', 'ticket-types', 'resolution-codes', 'hold-reasons'].map((list) => ({
    operation: `GET /api/v1/${list}`,
    reason: 'a cursor must be one of ours',
  })),
  { operation: 'GET /api/v1/custom-fields', reason: 'a cursor must be one of ours' },
  {
    operation: 'POST /api/v1/custom-fields',
    reason: 'bounds are in order, and requesters are not asked for internal fields',
  },
  {
    operation: 'PATCH /api/v1/custom-fields/{field}',
    reason: 'the type stays, bounds are in order, and requesters are not asked for internal fields',
  },
  { operation: 'GET /api/v1/admin/deleted-tickets', reason: 'a cursor must be one of ours' },
  { operation: 'GET /api/v1/users', reason: 'a cursor must be one of ours, and the team be there' },
  { operation: 'GET /api/v1/admin/users', reason: 'a cursor must be one of ours, and the team be there' },
  { operation: 'GET /api/v1/admin/security-events', reason: 'a cursor must be one of ours' },
  { operation: 'GET /api/v1/admin/deliveries', reason: 'a cursor must be one of ours' },
  { operation: 'GET /api/v1/admin/received-mails', reason: 'a cursor must be one of ours' },
  { operation: 'GET /api/v1/admin/sweeps', reason: 'a cursor must be one of ours' },
  ...[
    ...['agents', 'dashboard', 'resolution-time', 'sla'],
    ...['tickets-by-category', 'tickets-by-priority', 'tickets-by-status'],
  ].map((figures) => ({
    operation: `GET /api/v1/metrics/${figures}`,
    reason: 'a period has an order, 731 days at most, and so many parts; time zones have names',
  })),
  {
    operation: 'GET /api/v1/notifications',
    reason: 'a cursor must be one of ours, and `page` goes neither with it nor beyond 10,000 rows',
  },
  { operation: 'GET /api/v1/mail-templates', reason: 'a cursor must be one of ours' },
  { operation: 'GET /api/v1/organisations', reason: 'a cursor must be one of ours' },
  ...['POST /api/v1/organisations', 'PATCH /api/v1/organisations/{organisation}'].map((operation) => ({
    operation,
    reason: 'free-mail domains belong to nobody, and the policy must be there',
  })),
  { operation: 'POST /api/v1/users/{user}/merge', reason: 'the other person must be there' },
  { operation: 'POST /api/v1/users/me/addresses', reason: 'the address is not one of theirs already' },
  { operation: 'POST /api/v1/users/me/addresses/confirm', reason: 'the code must be right' },
  { operation: 'POST /api/v1/users/me/addresses/remove', reason: 'the address is another one of theirs' },
  { operation: 'PUT /api/v1/users/me', reason: 'an absence ends after it begins; time zones have names' },
  ...['PATCH /api/v1/users/{user}', 'PATCH /api/v1/admin/users/{user}'].map((operation) => ({
    operation,
    reason:
      'an absence ends after it begins; time zones have names, and calendar, organisation and team are there',
  })),
  { operation: 'GET /api/v1/admin/ai/models', reason: 'a cursor must be one of ours' },
  { operation: 'POST /api/v1/categories', reason: 'the team must be there' },
  { operation: 'PATCH /api/v1/categories/{id}', reason: 'the team must be there' },
  { operation: 'GET /api/v1/teams', reason: 'a cursor must be one of ours' },
  { operation: 'POST /api/v1/teams', reason: 'lead and calendar must be there, and the address be ours' },
  {
    operation: 'PATCH /api/v1/teams/{id}',
    reason: 'lead and calendar must be there, and the address be ours',
  },
  { operation: 'DELETE /api/v1/teams/{id}', reason: 'the team that takes over must be there' },
  { operation: 'POST /api/v1/auth/api-keys', reason: 'a key expires within a year from now' },
  { operation: 'POST /api/v1/auth/factors/totp', reason: 'the password must be right' },
  { operation: 'POST /api/v1/auth/factors/totp/confirm', reason: 'the code must be right' },
  { operation: 'POST /api/v1/auth/factors/totp/remove', reason: 'the code must be right' },
  ...['decode', 'encode'].map((way) => ({
    operation: `POST /temporal/codec/${way}`,
    status: [400, 422],
    reason:
      'any properties but `__proto__`, which no body may have; base64 that is ours to read, in metadata of any name',
  })),
  {
    operation: 'GET /api/v1/sla/calendars',
    reason: 'a cursor must be one of ours',
  },
  {
    operation: 'GET /api/v1/sla/policies',
    reason: 'a cursor must be one of ours',
  },
  {
    operation: 'POST /api/v1/sla/calendars',
    reason: 'zones and days must be there, shifts have a length and do not overlap',
  },
  {
    operation: 'PUT /api/v1/sla/calendars/{calendar}',
    reason: 'zones and days must be there, shifts have a length and do not overlap',
  },
  {
    operation: 'POST /api/v1/sla/calendars/{calendar}/holidays',
    reason: 'the file must be an iCalendar file, and the range a range',
  },
  {
    operation: 'POST /api/v1/sla/policies',
    reason: 'the calendar must be there with time enough, whoever is mailed, the team and the categories',
  },
  {
    operation: 'POST /api/v1/sla/preview',
    reason: 'as for policies and calendars; and the period must be one',
  },
  { operation: 'POST /api/v1/sla/policies/{policy}/apply', reason: 'the tickets must be there' },
  {
    operation: 'PUT /api/v1/sla/policies/{policy}',
    reason: 'the calendar must be there with time enough, whoever is mailed, the team and the categories',
  },
];

/** Every check that asks nothing beyond the document. */
export const CHECKS = [
  'not_a_server_error',
  'status_code_conformance',
  'content_type_conformance',
  'response_schema_conformance',
  'response_headers_conformance',
  'negative_data_rejection',
  'positive_data_acceptance',
  'missing_required_header',
  'ignored_auth',
  'unsupported_method',
  'allow_header_conformance',
  'use_after_free',
  'ensure_resource_availability',
];
