/** What is fuzzed, as whom, and what is left out, each with its reason. */

interface Persona {
  readonly email: string;
  /** As the output calls them. */
  readonly label: string;
}

export const PERSONAS: readonly Persona[] = [
  { email: 'admin@holdfast.local', label: 'an administrator' },
  { email: 'alice@holdfast.local', label: 'a requester' },
];

export interface Exception {
  /** Method and path, as the document has them. Those that are not there yet do no harm. */
  readonly operation: string;
  readonly reason: string;
}

const OWN_ACCESS = 'it would end the access of the one who is fuzzing';

/** Not called at all. */
export const EXCLUDED: readonly Exception[] = [
  { operation: 'POST /api/v1/auth/logout', reason: OWN_ACCESS },
  { operation: 'PUT /api/v1/users/me', reason: `with a new password or address ${OWN_ACCESS}` },
  { operation: 'PATCH /api/v1/users/{id}', reason: `with the own id, which answers tell, ${OWN_ACCESS}` },
  { operation: 'PATCH /api/v1/admin/users/{id}', reason: `with the own id ${OWN_ACCESS}` },
  { operation: 'DELETE /api/v1/users/{id}', reason: `with the own id ${OWN_ACCESS}` },
];

/** May answer 422 to what fits the schema, because the fault is one that no schema can tell. */
export const MAY_REFUSE: readonly Exception[] = [
  {
    operation: 'GET /api/v1/tickets',
    reason: 'a cursor must be one of ours, and `page` goes neither with it nor beyond 10,000 rows',
  },
  {
    operation: 'PATCH /api/v1/tickets/{ticket}/status',
    reason: 'a ticket is closed with a code, now or from before',
  },
  { operation: 'PATCH /api/v1/tickets/{ticket}/assign', reason: 'only an active moderator is given tickets' },
  { operation: 'PUT /api/v1/tickets/{ticket}/assign', reason: 'only an active moderator is given tickets' },
  { operation: 'POST /api/v1/admin/rerun-ai', reason: 'the tickets must be there' },
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
