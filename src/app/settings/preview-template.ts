import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import { NEW_USER, type User } from '../../domain/accounts/user.js';
import { accountDelivery, ticketDeliveries } from '../../domain/mail/delivery.js';
import type { TemplateKind, TemplateWords } from '../../domain/mail/mail-templates.js';
import { ALWAYS } from '../../domain/sla/calendar/calendar.js';
import { DEFAULT_POLICY } from '../../domain/sla/sla.js';
import type { MailedSecrets } from '../../ports/accounts/security.js';
import type { Mail } from '../../ports/mail/mailer.js';
import type { AppDeps } from '../deps.js';
import { replacedTexts } from '../mail/templates/editable-texts.js';
import { renderSecretMail } from '../mail/templates/kinds/account-mail.js';
import { renderTicketMail } from '../mail/templates/kinds/ticket-mail.js';
import { phrasesIn, type Phrases } from '../mail/templates/phrases.js';
import { newTicket } from '../tickets/create-ticket.js';
import { readTemplate, requireKnownVariables, type TemplateKey } from './mail-templates.js';

/** No link and no code of a preview works. */
const NO_SECRETS: MailedSecrets = {
  code: () => '123456',
  isCode: () => false,
  token: () => 'preview',
  idOf: () => null,
  mark: () => new Uint8Array(10),
  isMark: () => false,
};

/**
 * Renders a mail of a template with sample data, without storing or sending anything.
 * @param words those to look at; the ones in use if omitted
 * @throws DomainError `forbidden`; `invalid_input` naming unknown variables.
 */
export async function previewTemplate(
  deps: Pick<AppDeps, 'mailTemplates' | 'settings' | 'publicUrl' | 'clock' | 'newId'>,
  actor: Actor,
  { kind, language }: TemplateKey,
  words: { readonly [P in keyof TemplateWords]?: string | undefined },
): Promise<Mail> {
  authorize(actor, 'mail_template.read');
  const inUse = await readTemplate(deps, actor, { kind, language });
  const { subject = inUse.words.subject, text = inUse.words.text } = words;
  const shown = { subject, text };
  requireKnownVariables(kind, shown);
  const { deskName } = await deps.settings.current();
  const phrases = phrasesIn(language).of(deskName, replacedTexts(kind, shown));
  return sampleOf(kind, { phrases, publicUrl: deps.publicUrl, now: deps.clock.now() });
}

interface Sample {
  readonly phrases: Phrases;
  readonly publicUrl: string;
  readonly now: Date;
}

function sampleOf(kind: TemplateKind, { phrases, publicUrl, now }: Sample): Mail {
  const recipient = person('alice', 'Alice Example', now);
  const event = { id: 'preview', at: now, details: {} };
  const shared = { recipient, phrases, publicUrl, mailedSecrets: NO_SECRETS };
  switch (kind) {
    case 'sign_in_code':
    case 'registration_code':
    case 'password_reset':
    case 'welcome': {
      const mailed = kind === 'registration_code' ? 'sign_in_code' : kind;
      const purpose = kind === 'registration_code' ? 'registration' : 'sign_in';
      const code = {
        id: 'preview',
        accountId: recipient.id,
        purpose,
        attemptsLeft: 1,
        triesByNetwork: {},
        createdAt: now,
        expiresAt: now,
      } as const;
      return renderSecretMail({
        ...shared,
        kind: mailed,
        code,
        delivery: accountDelivery(event, mailed, recipient),
      });
    }
    case 'last_reminder':
      return ticketSample('reminder', { reminder: 2, of: 2 }, shared, now);
    case 'reminder':
      return ticketSample('reminder', { reminder: 1, of: 2 }, shared, now);
    case 'merged_known':
      return ticketSample('merged', { into: 'TKT-2026-000017' }, shared, now);
    default:
      return ticketSample(kind, {}, shared, now);
  }
}

function ticketSample(
  kind: Exclude<
    TemplateKind,
    'sign_in_code' | 'registration_code' | 'password_reset' | 'welcome' | 'last_reminder' | 'merged_known'
  >,
  details: Readonly<Record<string, string | number>>,
  shared: Omit<Sample, 'now'> & { readonly recipient: User; readonly mailedSecrets: MailedSecrets },
  now: Date,
): Mail {
  const author = person('bob', 'Bob Example', now);
  const ticket = newTicket(
    {
      id: 'preview',
      number: 'TKT-2026-000042',
      requester: shared.recipient,
      source: 'api',
      chooseTerms: () => ({ policy: DEFAULT_POLICY, calendar: ALWAYS }),
      now,
    },
    { title: 'VPN drops every ten minutes', description: 'Since this morning.' },
  );
  const [delivery] = ticketDeliveries({ id: 'preview', ticketId: ticket.id, at: now, details }, [
    { kind, recipients: [shared.recipient] },
  ]);
  if (delivery === undefined) throw new Error(`No delivery of ${kind}.`);
  const comment = {
    id: 'preview',
    ticketId: ticket.id,
    author,
    body: 'Please install version 5.2 of the client.',
    isInternal: false,
    createdAt: now,
  };
  return renderTicketMail({
    ...shared,
    delivery,
    ticket,
    comment: kind === 'reply' ? comment : null,
    categoryLabel: ticket.category,
    replyTo: 'reply+preview@desk.example',
  });
}

function person(id: string, name: string, createdAt: Date): User {
  return { ...NEW_USER, id, name, email: `${id}@desk.example`, role: 'user', createdAt };
}
