import { lazy, type ComponentType } from 'react';
import type { Me } from '../../app/session.js';
import type { Resource } from './kit/resource.js';
import { apiKeys } from './resources/api-keys.js';
import { articles } from './resources/articles.js';
import {
  categories,
  holdReasons,
  organisations,
  resolutionCodes,
  teams,
  ticketTypes,
} from './resources/choices.js';
import { customFields } from './resources/custom-fields.js';
import { mailTemplates } from './resources/mail-templates.js';
import { deletedTickets, deliveries, receivedMails, securityEvents, sweeps } from './resources/operations.js';
import { people } from './resources/people.js';
import { settings } from './resources/settings.js';
import { calendars, policies } from './resources/sla.js';
import { webhooks } from './resources/webhooks.js';
import type { AdminKey } from './texts/keys.js';

type Role = Me['role'];

/** A page of the settings: a list, one item without a list, or a screen of its own. */
export type AdminPage = { readonly group: AdminKey; readonly roles: readonly Role[] } & (
  | { readonly kind: 'list' | 'single'; readonly resource: Resource }
  | {
      readonly kind: 'screen';
      readonly id: string;
      readonly title: AdminKey;
      readonly Screen: ComponentType;
    }
);

const MANAGERS: readonly Role[] = ['manager', 'admin'];
const ADMINS: readonly Role[] = ['admin'];
const STAFF: readonly Role[] = ['moderator', 'manager', 'admin'];

const list = (
  group: AdminKey,
  roles: readonly Role[],
  ...resources: readonly Resource[]
): readonly AdminPage[] => resources.map((resource) => ({ kind: 'list', group, roles, resource }));

/** All pages, in the order in which the settings show them. The API decides again who may do what. */
export const PAGES: readonly AdminPage[] = [
  ...list('group.people', MANAGERS, people, teams, organisations),
  ...list('group.desk', MANAGERS, categories, ticketTypes, resolutionCodes, holdReasons),
  ...list('group.desk', ADMINS, customFields),
  ...list('group.sla', MANAGERS, policies, calendars),
  {
    kind: 'screen',
    group: 'group.sla',
    roles: MANAGERS,
    id: 'simulator',
    title: 'simulator',
    Screen: lazy(async () => ({ default: (await import('./pages/simulator-page.js')).SimulatorPage })),
  },
  ...list('group.knowledge', STAFF, articles),
  {
    kind: 'screen',
    group: 'group.knowledge',
    roles: STAFF,
    id: 'gaps',
    title: 'gaps',
    Screen: lazy(async () => ({ default: (await import('./pages/gaps-page.js')).GapsPage })),
  },
  { kind: 'single', group: 'group.system', roles: ADMINS, resource: settings },
  ...list('group.system', MANAGERS, mailTemplates),
  ...list('group.system', ADMINS, webhooks),
  ...list('group.system', STAFF, apiKeys),
  {
    kind: 'screen',
    group: 'group.system',
    roles: ADMINS,
    id: 'ai',
    title: 'ai',
    Screen: lazy(async () => ({ default: (await import('./pages/ai-page.js')).AiPage })),
  },
  {
    kind: 'screen',
    group: 'group.operations',
    roles: STAFF,
    id: 'health',
    title: 'health',
    Screen: lazy(async () => ({ default: (await import('./pages/health-page.js')).HealthPage })),
  },
  ...list('group.operations', ADMINS, deliveries),
  ...list('group.operations', MANAGERS, receivedMails),
  ...list('group.operations', ADMINS, securityEvents, sweeps, deletedTickets),
];

export const idOfPage = (page: AdminPage): string => (page.kind === 'screen' ? page.id : page.resource.id);
export const titleOfPage = (page: AdminPage): AdminKey =>
  page.kind === 'screen' ? page.title : page.resource.title;
