import { lazy, type ComponentType } from 'react';
import type { Me } from '../../app/session.js';
import { lazyResource } from './kit/lazy-resource.js';
import type { AdminKey } from './texts/keys.js';

type Role = Me['role'];

/** A page of the settings. It is loaded when it is opened. */
interface AdminPage {
  readonly id: string;
  readonly title: AdminKey;
  readonly group: AdminKey;
  readonly roles: readonly Role[];
  readonly Screen: ComponentType<{ readonly item: string }>;
}

const MANAGERS: readonly Role[] = ['manager', 'admin'];
const ADMINS: readonly Role[] = ['admin'];
const STAFF: readonly Role[] = ['moderator', 'manager', 'admin'];

/** All pages, in the order in which the settings show them. The API decides again who may do what. */
export const PAGES: readonly AdminPage[] = [
  {
    id: 'people',
    title: 'people',
    group: 'group.people',
    roles: MANAGERS,
    Screen: lazyResource(async () => (await import('./resources/people.js')).people),
  },
  {
    id: 'teams',
    title: 'teams',
    group: 'group.people',
    roles: MANAGERS,
    Screen: lazyResource(async () => (await import('./resources/choices.js')).teams),
  },
  {
    id: 'organisations',
    title: 'organisations',
    group: 'group.people',
    roles: MANAGERS,
    Screen: lazyResource(async () => (await import('./resources/choices.js')).organisations),
  },
  {
    id: 'categories',
    title: 'categories',
    group: 'group.desk',
    roles: MANAGERS,
    Screen: lazyResource(async () => (await import('./resources/choices.js')).categories),
  },
  {
    id: 'ticket-types',
    title: 'ticket-types',
    group: 'group.desk',
    roles: MANAGERS,
    Screen: lazyResource(async () => (await import('./resources/choices.js')).ticketTypes),
  },
  {
    id: 'resolution-codes',
    title: 'resolution-codes',
    group: 'group.desk',
    roles: MANAGERS,
    Screen: lazyResource(async () => (await import('./resources/choices.js')).resolutionCodes),
  },
  {
    id: 'hold-reasons',
    title: 'hold-reasons',
    group: 'group.desk',
    roles: MANAGERS,
    Screen: lazyResource(async () => (await import('./resources/choices.js')).holdReasons),
  },
  {
    id: 'custom-fields',
    title: 'custom-fields',
    group: 'group.desk',
    roles: ADMINS,
    Screen: lazyResource(async () => (await import('./resources/custom-fields.js')).customFields),
  },
  {
    id: 'policies',
    title: 'policies',
    group: 'group.sla',
    roles: MANAGERS,
    Screen: lazyResource(async () => (await import('./resources/sla.js')).policies),
  },
  {
    id: 'calendars',
    title: 'calendars',
    group: 'group.sla',
    roles: MANAGERS,
    Screen: lazyResource(async () => (await import('./resources/sla.js')).calendars),
  },
  {
    id: 'simulator',
    title: 'simulator',
    group: 'group.sla',
    roles: MANAGERS,
    Screen: lazy(async () => ({ default: (await import('./pages/simulator-page.js')).SimulatorPage })),
  },
  {
    id: 'knowledge',
    title: 'knowledge',
    group: 'group.knowledge',
    roles: STAFF,
    Screen: lazyResource(async () => (await import('./resources/articles.js')).articles),
  },
  {
    id: 'gaps',
    title: 'gaps',
    group: 'group.knowledge',
    roles: STAFF,
    Screen: lazy(async () => ({ default: (await import('./pages/gaps-page.js')).GapsPage })),
  },
  {
    id: 'desk',
    title: 'desk',
    group: 'group.system',
    roles: ADMINS,
    Screen: lazyResource(async () => (await import('./resources/settings.js')).settings, true),
  },
  {
    id: 'mail-templates',
    title: 'mail-templates',
    group: 'group.system',
    roles: MANAGERS,
    Screen: lazyResource(async () => (await import('./resources/mail-templates.js')).mailTemplates),
  },
  {
    id: 'webhooks',
    title: 'webhooks',
    group: 'group.system',
    roles: ADMINS,
    Screen: lazyResource(async () => (await import('./resources/webhooks.js')).webhooks),
  },
  {
    id: 'api-keys',
    title: 'api-keys',
    group: 'group.system',
    roles: STAFF,
    Screen: lazyResource(async () => (await import('./resources/api-keys.js')).apiKeys),
  },
  {
    id: 'slack',
    title: 'slack',
    group: 'group.system',
    roles: ADMINS,
    Screen: lazy(async () => ({ default: (await import('./pages/slack-page.js')).SlackPage })),
  },
  {
    id: 'ai',
    title: 'ai',
    group: 'group.system',
    roles: ADMINS,
    Screen: lazy(async () => ({ default: (await import('./pages/ai-page.js')).AiPage })),
  },
  {
    id: 'health',
    title: 'health',
    group: 'group.operations',
    roles: STAFF,
    Screen: lazy(async () => ({ default: (await import('./pages/health-page.js')).HealthPage })),
  },
  {
    id: 'mails-sent',
    title: 'mails-sent',
    group: 'group.operations',
    roles: ADMINS,
    Screen: lazyResource(async () => (await import('./resources/operations.js')).deliveries),
  },
  {
    id: 'mails-received',
    title: 'mails-received',
    group: 'group.operations',
    roles: MANAGERS,
    Screen: lazyResource(async () => (await import('./resources/operations.js')).receivedMails),
  },
  {
    id: 'security-events',
    title: 'security-events',
    group: 'group.operations',
    roles: ADMINS,
    Screen: lazyResource(async () => (await import('./resources/operations.js')).securityEvents),
  },
  {
    id: 'sweeps',
    title: 'sweeps',
    group: 'group.operations',
    roles: ADMINS,
    Screen: lazyResource(async () => (await import('./resources/operations.js')).sweeps),
  },
  {
    id: 'deleted-tickets',
    title: 'deleted-tickets',
    group: 'group.operations',
    roles: ADMINS,
    Screen: lazyResource(async () => (await import('./resources/operations.js')).deletedTickets),
  },
];
