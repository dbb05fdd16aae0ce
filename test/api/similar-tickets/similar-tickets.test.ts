import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TicketVectorCopies } from '../../../src/app/similar-tickets/ticket-vector-copies.js';
import { TicketVectorFeed, vectorConsumerName } from '../../../src/app/similar-tickets/ticket-vector-feed.js';
import { DomainError } from '../../../src/domain/errors.js';
import type { Embedder, Embedders } from '../../../src/ports/embedder.js';
import { silentLogger } from '../../../src/ports/logger.js';
import { serveWith } from '../../support/api/serve.js';
import { wordEmbedder } from '../../support/embeddings/word-embedder.js';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import type { Client } from '../../support/http-client.js';
import { submit } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';

const about = (title: string, description = 'As it says.') => ({ title, description });

describe('similar tickets', () => {
  let holdfast: Holdfast;
  let alice: Client;
  let admin: Client;
  const numbers: Record<string, string> = {};

  const titlesOf = (body: any): string[] => body.similar.map(({ ticket }: any) => ticket.title);
  const similar = (client: Client, number: string, query = '') =>
    client.get(`/api/v1/tickets/${number}/similar${query}`);

  beforeAll(async () => {
    holdfast = await startHoldfast({ worker: false });
    [alice, admin] = await Promise.all([holdfast.client('alice'), holdfast.client('admin')]);
    for (const [name, by, title] of [
      ['sought', alice, 'Printer jammed on floor two'],
      ['near', alice, 'The printer is jammed again'],
      ['french', alice, 'Imprimante : bourrage papier'],
      ['far', alice, 'VPN is slow'],
      ['others', admin, 'Printer jammed in the board room'],
    ] as const) {
      numbers[name] = (await submit(by, about(title))).number;
    }
  });
  afterAll(() => holdfast.close());

  /** Serves with this embedder while its vectors are filled in, and until `use` has ended. */
  async function withVectors(
    embedders: Embedders,
    use: (
      clients: { readonly alice: Client; readonly admin: Client },
      health: () => Promise<any>,
    ) => Promise<void>,
  ): Promise<void> {
    const { deps } = holdfast;
    const ticketVectorCopies = new TicketVectorCopies(deps.ticketVectors, silentLogger, { freshMs: 0 });
    const feed = feedOf(embedders);
    feed.start();
    try {
      await serveWith(holdfast, { embedders, ticketVectorCopies }, async (client) => {
        const [requester, staff] = await Promise.all([
          client.signIn('alice@holdfast.local', 'holdfast-demo'),
          client.signIn('admin@holdfast.local', 'holdfast-demo'),
        ]);
        const health = async () => (await client.get('/health')).body.services.embeddings;
        await use({ alice: requester, admin: staff }, health);
      });
    } finally {
      await feed.close();
    }
  }

  function feedOf(embedders: Embedders): TicketVectorFeed {
    return new TicketVectorFeed(
      { ...holdfast.deps, embedders },
      { everyMs: 20, loop: { firstWaitMs: 5, maxWaitMs: 20, noteMs: 20, pageSize: 3, leaseMs: 3_000 } },
    );
  }

  const filled = (health: () => Promise<any>, model: string) =>
    waitFor(`all vectors of ${model}`, async () => {
      const state = await health();
      return state.model === model && state.status === 'ok' ? state : undefined;
    });

  it('compares words without a model, among the tickets that the reader may see', async () => {
    const { body } = await similar(admin, numbers['sought']!);
    expect(titlesOf(body).slice(0, 2).sort()).toEqual([
      'Printer jammed in the board room',
      'The printer is jammed again',
    ]);
    expect(body.similar[0]).toMatchObject({ matched_by: 'words', score: expect.any(Number) });
    expect(titlesOf((await similar(alice, numbers['sought']!)).body)).toEqual([
      'The printer is jammed again',
    ]);
    expect((await similar(alice, numbers['others']!)).status).toBe(404);
    expect((await similar(await holdfast.client(), numbers['sought']!)).status).toBe(401);
    expect((await similar(admin, numbers['sought']!, '?limit=21')).status).toBe(422);
    expect((await admin.get('/health')).body).toMatchObject({
      services: { embeddings: { status: 'degraded', model: null, filled_percent: null } },
    });
  });

  it('finds the same meaning in another language, and fills in what is missing after a restart', async () => {
    let calls = 0;
    const words = wordEmbedder('words@1');
    const dying: Embedder = {
      ...words,
      embed: (...args) => {
        calls += 1;
        if (calls > 2) return Promise.reject(new DomainError('model_unavailable', 'killed'));
        return words.embed(...args);
      },
    };
    const first = feedOf({ current: () => Promise.resolve(dying) });
    first.start();
    await waitFor('the embedder to die', () => (calls > 4 ? true : undefined));
    await first.close();
    await withVectors(words, async (clients, health) => {
      expect(await filled(health, 'words@1')).toMatchObject({ filled_percent: 100 });
      const { body } = await similar(clients.admin, numbers['sought']!);
      expect(titlesOf(body).sort()).toEqual([
        'Imprimante : bourrage papier',
        'Printer jammed in the board room',
        'The printer is jammed again',
      ]);
      const found = Object.fromEntries(body.similar.map((each: any) => [each.ticket.title, each.matched_by]));
      expect(found).toMatchObject({
        'The printer is jammed again': 'both',
        'Imprimante : bourrage papier': 'meaning',
      });
      expect(titlesOf((await similar(clients.alice, numbers['sought']!)).body)).not.toContain(
        'Printer jammed in the board room',
      );
      expect(
        titlesOf((await similar(clients.admin, numbers['sought']!, '?resolved_only=true')).body),
      ).toEqual([]);
    });
  });

  it('removes the vector with the text, and with the ticket', async () => {
    const { deps } = holdfast;
    const ticket = await submit(alice, about('Drucker: Papierstau'));
    await withVectors(wordEmbedder('words@1'), async (clients, health) => {
      const found = (title: string) =>
        waitFor(`${title} to be found`, async () =>
          titlesOf((await similar(clients.admin, numbers['sought']!)).body).includes(title)
            ? true
            : undefined,
        );
      await filled(health, 'words@1');
      await found('Drucker: Papierstau');
      const before = await deps.ticketVectors.find(ticket.id, 'words@1');
      expect(before?.vector).toHaveLength(8);
      await admin.patch(`/api/v1/tickets/${ticket.number}`, { title: 'Passwort abgelaufen' });
      await waitFor('the new vector', async () => {
        const now = await deps.ticketVectors.find(ticket.id, 'words@1');
        return now !== null && now.vector !== null && now.textHash !== before?.textHash ? now : undefined;
      });
      expect(titlesOf((await similar(clients.admin, numbers['sought']!)).body)).not.toContain(
        'Passwort abgelaufen',
      );
    });
    // No feed runs: the transaction itself removes it.
    expect(
      (await admin.send('DELETE', `/api/v1/tickets/${ticket.number}`, { reason: 'test' })).status,
    ).toBeLessThan(300);
    expect((await deps.ticketVectors.find(ticket.id, 'words@1'))?.vector).toBeNull();
  });

  it('serves the old model until the new one is filled in, and never compares both', async () => {
    const { deps } = holdfast;
    const other = wordEmbedder('words@2', 32);
    await withVectors(other, async (clients, health) => {
      await filled(health, 'words@2');
      const { body } = await similar(clients.admin, numbers['sought']!);
      expect(titlesOf(body)).toContain('Imprimante : bourrage papier');
      expect((await deps.ticketVectors.states()).map(({ model }) => model).sort()).toEqual([
        'words@1',
        'words@2',
      ]);
    });
    // A day later, the vectors of the model that is no longer used go, and its position with them.
    const state = (await deps.ticketVectors.states()).find(({ model }) => model === 'words@1')!;
    await deps.ticketVectors.noteState({ ...state, seenAt: new Date(Date.now() - 25 * 60 * 60_000) });
    await withVectors(other, async () => {
      await waitFor('the old vectors to go', async () =>
        (await deps.ticketVectors.states()).length === 1 ? true : undefined,
      );
    });
    expect(await deps.ticketVectors.count('words@1')).toBe(0);
    expect(await deps.consumerPositions.find(vectorConsumerName('words@1'))).toBeNull();
  });

  it('compares words while the embedder fails', async () => {
    const { deps } = holdfast;
    const state = (await deps.ticketVectors.states()).find(({ model }) => model === 'words@2')!;
    const late = await submit(alice, about('Printer jammed, third time'));
    const failing: Embedders = {
      current: () =>
        Promise.resolve({
          ...wordEmbedder('words@2', 32),
          embed: () => Promise.reject(new DomainError('model_unavailable', 'busy')),
        }),
    };
    const copies = new TicketVectorCopies(deps.ticketVectors, silentLogger);
    await serveWith(holdfast, { embedders: failing, ticketVectorCopies: copies }, async (client) => {
      const staff = await client.signIn('admin@holdfast.local', 'holdfast-demo');
      const { status, body } = await similar(staff, late.number);
      expect({ status, titles: titlesOf(body) }).toMatchObject({ status: 200 });
      expect(body.similar.map((each: any) => each.matched_by)).not.toContain('meaning');
      expect(body.similar.length).toBeGreaterThan(0);
    });
    expect(state.filledAt).not.toBeNull();
  });
});
