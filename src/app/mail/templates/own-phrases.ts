import { ownPhrases } from '../../../domain/inbound-mail/traces/own-phrases.js';
import { TEXTS } from './phrases.js';
import type { TextKey } from './texts/texts.js';

const SENTENCES: readonly TextKey[] = [
  'assigned.lead',
  'queued.subject',
  'queued.lead',
  'comment.lead',
  'sla_warning.lead',
  'sla_breached.lead',
  'sla_escalated.lead',
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
];
const LABELS: readonly TextKey[] = [
  'fact.priority',
  'fact.category',
  'fact.requester',
  'fact.skills',
  'fact.firstResponse',
  'fact.resolution',
  'fact.summary',
  'fact.assignee',
];

const inAll = (keys: readonly TextKey[]) => TEXTS.flatMap((texts) => keys.map((key) => texts[key]));

/** By what our mails to staff are known where they are quoted: no requester may read what stands beside it. */
export const OWN_PHRASES = ownPhrases({
  sentences: inAll(SENTENCES),
  headings: inAll(HEADINGS),
  labels: inAll(LABELS),
  links: inAll(['open']),
});
