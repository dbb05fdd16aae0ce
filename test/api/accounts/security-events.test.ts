import { describe, expect, it } from '@jest/globals';
import { dataOf } from '../../support/http-client.js';
import { accountsOf, AUTH, makeKey, SECURITY_EVENTS } from '../../support/api/accounts.js';
import { pages } from '../../support/api/pages.js';
import { expectProblem, withPeople } from '../../support/api/people.js';
import { serveWith } from '../../support/api/serve.js';

const people = withPeople();
const { login, someone, securityEvents } = accountsOf(people);

describe('security events', () => {
  it('show sign-ins, failures, roles and keys to administrators, newest first', async () => {
    const { id, email, client } = await someone('manager');
    await login(email, 'guess');
    await dataOf(makeKey(client, { name: 'k', scopes: ['tickets:read'] }));
    const { security_events: events } = await securityEvents({ user: id });
    expect(events.map(({ action }) => action)).toEqual([
      'account.api_key_created',
      'account.sign_in_failed',
      'account.signed_in',
      'account.edited',
      'account.registered',
    ]);
    expect(events[3]!.details).toMatchObject({ role: { from: 'user', to: 'manager' } });
    expect(events[1]!.address).toMatch(/127\.0\.0\.1$/u);
    expectProblem(await client.api.GET(SECURITY_EVENTS), 403, 'forbidden');
  });

  it('name no person without an account', async () => {
    await login('secret@example.org', 'x');
    const failed = await securityEvents({ action: ['account.sign_in_failed'], page_size: 1 });
    expect(failed.security_events[0]!.user).toBeNull();
    expect(JSON.stringify(await people.holdfast.mongo.collection('events').find().toArray())).not.toContain(
      'secret@',
    );
  });

  it('have the client address from a trusted proxy, and from no other', async () => {
    const forwarded = { 'x-forwarded-for': '6.6.6.6, 203.0.113.9' };
    const body = { email: 'alice@holdfast.local', password: 'guess' };
    const addressOf = async (trustedProxies: readonly string[]) => {
      await serveWith(people.holdfast, { trustedProxies }, async (client) => {
        await client.with(forwarded).api.POST(`${AUTH}/login`, { body });
      });
      const newest = await securityEvents({ page_size: 1 });
      return newest.security_events[0]!.address;
    };
    expect(await addressOf([])).toMatch(/127\.0\.0\.1$/u);
    expect(await addressOf(['10.0.0.0/8'])).toMatch(/127\.0\.0\.1$/u);
    expect(await addressOf(['loopback'])).toBe('203.0.113.9');
  });

  it('are read page by page', async () => {
    await someone('manager');
    let total = 0;
    const seen = await pages(3, async (query) => {
      const page = await securityEvents(query);
      total = page.total;
      return { ...page, rows: page.security_events.map(({ id }) => id) };
    });
    expect(seen).toHaveLength(total);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual([...seen].sort().reverse());
    expectProblem(await people.admin.get(`${SECURITY_EVENTS}?cursor=AAAA`), 422, 'invalid_input');
  });
});
