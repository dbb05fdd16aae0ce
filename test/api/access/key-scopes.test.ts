import { SCOPES, type Scope } from '../../../src/domain/access/scopes.js';
import type { Role } from '../../../src/domain/access/actor.js';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { RIGHTS, scopesOf, type Action } from '../../../src/domain/access/permissions.js';
import { dataOf } from '../../support/http-client.js';
import { accountsOf, makeKey, USERS } from '../../support/api/accounts.js';
import type { CheckedClient } from '../../support/api/contract.js';
import { expectProblem, TICKETS, withPeople } from '../../support/api/people.js';

/** Whether an API key is given no more than its scopes say: by what each answer holds, and by asking for it. */
const people = withPeople();
const { someone } = accountsOf(people);

/** What an answer of this schema tells of; what is not here tells of neither tickets nor people. */
const HOLDS: Readonly<Record<string, readonly Scope[]>> = {
  ActivityList: ['tickets:read'],
  Article: ['knowledge:read'],
  ArticleFeedbackList: ['knowledge:read'],
  ArticleList: ['knowledge:read'],
  ArticleVersionList: ['knowledge:read'],
  KnowledgeResults: ['knowledge:read'],
  KnowledgeSuggestions: ['knowledge:read'],
  BulkReport: ['tickets:read'],
  CalendarList: ['tickets:read'],
  Calendar: ['tickets:read'],
  BulkPreview: ['tickets:read'],
  Dashboard: ['tickets:read'],
  FigureSeries: ['tickets:read'],
  FiguresByAgent: ['tickets:read', 'people:read'],
  FiguresByCategory: ['tickets:read'],
  FiguresByPriority: ['tickets:read'],
  FiguresByStatus: ['tickets:read'],
  File: ['files:read'],
  AnalysedFile: ['files:read', 'tickets:read'],
  FileAnalysis: ['files:read', 'tickets:read'],
  FileLink: ['files:read', 'tickets:read'],
  Outlook: ['tickets:read'],
  TicketExplanation: ['tickets:read'],
  Category: ['tickets:read'],
  CategoryList: ['tickets:read'],
  Choice: ['tickets:read'],
  HolidayImportResult: ['tickets:read'],
  KnowledgeGaps: ['knowledge:read', 'tickets:read'],
  Comment: ['tickets:read'],
  CommentList: ['tickets:read'],
  CommentVersions: ['tickets:read'],
  CustomField: ['tickets:read'],
  CustomFieldList: ['tickets:read'],
  Delivery: ['tickets:read', 'people:read'],
  DeliveryList: ['tickets:read', 'people:read'],
  TicketMailList: ['tickets:read', 'people:read'],
  Link: ['tickets:read'],
  LiveToken: ['tickets:read'],
  Notifications: ['people:read'],
  Organisation: ['people:read'],
  OrganisationList: ['people:read'],
  Participant: ['tickets:read'],
  PersonMergeAnswer: ['people:read'],
  PersonExport: ['tickets:read', 'people:read', 'people:export'],
  PolicyMovePreview: ['tickets:read'],
  PolicyTrialOutcome: ['tickets:read'],
  RedactionAnswer: ['tickets:read'],
  ReceivedMail: ['tickets:read', 'people:read'],
  ReceivedMailList: ['tickets:read', 'people:read'],
  ReplyDraft: ['tickets:read'],
  ResolutionCodeList: ['tickets:read'],
  SecurityEventList: ['people:read'],
  SlaPolicy: ['tickets:read'],
  SlaPolicyList: ['tickets:read'],
  SweepAnswer: ['tickets:read'],
  SweepList: ['tickets:read'],
  Team: ['tickets:read', 'people:read'],
  TeamList: ['tickets:read', 'people:read'],
  TeamTimes: ['tickets:read'],
  Ticket: ['tickets:read'],
  SimilarTickets: ['tickets:read'],
  TicketConversation: ['tickets:read'],
  TicketList: ['tickets:read'],
  TicketOverview: ['tickets:read'],
  TicketSummary: ['tickets:read'],
  TicketTypeList: ['tickets:read'],
  HoldReason: ['tickets:read'],
  HoldReasonList: ['tickets:read'],
  TombstoneList: ['tickets:read'],
  AiFigures: ['tickets:read'],
  AiAgentsStatus: ['tickets:read'],
  Translation: ['tickets:read'],
  TriageActivationAnswer: ['people:read'],
  TriageModelList: ['people:read'],
  User: ['people:read'],
  UserList: ['people:read'],
  View: ['tickets:read'],
  ViewList: ['tickets:read'],
};

