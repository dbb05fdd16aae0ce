import { createHash } from 'node:crypto';
import type { Redaction } from '../../../domain/tickets/redaction.js';
import type { AppDeps } from '../../deps.js';

/** What a redaction looks for: a text, or the bytes of a file by their hash. */
export type RedactionTarget =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly sha256: string; readonly sizeBytes: number };

export function fileTarget(content: Uint8Array): RedactionTarget {
  return { kind: 'file', sha256: sha256(content), sizeBytes: content.length };
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

export function sealTarget(
  { sealer }: Pick<AppDeps, 'sealer'>,
  redactionId: string,
  target: RedactionTarget,
): string {
  return sealer.seal(JSON.stringify(target), contextOf(redactionId));
}

/** Null where it was sealed under another secret. */
export function openTarget(
  { sealer }: Pick<AppDeps, 'sealer'>,
  { id, sealed }: Pick<Redaction, 'id' | 'sealed'>,
): RedactionTarget | null {
  if (sealed === null) return null;
  try {
    return JSON.parse(sealer.open(sealed, contextOf(id))) as RedactionTarget;
  } catch {
    return null;
  }
}

function contextOf(redactionId: string): string {
  return `redaction/${redactionId}`;
}
