import { DerivedSecrets } from '../../adapters/auth/derived-secrets.js';
import { newTicket } from '../../app/tickets/create-ticket.js';
import { renderSecretMail, renderSecurityMail } from '../../app/mail/templates/kinds/account-mail.js';
import type { CarriedMail } from '../../app/mail/templates/kinds/ticket-mail-context.js';
import type { Phrases } from '../../app/mail/templates/phrases.js';
import { renderFormMail } from '../../app/mail/templates/kinds/form-mail.js';
import { renderStaffMail } from '../../app/mail/templates/kinds/staff-mail.js';
import type { ListedFile } from '../../app/mail/templates/file-blocks.js';
import { renderTicketMail } from '../../app/mail/templates/kinds/ticket-mail.js';
import { ALWAYS } from '../../domain/sla/calendar/calendar.js';
import {
  accountDelivery,
  addressDeliveries,
  digestDelivery,
  formDelivery,
  reviewDelivery,
  sweepDeliveries,
  ticketDeliveries,
  webhookDeliveries,
  type Delivery,
} from '../../domain/mail/delivery.js';
import {
  isSecurityMail,
  TICKET_MAILS_TO_STAFF,
  type AccountMailKind,
  type TicketMailKind,
} from '../../domain/accounts/mail-kinds.js';
import { DEFAULT_POLICY } from '../../domain/sla/sla.js';
import { EMPTY_TALLY } from '../../domain/operations/sweep.js';
import type { Comment, Ticket } from '../../domain/tickets/ticket.js';
import { NEW_USER, type User } from '../../domain/accounts/user.js';
import type { Mail } from '../../ports/mail/mailer.js';
import { labelOfKey } from '../../domain/desk/choices.js';
import { INITIAL_CHOICES } from '../../domain/desk/initial-choices.js';

const NOW = new Date('2026-03-02T08:00:00Z');
const LATER = new Date('2026-03-02T12:15:00Z');
const SHARED = {
  publicUrl: 'http://127.0.0.1:3000',
  mailedSecrets: new DerivedSecrets('for a look at the mails, and nothing else'),
  replyTo: 'reply+token@desk.example',
};

const alice: User = person('alice', 'Alice Example', 'user');
const bob: User = person('bob', 'Bob Example', 'moderator');

const TICKET: Ticket = {
  ...newTicket(
    {
      id: '0195569e-7c00-7000-8000-000000000042',
      number: 'TKT-2026-000042',
      requester: alice,
      source: 'api',
      chooseTerms: () => ({ policy: DEFAULT_POLICY, calendar: ALWAYS }),
      now: NOW,
    },
    {
      title: 'VPN drops every ten minutes & <nothing> helps',
      description:
        'Since this morning the VPN drops every ten minutes.\n\nI work from home, on the laptop that I got last week.',
      priority: 'high',
      category: 'network',
    },
  ),
  requiredSkills: ['vpn', 'network'],
  assignment: { assignee: bob, at: NOW, acceptedAt: null },
};
const TRIAGED: Ticket = {
  ...TICKET,
  triage: {
    ...TICKET.triage,
    summary: 'The VPN connection of a home worker drops every ten minutes.',
    helpfulNotes: 'Check the version of the client first.\nThen the gateway’s log for time-outs.',
  },
};

const COMMENT: Comment = {
  id: 'comment',
  ticketId: TICKET.id,
  author: bob,
  body: 'Please install version 5.2 of the client; it is on the intranet.\nDoes it still drop then?',
  isInternal: false,
  createdAt: NOW,
};

/** Details of the sample deliveries, for kinds that need them. */
const DETAILS: Readonly<Record<TicketMailKind, readonly Delivery['details'][]>> = {
  assigned: [{}],
  queued: [{}, { review_until: LATER.toISOString() }],
  comment: [{}],
  sla_warning: [{ target: 'firstResponse', due_at: LATER.toISOString() }],
  sla_breached: [{ target: 'resolution', due_at: LATER.toISOString() }],
  sla_escalated: [
    { target: 'resolution', step: 2 },
    { target: 'nextResponse', step: 1, is_early: true },
  ],
  hold_ended: [{}],
  received: [{}],
  reply: [{}, { is_automatic: true }],
  reminder: [
    { reminder: 1, of: 2 },
    { reminder: 2, of: 2 },
  ],
  resolved: [{}],
  resolved_unanswered: [{}],
  cancelled: [{ reason: 'A colleague has already reported it.' }],
  merged: [{}, { into: 'TKT-2026-000017' }],
  gathered: [{ gathering: 'sample' }],
};
const TO_STAFF: readonly TicketMailKind[] = TICKET_MAILS_TO_STAFF;
/** Kinds with an extra sample for a sender who is not verified. */
const UNPROVEN: readonly TicketMailKind[] = ['received', 'assigned', 'comment'];
const WITH_COMMENT: readonly TicketMailKind[] = ['comment', 'reply', 'resolved'];
const WITH_FILES: readonly TicketMailKind[] = ['reply'];
const FILES: readonly ListedFile[] = [
  { name: 'how-to-install.pdf', sizeBytes: 340_000, link: null },
  {
    name: 'client-5.2.zip',
    sizeBytes: 18_300_000,
    link: { url: `${SHARED.publicUrl}/f/token`, endsAt: LATER },
  },
];
const ACCOUNT: Readonly<Record<AccountMailKind, User>> = {
  sign_in_code: alice,
  password_reset: alice,
  welcome: bob,
  password_changed: alice,
  address_changed: alice,
  address_added: alice,
  address_removed: alice,
  address_code: alice,
  people_merged: alice,
  api_key_created: bob,
  second_factor_added: bob,
  second_factor_removed: bob,
};

