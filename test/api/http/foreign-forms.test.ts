import { describe, expect, it } from '@jest/globals';
import { DEMO_PASSWORD } from '../../../src/app/operations/seed.js';
import { mailSwitchId } from '../../../src/domain/mail/mail-switch.js';
import { mailedLink } from '../../support/mail/secrets.js';
import { accountsOf, AUTH } from '../../support/api/accounts.js';
import { withPeople } from '../../support/api/people.js';

const PUBLIC_URL = 'https://desk.example.org';
const people = withPeople({
  worker: true,
  environment: { PUBLIC_URL, JWT_SECRET: 'a secret of this test, and of no other system' },
});
const { newcomer } = accountsOf(people);

const post = (path: string, form: Record<string, string>, headers: Record<string, string>) =>
  fetch(people.holdfast.url + path, { method: 'POST', headers, body: new URLSearchParams(form) });

/** What browsers say of a form that another site's page sends. */
const FOREIGN: readonly (readonly [string, Record<string, string>])[] = [
  ['another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
  ['another site, by an older browser', { origin: 'https://evil.example' }],
  ['a subdomain', { origin: 'https://ui.desk.example.org', 'sec-fetch-site': 'same-site' }],
  ['a page that hides where it is', { origin: 'null' }],
  ['one that does so in a newer browser', { origin: 'null', 'sec-fetch-site': 'cross-site' }],
  ['another port', { origin: 'https://desk.example.org:8233' }],
  ['the same name without TLS', { origin: 'http://desk.example.org' }],
  ['no origin at all', { origin: 'evil.example' }],
];
/** … and of our own. */
const OWN: readonly (readonly [string, () => Record<string, string>])[] = [
  ['our own page', () => ({ origin: PUBLIC_URL, 'sec-fetch-site': 'same-origin' })],
  ['our own page in an older browser', () => ({ origin: PUBLIC_URL })],
  ['our own page at another name of the host', () => ({ origin: people.holdfast.url })],
  ['our own page, which hides where it is', () => ({ origin: 'null', 'sec-fetch-site': 'same-origin' })],
  ['a reader who sends it again', () => ({ 'sec-fetch-site': 'none' })],
  ['a program', () => ({})],
];

/** All forms of ours but the one that switches mails: none gets as far as its token or its password. */
const FORMS = ['/a/token', '/s/token', '/r/token', '/reset-password/token', '/temporal/codec'];

describe.each(FORMS)('the form at %s', (path) => {
  it.each(FOREIGN)('is refused when it comes from %s', async (_, headers) => {
    const form = { email: 'admin@holdfast.local', password: DEMO_PASSWORD };
    const answer = await post(path, form, headers);
    expect([answer.status, answer.headers.getSetCookie()]).toEqual([403, []]);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('Another site sent this form');
  });

  it.each(OWN)('is read when it comes from %s', async (_, headers) => {
    expect((await post(path, {}, headers())).status).not.toBe(403);
  });

  it('says where it comes from, to us alone', async () => {
    const page = await fetch(people.holdfast.url + path);
    expect(page.headers.get('referrer-policy')).toBe('same-origin');
  });
});

describe('a form with a link that is good', () => {
  it('changes nothing when another site sends it', async () => {
    const { email } = await newcomer();
    await people.nobody.api.POST(`${AUTH}/request-password-reset`, { body: { email } });
    const link = await mailedLink(people.holdfast.sink, email);
    const form = { password: 'chosen by whoever it was' };
    expect((await post(link, form, { origin: 'https://evil.example' })).status).toBe(403);
    expect((await post(link, form, { origin: PUBLIC_URL })).status).toBe(200);
  });
});

describe('the form that switches mails', () => {
  const token = async () => {
    const personId = await people.idOf(people.alice);
    return people.holdfast.deps.mailedSecrets.token(mailSwitchId({ personId, group: 'comments' }));
  };

  it('switches off from anywhere, as mail programs do for their readers', async () => {
    const path = `/u/${await token()}`;
    for (const [, headers] of FOREIGN) {
      const answer = await post(path, { 'List-Unsubscribe': 'One-Click' }, headers);
      expect(answer.status).toBe(200);
    }
    expect((await post(path, { 'List-Unsubscribe': 'One-Click' }, {})).status).toBe(200);
  });

  it('switches on from our own page only', async () => {
    const path = `/u/${await token()}`;
    for (const [, headers] of FOREIGN) {
      expect((await post(path, { mails: 'on' }, headers)).status).toBe(403);
    }
    for (const [, headers] of OWN) expect((await post(path, { mails: 'on' }, headers())).status).toBe(200);
  });
});
