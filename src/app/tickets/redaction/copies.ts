import { DomainError } from '../../../domain/errors.js';
import { redactDraft } from '../../../domain/presence/draft.js';
import { addDays, addMinutes } from '../../../domain/time.js';
import { TextRedactor, type Redaction, type RedactionCounts } from '../../../domain/tickets/redaction.js';
import type { RedactionRows } from '../../../ports/tickets/redactions.js';
import type { AppDeps } from '../../deps.js';
import type { RedactionDeps } from './progress.js';
import { holdsText } from './rewrite-mail.js';
import { ticketsInScope } from './scope.js';
import type { RedactionTarget } from './target.js';

/** Answers to requests with an `Idempotency-Key` are kept for so long. */
const ANSWER_DAYS = 1;
/** The record of a request is written before what it creates, by clocks that differ. */
const OVERLAP_MINUTES = 10;
/** Larger files are not looked into. */
const MAX_SEARCHED_BYTES = 5 * 1024 * 1024;
const PAGE_ROWS = 100;
/** A person who types saves every few seconds. */
const MAX_DRAFT_ATTEMPTS = 5;

/** Takes the text out of the answers that are kept for repeats of the requests which created these. */
export async function redactAnswers(
  { redactions, sealer, clock }: Pick<AppDeps, 'redactions' | 'sealer' | 'clock'>,
  text: string,
  created: readonly { readonly id: string; readonly createdAt: Date }[],
): Promise<void> {
  const since = addMinutes(addDays(clock.now(), -ANSWER_DAYS), -OVERLAP_MINUTES);
  const recent = created.filter(({ createdAt }) => createdAt >= since);
  if (recent.length === 0) return;
  const ids = recent.map(({ id }) => id);
  const oldest = recent.reduce((at, { createdAt }) => (createdAt < at ? createdAt : at), clock.now());
  const answers = await redactions.answersFor(
    ids,
    addMinutes(addDays(oldest, ANSWER_DAYS), -OVERLAP_MINUTES),
  );
  for (const { id, answer } of answers) {
    const redactor = new TextRedactor(text);
    const reply = redactor.redactAll<unknown>(JSON.parse(sealer.open(answer, id)));
    if (redactor.places === 0) continue;
    await redactions.replaceAnswer({ id, answer: sealer.seal(JSON.stringify(reply), id) });
  }
}

/**
 * At the end of a redaction: unsent comments lose the text. Exports of the people who wrote on the tickets may hold it, so they
 * go and have to be asked for again. Files that hold it are counted; they are redacted as files.
 */
export async function removeCopies(
  deps: RedactionDeps,
  { ticketId, places: { files_left: counted } }: Redaction,
  target: RedactionTarget,
): Promise<Partial<RedactionCounts>> {
  if (target.kind === 'file') return {};
  const scope = await ticketsInScope(deps, ticketId);
  const ticketIds = scope.map(({ id }) => id);
  for await (const draft of rowsOf(deps, 'drafts', [...new Set([ticketId, ...ticketIds])])) {
    await redactUnsent(deps, draft.id, target.text);
  }
  const people = new Set(scope.map(({ requester }) => requester.id));
  const files = scope.flatMap(({ attachments = [] }) => attachments);
  for await (const { author, attachments = [] } of rowsOf(deps, 'comments', ticketIds)) {
    people.add(author.id);
    files.push(...attachments);
  }
  for await (const { personId } of rowsOf(deps, 'activities', ticketIds)) people.add(personId);
  let exports = 0;
  for (const id of people) if (await deps.personExports.removeOf(id)) exports += 1;
  await redactReadTexts(
    deps,
    files.map(({ id }) => id),
    target.text,
  );
  let left = 0;
  for (const { id, sizeBytes } of files) {
    const content = sizeBytes > MAX_SEARCHED_BYTES ? null : await deps.attachments.read(id);
    if (content !== null && (await holdsText(content, target.text))) left += 1;
  }
  return { exports_removed: exports, files_left: left - counted };
}

/** What was read in files: the file keeps the text, and is redacted as a file. */
async function redactReadTexts(
  { files }: Pick<AppDeps, 'files'>,
  ids: readonly string[],
  text: string,
): Promise<void> {
  for (const { id, analysis } of await files.findMany(ids)) {
    const redactor = new TextRedactor(text);
    const redacted = redactor.redactAll(analysis);
    if (redacted !== undefined && redactor.places > 0) await files.replaceAnalysis(id, redacted);
  }
}

async function redactUnsent({ drafts }: Pick<AppDeps, 'drafts'>, id: string, text: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const draft = await drafts.find(id);
    const redacted = draft === null ? null : redactDraft(draft, new TextRedactor(text));
    if (redacted === null) return;
    try {
      await drafts.replace(redacted);
      return;
    } catch (error) {
      const hasLost = error instanceof DomainError && error.code === 'version_conflict';
      if (!hasLost || attempt === MAX_DRAFT_ATTEMPTS) throw error;
    }
  }
}

async function* rowsOf<P extends keyof RedactionRows>(
  { redactions }: Pick<AppDeps, 'redactions'>,
  place: P,
  ticketIds: readonly string[],
): AsyncGenerator<RedactionRows[P]> {
  for (let after: string | null = null; ;) {
    const page: readonly RedactionRows[P][] = await redactions.page(place, ticketIds, after, PAGE_ROWS);
    yield* page;
    after = page.at(-1)?.id ?? null;
    if (page.length < PAGE_ROWS) return;
  }
}