/** A mail of every kind, by a name that fits into an address, in one language. */
export function sampleMails(phrases: Phrases): ReadonlyMap<string, Mail> {
  const ofTickets = Object.entries(DETAILS).flatMap(([kind, details]) =>
    details.map((each, index) => {
      const name = index === 0 ? kind : `${kind}-${index + 1}`;
      return [name, ticketSample(kind as TicketMailKind, each, phrases)] as const;
    }),
  );
  const ofAccounts = Object.entries(ACCOUNT).map(
    ([kind, owner]) => [kind, accountSample(kind as AccountMailKind, owner, phrases)] as const,
  );
  const ofUnproven = UNPROVEN.map((kind) => {
    const [ticket, comment] = [
      { ...TRIAGED, isSenderUnproven: true },
      { ...COMMENT, isSenderUnproven: true },
    ] as const;
    return [`${kind}-unproven`, ticketSample(kind, {}, phrases, { ticket, comment })] as const;
  });
  return new Map([...ofTickets, ...ofUnproven, ...ofAccounts, formSample(phrases), ...staffSamples(phrases)]);
}

function ticketSample(
  kind: TicketMailKind,
  details: Delivery['details'],
  phrases: Phrases,
  about: { readonly ticket: Ticket; readonly comment: Comment } = { ticket: TRIAGED, comment: COMMENT },
): Mail {
  const recipient = TO_STAFF.includes(kind) ? bob : alice;
  const event = { id: 'sample', ticketId: TICKET.id, at: NOW, details: { ...details } };
  const [delivery] = ticketDeliveries(event, [{ kind, recipients: [recipient] }]);
  if (delivery === undefined) throw new Error(`no delivery of ${kind}`);
  const { ticket } = about;
  const comment = WITH_COMMENT.includes(kind) ? about.comment : null;
  const carried = kind === 'gathered' ? carriedSamples(event) : [];
  const files = WITH_FILES.includes(kind) ? FILES : [];
  const categoryLabel = labelOfKey(INITIAL_CHOICES.categories, ticket.category, phrases.language);
  const context = { delivery, ticket, comment, files, carried, recipient, categoryLabel, phrases };
  return renderTicketMail({ ...SHARED, ...context });
}

function carriedSamples(event: Parameters<typeof ticketDeliveries>[0]): CarriedMail[] {
  return (['reply', 'reply', 'cancelled'] as const).flatMap((kind) =>
    ticketDeliveries(event, [{ kind, recipients: [alice] }]).map((delivery) => ({
      delivery,
      comment: WITH_COMMENT.includes(kind) ? COMMENT : null,
    })),
  );
}

function accountSample(kind: AccountMailKind, recipient: User, phrases: Phrases): Mail {
  const event = { id: 'sample', at: NOW, details: { prefix: 'hfk_Ab3dEf', address: 'alice@home.example' } };
  const delivery = accountDelivery(event, kind, recipient);
  if (isSecurityMail(kind)) return renderSecurityMail({ ...SHARED, delivery, recipient, phrases }, kind);
  const code = {
    id: 'code',
    accountId: recipient.id,
    purpose: kind === 'sign_in_code' ? 'sign_in' : 'password_reset',
    attemptsLeft: 50,
    triesByNetwork: {},
    createdAt: NOW,
    expiresAt: LATER,
  } as const;
  return renderSecretMail({ ...SHARED, kind, delivery, recipient, code, phrases });
}

function formSample(phrases: Phrases): readonly [string, Mail] {
  const delivery = formDelivery({ id: 'sample', at: NOW, account: null }, 'form');
  const recipient = { ...alice, name: alice.email };
  return [delivery.kind, renderFormMail({ ...SHARED, delivery, recipient, phrases })];
}

function staffSamples(phrases: Phrases): readonly (readonly [string, Mail])[] {
  const titles = new Map([[TICKET.number, TICKET.title]]);
  const figures = { open: 12, breached: 1, endangered: 3, unassigned: 2, waiting: 4 };
  const digest = {
    total: figures,
    teams: [
      { team: 'network', ...figures },
      { team: null, ...figures },
    ],
    breached: [{ number: TICKET.number, dueAt: LATER }],
    endangered: [{ number: 'TKT-2026-000017', dueAt: LATER }],
    unheard: { since: NOW, counts: [{ reason: 'automatic', count: 12 }] },
  };
  const report = {
    checked: 40,
    repaired: { count: 60, tickets: [TICKET.number, 'TKT-2026-000017'] },
    stuck: { count: 1, tickets: ['TKT-2026-000021'] },
    failed: EMPTY_TALLY,
    lingering: EMPTY_TALLY,
    published: 0,
    unpublished: 0,
  };
  const deliveries = [
    digestDelivery('2026-03-02', NOW, digest, bob),
    ...sweepDeliveries({ id: 'sweep', at: NOW, details: report }, [bob]),
    ...addressDeliveries({ id: 'sample', at: NOW }, alice, [bob]),
    ...webhookDeliveries(
      { id: 'sample', at: NOW },
      { webhookId: 'sample', host: 'hooks.example.com', reason: 'failing' },
      [bob],
    ),
    reviewDelivery({ id: 'vpn', title: 'The VPN drops', reviewBy: '2026-03-02' }, NOW, bob),
  ];
  return deliveries.map((delivery) => [
    delivery.kind,
    renderStaffMail({ ...SHARED, delivery, recipient: bob, titles, about: alice, phrases }),
  ]);
}

function person(id: string, name: string, role: User['role']): User {
  return { ...NEW_USER, id, email: `${id}@holdfast.local`, name, role, createdAt: NOW };
}