/** Answers that are files: a mail as it came, and what somebody attached. */
const FILES: Readonly<Record<string, readonly Scope[]>> = {
  '/api/v1/users/{user}/exports/{job}/content': ['tickets:read', 'people:read', 'people:export'],
  '/api/v1/admin/received-mails/{mail}/raw': ['tickets:read', 'people:read'],
  '/api/v1/tickets/{ticket}/attachments/{attachment}': ['tickets:read'],
  '/api/v1/files/{file}/content': ['files:read', 'tickets:read'],
  '/api/v1/events/stream': ['tickets:read'],
  // As CSV.
  '/api/v1/metrics/dashboard': ['tickets:read'],
  '/api/v1/metrics/tickets-by-category': ['tickets:read'],
  '/api/v1/metrics/tickets-by-priority': ['tickets:read'],
  '/api/v1/metrics/tickets-by-status': ['tickets:read'],
  '/api/v1/metrics/resolution-time': ['tickets:read'],
  '/api/v1/metrics/sla': ['tickets:read'],
  '/api/v1/metrics/agents': ['tickets:read', 'people:read'],
};

/** How far a job is, in numbers; and payloads, which hold ids only. */
const HOLD_NOTHING = [
  'Accepted',
  'BulkJob',
  'CategorySuggestion',
  'RerunJob',
  'PersonExportJob',
  'PolicyMoveJob',
  'TemporalPayloads',
  'Webhook',
  'WebhookList',
  'WebhookWithSecret',
  'WebhookDelivery',
  'WebhookDeliveryList',
  'WebhookRecovery',
  // The desk's own words and settings, neither of tickets nor of people.
  'MailTemplate',
  'MailTemplateList',
  'MailTemplatePreview',
  'Settings',
  'SettingsTest',
  'TriageTrainingAnswer',
  // A conversation is opened by its own token, and by no scope.
  'Chat',
  'ChatToken',
  // Of a person at a screen: no key may call these.
  'Draft',
  'NotificationChoice',
  'NotificationList',
  'Presence',
  'SlackWorkspace',
  'SlackWorkspaceList',
  'SlackChannel',
  'SlackChannelList',
  'SlackRequest',
  'SlackRequestList',
  'RequesterLink',
];

const CHAT = '/api/v1/chat';

/** A program may hand in what it cannot read: it is answered what it has sent itself, and is refused where it names what it may not read. */
const ECHOES = [`POST ${TICKETS}`, `POST ${TICKETS}/{ticket}/comments`, `POST ${TICKETS}/{ticket}/follow-up`];

interface Operation {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly action: Action;
  readonly schemas: readonly string[];
  readonly keyScopes: readonly Scope[] | null;
  readonly example: unknown;
}

function operations(): Operation[] {
  const { document } = people.contract;
  return Object.entries<any>(document.paths).flatMap(([path, item]) =>
    Object.entries<any>(item)
      .filter(([, operation]) => operation['x-permission'] !== undefined)
      .map(([method, operation]) => {
        const reference: string | undefined = operation.requestBody?.content['application/json']?.schema.$ref;
        const good = Object.entries<any>(operation.responses).filter(([status]) => status.startsWith('2'));
        return {
          name: `${method.toUpperCase()} ${path}`,
          method: method.toUpperCase(),
          path,
          action: operation['x-permission'],
          schemas: good.flatMap(([, { content = {} }]) =>
            Object.values<any>(content).map(({ schema }) => schema.$ref?.split('/').at(-1) ?? 'a file'),
          ),
          keyScopes: operation.security.find((way: any) => way.apiKey !== undefined)?.apiKey ?? null,
          example: document.components.schemas[reference?.split('/').at(-1) ?? '']?.example,
        };
      }),
  );
}

const keys = new Map<string, CheckedClient>();
const owners = new Map<Role, CheckedClient>();

