import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { IncomingBodies } from '../../../src/api/http/incoming-bodies.js';
import { DEMO_PASSWORD } from '../../../src/app/operations/seed.js';
import type { PasswordHasher } from '../../../src/ports/accounts/security.js';
import type { Client } from '../../support/http-client.js';
import { VPN_TICKET } from '../../support/tickets/tickets.js';
import { waitFor } from '../../support/wait-for.js';
import { withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';

const people = withPeople();
const JSON_TYPE = 'application/json';
const FORM_TYPE = 'application/x-www-form-urlencoded';
const REFRESH = '/api/v1/auth/refresh';
const LOGIN = '/api/v1/auth/login';

/** A request whose head is sent, and whose body is up to the test. */
class Sending {
  answer = '';
  isOver = false;

  private constructor(private readonly socket: Socket) {
    socket.setEncoding('utf8').on('data', (text: string) => (this.answer += text));
    socket.on('error', () => undefined).on('close', () => (this.isOver = true));
  }

  static async to({ url }: Client, path: string, type: string, length: number): Promise<Sending> {
    const { hostname, port } = new URL(url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    const sending = new Sending(socket);
    socket.write(
      `POST ${path} HTTP/1.1\r\nHost: desk\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`,
    );
    return sending;
  }

  send(text: string): void {
    this.socket.write(text);
  }

  end(): void {
    this.socket.destroy();
  }

  status(): Promise<number> {
    return waitFor('an answer', () => {
      const status = /^HTTP\/1\.1 (\d{3})/u.exec(this.answer)?.[1];
      return status === undefined ? undefined : Number(status);
    });
  }
}

describe('bodies that come slowly', () => {
  it('block no other request, and time out', () =>
    serveWith(people.holdfast, { maxInProgress: 2 }, async (client) => {
      const alice = await client.signIn('alice@holdfast.local', DEMO_PASSWORD);
      const paths = ['/a/x', '/s/x', '/r/x', '/u/x', '/reset-password/x', '/temporal/codec'];
      const slow = await Promise.all([
        ...Array.from({ length: 20 }, () => Sending.to(client, REFRESH, JSON_TYPE, 1_000)),
        ...paths.flatMap((path) => [1, 2].map(() => Sending.to(client, path, FORM_TYPE, 1_000))),
      ]);
      for (const sending of slow) sending.send('{');
      for (let round = 0; round < 5; round += 1) {
        expect((await alice.get('/api/v1/tickets')).status).toBe(200);
        expect((await alice.post('/api/v1/tickets', VPN_TICKET)).status).toBe(201);
      }
      for (const sending of slow) {
        expect(await sending.status()).toBe(400);
        expect(sending.answer).toContain('did not arrive within 10 s');
        await waitFor('the connection to be closed', () => (sending.isOver ? true : undefined));
      }
      expect((await alice.get('/api/v1/tickets')).status).toBe(200);
    }));

  it('are read when they are complete, and free their place when the sender disconnects', () =>
    serveWith(people.holdfast, { maxInProgress: 1 }, async (client) => {
      const body = JSON.stringify({ email: 'alice@holdfast.local', password: DEMO_PASSWORD });
      const login = await Sending.to(client, LOGIN, JSON_TYPE, body.length);
      const form = new URLSearchParams({ email: 'admin@holdfast.local', password: DEMO_PASSWORD }).toString();
      const page = await Sending.to(client, '/temporal/codec', FORM_TYPE, form.length);
      const leaver = await Sending.to(client, LOGIN, JSON_TYPE, body.length);
      for (const [sending, text] of [
        [login, body],
        [page, form],
        [leaver, body],
      ] as const) {
        sending.send(text.slice(0, 10));
      }
      leaver.end();
      expect((await client.post(REFRESH, { refresh_token: 'none' })).status).toBe(401);
      login.send(body.slice(10));
      page.send(form.slice(10));
      expect([await login.status(), await page.status()]).toEqual([200, 200]);
      expect((await client.post(REFRESH, { refresh_token: 'none' })).status).toBe(401);
      login.end();
      page.end();
    }));

  it('wait for a place when they are there, and are refused where there is none', async () => {
    let letGo: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (letGo = resolve));
    const { hasher } = people.holdfast.deps;
    let busy = 0;
    const slowHasher: PasswordHasher = {
      hash: (password) => hasher.hash(password),
      verify: async (hash, password) => {
        busy += 1;
        await held;
        return hasher.verify(hash, password);
      },
    };
    await serveWith(people.holdfast, { maxInProgress: 1, hasher: slowHasher }, async (client) => {
      const body = JSON.stringify({ refresh_token: 'none' });
      const late = await Sending.to(client, REFRESH, JSON_TYPE, body.length);
      late.send(body.slice(0, 5));
      const first = client.post(LOGIN, { email: 'alice@holdfast.local', password: DEMO_PASSWORD });
      await waitFor('the only place to be taken', () => (busy === 1 ? true : undefined));
      late.send(body.slice(5));
      expect(await late.status()).toBe(503);
      expect(late.answer).toContain('"code":"overloaded"');
      letGo();
      expect((await first).status).toBe(200);
      late.end();
    });
  });

  it('hold no more than so much memory together', async () => {
    const bodies = new IncomingBodies(600_000, 100);
    const receive = () => {
      const stream = new PassThrough();
      const request = stream as unknown as IncomingMessage;
      return { stream, body: bodies.receive(request, async () => (await once(stream, 'end')).length) };
    };
    const [first, second] = [receive(), receive()];
    const refused = expect(second.body).rejects.toMatchObject({
      code: 'overloaded',
      headers: { Connection: 'close', 'Retry-After': expect.stringMatching(/^[1-5]$/u) },
    });
    first.stream.write(Buffer.alloc(60));
    second.stream.write(Buffer.alloc(60));
    await refused;
    first.stream.end();
    await first.body;
    const third = receive();
    third.stream.end(Buffer.alloc(100));
    await expect(third.body).resolves.toBe(0);
  });
});
