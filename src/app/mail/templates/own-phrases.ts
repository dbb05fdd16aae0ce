import { ownPhrases } from '../../../domain/inbound-mail/traces/own-phrases.js';
import { FORMER_OWN_SENTENCES, FORMER_STAFF_SENTENCES, FORMER_SUBJECTS } from './former-texts.js';
import { TEXTS } from './phrases.js';
import type { TextKey } from './texts/texts.js';

const SENTENCES: readonly TextKey[] = [
  'assigned.lead',
  'queued.subject',
  'queued.lead',
  'queued.byHandSubject',
  'queued.byHand',
  'queued.reviewSubject',
  'queued.review',
  'comment.lead',
  'sla_warning.lead',
  'sla_breached.lead',
  'sla_escalated.lead',
  'sla_escalated.early.lead',
  'hold_ended.lead',
  'gathered.lead',
  'reply.hint',
  'footer',
  'footer.switchOff',
  'mail_commands.lead',
  'digest.breached',
  'repaired.repaired',
  'repaired.stuck',
];
const HEADINGS: readonly TextKey[] = [
  'assigned.subject',
  'comment.subject',
  'sla_warning.subject',
  'sla_breached.subject',
  'sla_escalated.subject',
  'sla_escalated.early.subject',
  'hold_ended.subject',
];
const LABELS: readonly TextKey[] = [
  'fact.priority',
  'fact.category',
  'fact.requester',
  'fact.skills',
  'fact.firstResponse',
  'fact.nextResponse',
  'fact.resolution',
  'fact.summary',
  'fact.assignee',
];

const inAll = (keys: readonly TextKey[]) => TEXTS.flatMap((texts) => keys.map((key) => texts[key]));

/** Phrases that identify a quoted mail to staff. No requester may read the text beside such a quote. */
export const OWN_PHRASES = ownPhrases({
  sentences: [...inAll(SENTENCES), ...FORMER_STAFF_SENTENCES, ...FORMER_OWN_SENTENCES],
  headings: [...inAll(HEADINGS), ...FORMER_SUBJECTS],
  labels: inAll(LABELS),
  links: inAll(['open']),
});