/** A program of somebody with the right, with these scopes. */
async function program(role: Role, scopes: readonly Scope[]): Promise<CheckedClient> {
  const name = `${role} ${scopes.join(' ')}`;
  const owner = owners.get(role) ?? (await someone(role)).client;
  owners.set(role, owner);
  const known = keys.get(name);
  if (known !== undefined) return known;
  const { key } = await dataOf(makeKey(owner, { name: 'program', scopes: [...scopes] }));
  const client = people.nobody.with({ 'x-api-key': key, 'if-match': '*' });
  keys.set(name, client);
  return client;
}

/** The header of a new conversation, for the operation that begins one. */
async function talkOf(path: string): Promise<Record<string, string>> {
  if (path !== CHAT) return {};
  const { body } = await people.nobody.post(`${CHAT}/tokens`);
  return { 'x-chat-token': body.token };
}

function ownerOf(action: Action): Role {
  const { grants } = RIGHTS[action];
  return (['admin', 'moderator'] as const).find((role) => grants.includes(role)) ?? 'admin';
}

let all: readonly Operation[];
beforeAll(() => {
  all = operations();
});

describe('what an API key is answered', () => {
  it('needs the scopes of what is in it, by the document', () => {
    const unknown = all.flatMap(({ path, schemas }) =>
      schemas.filter(
        (schema) =>
          !HOLD_NOTHING.includes(schema) && HOLDS[schema] === undefined && FILES[path] === undefined,
      ),
    );
    // Of one's own ways to sign in no key is told.
    expect(new Set(unknown)).toEqual(
      new Set([
        ...['ApiKeyActivityList', 'ApiKeyList', 'CreatedApiKey'],
        ...['ProposedFactor', 'RecoveryCodes', 'SecondFactor'],
        ...['OwnSessions', 'PushSubscription', 'PushSubscriptions'],
      ]),
    );
    const lacking = all.flatMap(({ name, path, schemas, keyScopes }) => {
      if (keyScopes === null || ECHOES.includes(name)) return [];
      const needed = schemas.flatMap((schema) => HOLDS[schema] ?? FILES[path] ?? []);
      const missing = needed.filter((scope) => !keyScopes.includes(scope));
      return missing.length === 0 ? [] : [[name, keyScopes, missing]];
    });
    expect(lacking).toEqual([]);
    for (const { action, keyScopes } of all) expect(keyScopes).toEqual(scopesOf(action));
  });

  it('is refused to one that lacks any of its scopes, and given to one that has just these', async () => {
    const wrong: unknown[] = [];
    const user = (await someone()).id;
    for (const { name, method, path, action, keyScopes, example } of all) {
      if (keyScopes === null) continue;
      const talk = await talkOf(path);
      const { number } = await people.ticket();
      const url = path
        .replace('{ticket}', number)
        .replace('{user}', user)
        .replaceAll(/\{\w+\}/gu, 'unknown');
      for (const missing of keyScopes) {
        const others = await program(
          ownerOf(action),
          SCOPES.filter((scope) => scope !== missing),
        );
        const { status } = await others.with(talk).send(method, url, example);
        if (![403, 404].includes(status)) wrong.push([name, 'without', missing, status]);
      }
      if (/unknown|DELETE/u.test(`${method} ${url}`) || ECHOES.includes(name)) continue;
      const client = await program(ownerOf(action), keyScopes);
      const { status } = await client.with(talk).send(method, url, example);
      if ([401, 403, 404].includes(status) || status >= 500) wrong.push([name, 'with', keyScopes, status]);
    }
    expect(wrong).toEqual([]);
  }, 120_000);

  it('is nothing of tickets for one that reads people, not even in an export', async () => {
    const asked = await program('admin', ['people:read', 'people:write', 'admin']);
    const about = { params: { path: { user: await people.idOf(people.alice) } } };
    expectProblem(await asked.api.GET(`${USERS}/{user}/export`, about), 403, 'forbidden');
    const exporter = await program('admin', ['people:export', 'people:read', 'tickets:read']);
    expect((await exporter.api.GET(`${USERS}/{user}/export`, about)).response.status).toBe(200);
  });
});
