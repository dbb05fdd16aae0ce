import type { z } from 'zod';
import type { Draft } from '../../domain/presence/draft.js';
import type { Presence } from '../../domain/presence/presence.js';
import type { draftSchema, presenceSchema } from './schema.js';

/** An empty text without a draft. */
export function presentDraft(draft: Draft | null): z.input<typeof draftSchema> {
  if (draft === null) return { body: '', is_internal: false, version: 0, saved_at: null, replaced: [] };
  return presentStored(draft);
}

function presentStored({ body, isInternal, version, savedAt, replaced }: Draft): z.input<typeof draftSchema> {
  return {
    body,
    is_internal: isInternal,
    version,
    saved_at: savedAt.toISOString(),
    replaced: replaced.map((text) => ({
      body: text.body,
      is_internal: text.isInternal,
      saved_at: text.savedAt.toISOString(),
    })),
  };
}

export function presentPresence({
  person,
  state,
  isInternal,
  expiresAt,
}: Presence): z.input<typeof presenceSchema> {
  return {
    person: { id: person.id, name: person.name },
    state,
    is_internal: isInternal,
    expires_at: expiresAt.toISOString(),
  };
}
