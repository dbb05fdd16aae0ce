import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { offerSetupLink } from '../../../src/app/accounts/first-administrator.js';
import { silentLogger } from '../../../src/ports/logger.js';
import { printSetupLink } from '../../../src/print-setup-link.js';
import { LANGUAGES } from '../../../src/domain/languages.js';
import { addDays } from '../../../src/domain/time.js';
import { PAGE_TEXTS } from '../../../src/api/pages/texts/page-texts.js';
import { withPeople } from '../../support/api/people.js';

const people = withPeople();
const GOOD = { name: 'Eve', email: 'Eve@example.org', password: 'a long enough phrase' };

async function pathOf(deps = people.holdfast.deps): Promise<string> {
  const url = await offerSetupLink(deps);
  return new URL(url!).pathname;
}

const pageOf = async (path: string, language = 'en') => {
  const response = await fetch(people.holdfast.url + path, { headers: { 'accept-language': language } });
  return [response.status, await response.text()] as const;
};
const send = async (path: string, form: Readonly<Record<string, string>>) => {
  const response = await fetch(people.holdfast.url + path, {
    method: 'POST',
    body: new URLSearchParams(form),
  });
  return [response.status, await response.text()] as const;
};

describe('the link of the first administrator', () => {
  const users = () => people.holdfast.mongo.collection<{ _id: string }>('users');
  beforeEach(async () => {
    await users().updateMany({ role: 'admin' }, { $set: { isActive: false } });
    await people.holdfast.mongo.collection('setup_links').deleteMany({});
  });
  afterEach(async () => {
    await users().deleteMany({ email: /example\.org$/u });
    await users().updateMany({ role: 'admin' }, { $set: { isActive: true } });
  });

  it('shows a form in six languages, and creates the administrator once', async () => {
    const path = await pathOf();
    for (const language of LANGUAGES) {
      const [status, page] = await pageOf(path, `xx, ${language};q=0.8`);
      expect([status, page]).toEqual([200, expect.stringContaining(PAGE_TEXTS[language]['setup.button'])]);
      expect(page).toContain(`<html lang="${language}">`);
    }
    const stored = await people.holdfast.mongo.collection('setup_links').find().toArray();
    expect(JSON.stringify(stored)).not.toContain(path.split('/').at(-1));
    expect((await send(path, GOOD))[0]).toBe(200);
    const { email, password } = GOOD;
    const signedIn = await people.nobody.post('/api/v1/auth/login', { email, password });
    expect(signedIn.body.user).toMatchObject({ email: 'eve@example.org', name: 'Eve', role: 'admin' });
    expect((await send(path, GOOD))[0]).toBe(410);
    expect((await pageOf(path))[0]).toBe(410);
    expect(await offerSetupLink(people.holdfast.deps)).toBeNull();
  });

  it('creates one administrator, also when several links are used at the same time', async () => {
    const paths = [await pathOf(), await pathOf(), await pathOf()];
    const sent = await Promise.all(
      [...paths, ...paths].map((path, index) => send(path, { ...GOOD, email: `e${index}@example.org` })),
    );
    const codes = sent.map(([status]) => status).sort();
    expect(codes).toEqual([200, 410, 410, 410, 410, 410]);
    expect(await users().countDocuments({ role: 'admin', isActive: true })).toBe(1);
  });

  it('is printed apart from the log, and only while there is no administrator', async () => {
    const printed: string[] = [];
    const logged: string[] = [];
    const { deps } = people.holdfast;
    const warn = (fields: object, message: string) => void logged.push(JSON.stringify([fields, message]));
    const logger = { ...silentLogger, warn };
    await printSetupLink({ ...deps, logger }, (text) => void printed.push(text));
    const [link] = /http\S+/u.exec(printed.join(''))!;
    expect((await pageOf(new URL(link).pathname))[0]).toBe(200);
    expect(logged.join('')).toMatch(/no administrator exists/u);
    expect(logged.join('')).not.toContain('hfs_');
    const away = { ...deps.setupLinks, add: () => Promise.reject(new Error('away')) };
    await printSetupLink({ ...deps, logger, setupLinks: away }, (text) => void printed.push(text));
    expect((await send(new URL(link).pathname, GOOD))[0]).toBe(200);
    await printSetupLink({ ...deps, logger }, (text) => void printed.push(text));
    expect([printed.length, logged.length]).toEqual([1, 2]);
  });

  it('stays valid after a form with errors', async () => {
    const path = await pathOf();
    for (const wrong of [
      {},
      { ...GOOD, email: 'nobody' },
      { ...GOOD, name: '' },
      { ...GOOD, password: 'short' },
      { ...GOOD, password: 'password123' },
      { ...GOOD, email: 'alice@holdfast.local' },
    ] as Readonly<Record<string, string>>[]) {
      const [status, page] = await send(path, wrong);
      expect([status, page]).toEqual([422, expect.stringContaining('role="alert"')]);
      if (wrong['password'] !== undefined) expect(page).not.toContain(`value="${wrong['password']}"`);
    }
    expect((await send(path, GOOD))[0]).toBe(200);
  });

  it('ends after a day and with the first administrator, and cannot be forged', async () => {
    const late = addDays(new Date(), -1);
    const deps = { ...people.holdfast.deps, clock: { now: () => late } };
    const expired = await pathOf(deps);
    const live = await pathOf();
    expect((await pageOf(expired))[0]).toBe(410);
    expect((await send(expired, GOOD))[0]).toBe(410);
    expect((await pageOf('/setup/hfs_no'))[0]).toBe(410);
    await users().updateOne({ email: 'admin@holdfast.local' }, { $set: { isActive: true } });
    expect((await pageOf(live))[0]).toBe(410);
    expect((await send(live, GOOD))[0]).toBe(410);
  });
});
