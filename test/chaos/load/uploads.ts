import { createHash, randomUUID } from 'node:crypto';
import type { Chance } from '../../../src/cli/simulate/chance.js';
import type { Caller, Outcome } from './caller.js';

/** An upload, and what was answered. */
export interface Sent {
  readonly content: string;
  readonly sha256: string;
  readonly outcome: Outcome;
}

/** Up to three chunks of GridFS. */
const MAX_LINES = 15_000;

/** Uploads a text. */
export async function sendFile(caller: Caller, chance: Chance): Promise<Sent> {
  const content = `${randomUUID()} is in the file.\n`.repeat(Math.ceil(chance.between(1, MAX_LINES)));
  const sha256 = createHash('sha256').update(content).digest('hex');
  const form = new FormData();
  form.append('file', new Blob([content]), 'report.txt');
  const call = { method: 'POST', path: '/files', body: form, idempotencyKey: randomUUID() };
  return { content, sha256, outcome: await caller.call(call) };
}
