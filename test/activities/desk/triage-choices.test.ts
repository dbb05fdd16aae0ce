import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createGeminiModel } from '../../../src/adapters/ai/providers/gemini/gemini.js';
import { addChoice, editChoice, removeChoice } from '../../../src/app/desk/choices.js';
import { createTicket, type NewTicket } from '../../../src/app/tickets/create-ticket.js';
import { editTicket } from '../../../src/app/tickets/edit-ticket.js';
import { fallBackTriage } from '../../../src/app/triage/fall-back-triage.js';
import { triageTicket } from '../../../src/app/triage/triage-ticket.js';
import { actorOf, type Actor } from '../../../src/domain/access/actor.js';
import type { Ticket } from '../../../src/domain/tickets/ticket.js';
import { INITIAL_RUN } from '../../../src/domain/tickets/triage.js';
import { silentLogger } from '../../../src/ports/logger.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import {
  GOOD_ANSWER,
  startGeminiStandIn,
  type GeminiStandIn,
} from '../../support/servers/gemini-stand-in.js';
import { aTeam } from '../../support/tickets/builders.js';
import { aChoice } from '../../support/tickets/choices.js';

const { signal } = new AbortController();
const VPN = { title: 'VPN drops', description: 'The vpn drops every ten minutes.' };

let holdfast: Holdfast;
let gemini: GeminiStandIn;
let [alice, maya]: Actor[] = [];
let warnings: unknown[] = [];

beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false });
  gemini = await startGeminiStandIn();
  [alice, maya] = await Promise.all(
    ['alice', 'maya'].map(async (name) => {
      const user = await holdfast.deps.users.findByEmail(`${name}@holdfast.local`);
      return actorOf(user!);
    }),
  );
});
afterAll(async () => {
  await gemini.close();
  await holdfast.close();
});
beforeEach(() => {
  warnings = [];
});

function deps() {
  const logger = { ...silentLogger, warn: (fields: unknown) => void warnings.push(fields) };
  const languageModel = createGeminiModel({
    apiKey: 'key',
    baseUrl: gemini.url,
    model: 'gemini-2.5-flash',
    timeoutMs: 5_000,
  });
  return { ...holdfast.deps, currentModel: () => Promise.resolve(languageModel), logger };
}

const open = (fields: Partial<NewTicket> = {}): Promise<Ticket> =>
  createTicket(holdfast.deps, alice!, {
    source: 'api',
    input: { ...VPN, ...fields },
    id: holdfast.deps.newId(),
  });

function answerWith(answer: Partial<Record<keyof typeof GOOD_ANSWER, unknown>>): void {
  gemini.script({ kind: 'answer', answer: { ...GOOD_ANSWER, ...answer } });
}

async function addBilling(name: string): Promise<void> {
  await holdfast.deps.teams.addIfMissing(aTeam('finance'));
  const choice = aChoice({ name, description: 'Invoices and payments', team: 'finance', priority: 'high' });
  await addChoice(holdfast.deps, maya!, 'categories', choice, holdfast.deps.newId());
}

const sentTo = (stand: GeminiStandIn): string => JSON.stringify(stand.requests.at(-1));

describe('a model', () => {
  it('gets the existing categories and types, with their descriptions', async () => {
    await addBilling('billing');
    await addChoice(
      holdfast.deps,
      maya!,
      'ticketTypes',
      aChoice({ name: 'incident' }),
      holdfast.deps.newId(),
    );
    answerWith({ category: 'billing', ticket_type: 'incident', suggested_team: 'finance' });
    const ticket = await open();
    const triaged = await triageTicket(deps(), ticket.id, INITIAL_RUN, signal);
    expect(triaged).toMatchObject({
      category: 'billing',
      type: 'incident',
      team: 'finance',
      triage: { state: 'done', promptVersion: 'triage-2' },
    });
    const request = sentTo(gemini);
    for (const told of ['Invoices and payments', 'finance', 'incident', 'A defect of a program']) {
      expect(request).toContain(told);
    }
    expect(warnings).toEqual([]);
  });

  it('uses the default team of the category only without a suggested team', async () => {
    await addBilling('money');
    answerWith({ category: 'money', suggested_team: null });
    const first = await open();
    expect((await triageTicket(deps(), first.id, INITIAL_RUN, signal)).team).toBe('finance');
    answerWith({ category: 'money', suggested_team: 'workplace' });
    const second = await open();
    expect((await triageTicket(deps(), second.id, INITIAL_RUN, signal)).team).toBeNull();
  });

  it('that still names a retired category means "other", with one line in the log', async () => {
    const { id } = await open({ category: 'printer' });
    await removeChoice(holdfast.deps, maya!, 'categories', 'printer');
    answerWith({ category: 'printer' });
    const ticket = await open();
    const before = gemini.requests.length;
    const triaged = await triageTicket(deps(), ticket.id, INITIAL_RUN, signal);
    expect(triaged).toMatchObject({ category: 'other', triage: { state: 'done' } });
    expect(gemini.requests).toHaveLength(before + 1);
    expect(sentTo(gemini)).not.toContain('Printing and scanning');
    expect(warnings).toEqual([{ ticketId: ticket.id, keys: ['printer'] }]);
    answerWith({});
    expect((await triageTicket(deps(), id, INITIAL_RUN, signal)).category).toBe('printer');
    await editChoice(holdfast.deps, maya!, 'categories', 'printer', { isActive: true });
  });

  it('that names what never was a category is asked again', async () => {
    answerWith({ category: 'garden' });
    answerWith({ category: 'email' });
    const ticket = await open();
    const triaged = await triageTicket(deps(), ticket.id, INITIAL_RUN, signal);
    expect(triaged.category).toBe('email');
    expect(warnings).toEqual([]);
  });
});

describe('the built-in rules', () => {
  const fallBack = ({ id }: Ticket) => fallBackTriage(deps(), id, INITIAL_RUN);

  it('replace a retired or removed category or type with "other", and continue', async () => {
    const printer = { title: 'Printer prints nothing', description: 'The printer is broken, paper jam.' };
    await removeChoice(holdfast.deps, maya!, 'ticketTypes', 'technical');
    await editChoice(holdfast.deps, maya!, 'categories', 'printer', { isActive: false });
    const ticket = await fallBack(await open({ ...printer, title: 'Printer is down' }));
    expect(ticket).toMatchObject({ category: 'other', triage: { state: 'fallback', provider: 'local' } });
    expect(warnings).toHaveLength(1);
    await editChoice(holdfast.deps, maya!, 'categories', 'printer', { isActive: true });
  });

  it('give team and priority of the category, unless the text says more', async () => {
    for (const key of ['noc', 'core']) await holdfast.deps.teams.addIfMissing(aTeam(key));
    const defaults = { team: 'noc', priority: 'high' } as const;
    await editChoice(holdfast.deps, maya!, 'categories', 'network', defaults);
    expect(await fallBack(await open())).toMatchObject({
      category: 'network',
      team: 'noc',
      priority: 'high',
      triage: { suggestedTeam: 'noc' },
    });
    const urgent = await open({ description: 'Urgent: the vpn is down for everybody.' });
    expect((await fallBack(urgent)).priority).toBe('urgent');
    const staffed = await open();
    await editTicket(holdfast.deps, maya!, staffed.id, { team: 'core' });
    expect((await fallBack(staffed)).team).toBe('core');
  });
});
