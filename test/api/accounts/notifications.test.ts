import { describe, expect, it } from '@jest/globals';
import { mailSwitchId } from '../../../src/domain/mail/mail-switch.js';
import { MAIL_GROUPS, type MailGroup } from '../../../src/domain/accounts/mail-settings.js';
import { dataOf } from '../../support/http-client.js';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';

const people = withPeople({});
const NOTIFICATIONS = '/api/v1/users/me/notifications';
type Caller = typeof people.alice;

const read = ({ api }: Caller) => dataOf(api.GET(NOTIFICATIONS, {}));
type Settings = Awaited<ReturnType<typeof read>>;
const write = ({ api }: Caller, body: Settings) => api.PUT(NOTIFICATIONS, { body });

const ALL = Object.fromEntries(MAIL_GROUPS.map((group) => [group, true])) as Settings['mails'];
const NIGHT = { from: '22:00', to: '07:00', time_zone: 'Europe/Berlin' };

describe('the mail settings of people', () => {
  it('allow all mails at first, then what the person chooses, with a version and an event', async () => {
    expect(await read(people.carol)).toEqual({ language: null, mails: ALL, quiet_hours: null });
    const wanted = { language: 'de', mails: { ...ALL, comments: false }, quiet_hours: NIGHT } as const;
    const { data, response } = await write(people.carol, wanted);
    expect([response.status, data]).toEqual([200, wanted]);
    expect(response.headers.get('etag')).toMatch(/^"\d+"$/u);
    expect(await read(people.carol)).toEqual(wanted);
    expect(await read(people.bob)).toMatchObject({ language: null, mails: ALL });

    const query = { user: await people.idOf(people.carol), action: ['account.edited' as const] };
    const { security_events: trail } = await dataOf(
      people.admin.api.GET('/api/v1/admin/security-events', { params: { query } }),
    );
    expect(trail[0]!.details).toMatchObject({
      language: { from: null, to: 'de' },
      mails_off: { from: [], to: ['comments'] },
    });
    await write(people.carol, { language: null, mails: ALL, quiet_hours: null });
  });

  it('are refused with every fault: invalid zones and times, and unknown fields', async () => {
    const wrong = { ...NIGHT, to: '22:00', time_zone: 'Mars/Olympus' };
    const refused = await write(people.alice, { language: null, mails: ALL, quiet_hours: wrong });
    expectProblem(refused, 422, 'invalid_input');
    expect(faultPaths(refused)).toEqual(['quiet_hours.time_zone', 'quiet_hours.to']);
    for (const body of [
      { language: 'xx', mails: ALL, quiet_hours: null },
      { language: null, mails: { ...ALL, assigned: false }, quiet_hours: null },
      { language: null, mails: { comments: true }, quiet_hours: null },
      { language: null, mails: ALL, quiet_hours: { ...NIGHT, from: '24:00' } },
      { language: null, mails: ALL },
    ]) {
      const { status } = await people.alice.send('PUT', NOTIFICATIONS, body);
      expect([body, status]).toEqual([body, 422]);
    }
  });

  it('are not overwritten by a caller who has not seen the last change', async () => {
    const settings = await read(people.bob);
    const stale = await write(people.bob.with({ 'if-match': '"0"' }), settings);
    expectProblem(stale, 412, 'version_conflict');
  });

  it('determine the language of all mails, also to staff', async () => {
    const settings = await read(people.bob);
    await write(people.bob, { ...settings, language: 'fr' });
    const { number } = await people.ticket();
    const [mail] = await people.holdfast.sink.received(
      1,
      ({ subject, text }) =>
        subject?.includes(number) === true && text?.includes('vous est attribué') === true,
    );
    expect(mail!.headers.get('content-language')).toBe('fr');
    expect(mail!.text).not.toContain('/u/');
    expect(mail!.headers.get('list')).toBeUndefined();
    await write(people.bob, settings);
  });
});

describe('the unsubscribe link of a mail', () => {
  const linkOf = async (person: Caller, group: MailGroup) => {
    const id = mailSwitchId({ personId: await people.idOf(person), group });
    return `${people.holdfast.url}/u/${people.holdfast.deps.mailedSecrets.token(id)}`;
  };
  const post = (link: string, body: URLSearchParams | FormData) => fetch(link, { method: 'POST', body });
  const isOn = async (person: Caller, group: MailGroup) => (await read(person)).mails[group];

  it('is in the headers for mail programs, and in the text', async () => {
    const { number } = await people.ticket();
    const [mail] = await people.holdfast.sink.received(
      1,
      ({ subject }) => subject?.startsWith(`[${number}] We have received`) === true,
    );
    const header = (key: string) => mail!.headerLines.find((line) => line.key === key)?.line ?? '';
    const [, link = ''] = /<(http\S+)>/u.exec(header('list-unsubscribe').replaceAll(/\s/gu, '')) ?? [];
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(mail!.text).toContain(`No more mails like this one: ${link}`);
    expect(mail!.html).toContain(link);
    expect(new URL(link).pathname).toBe(new URL(await linkOf(people.alice, 'status')).pathname);
  });

  it('changes nothing on GET, and unsubscribes once on POST, in both forms of one click', async () => {
    const link = await linkOf(people.alice, 'status');
    const page = await fetch(link);
    expect([page.status, await page.text()]).toEqual([200, expect.stringContaining('Switch them off')]);
    const inGerman = await fetch(link, { headers: { 'accept-language': 'de' } });
    expect(await inGerman.text()).toContain('Sie erhalten E-Mails über Tickets, die');
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await isOn(people.alice, 'status')).toBe(true);

    const multipart = new FormData();
    multipart.set('List-Unsubscribe', 'One-Click');
    for (const body of [new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }), multipart]) {
      const off = await post(link, body);
      expect([off.status, await off.text()]).toEqual([200, expect.stringContaining('Switch them on again')]);
      expect(await isOn(people.alice, 'status')).toBe(false);
      const twice = await post(link, new URLSearchParams({ mails: 'off' }));
      expect(twice.status).toBe(200);
      expect((await read(people.alice)).mails).toEqual({ ...ALL, status: false });
      const on = await post(link, new URLSearchParams({ mails: 'on' }));
      expect([on.status, await on.text()]).toEqual([200, expect.stringContaining('You get mails about')]);
      expect(await isOn(people.alice, 'status')).toBe(true);
    }
  });

  it('unsubscribes each group once when several are used at the same time', async () => {
    const links = await Promise.all(MAIL_GROUPS.map((group) => linkOf(people.maya, group)));
    const answers = await Promise.all(links.map((link) => post(link, new URLSearchParams())));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(Object.values((await read(people.maya)).mails)).toEqual(MAIL_GROUPS.map(() => false));
  });

  it('is refused if it is forged, or its owner has left', async () => {
    const link = await linkOf(people.alice, 'status');
    for (const other of [`${link}x`, link.replace('status', 'digests')]) {
      expect((await fetch(other)).status).toBe(404);
      expect((await post(other, new URLSearchParams())).status).toBe(404);
    }
    expect(await isOn(people.alice, 'status')).toBe(true);
    const nobody = people.holdfast.deps.mailedSecrets.token(
      mailSwitchId({ personId: 'nobody', group: 'status' }),
    );
    expect((await fetch(`${people.holdfast.url}/u/${nobody}`)).status).toBe(410);
  });
});
