import { describe, expect, it } from '@jest/globals';
import { MAIL_GROUPS, MAIL_LANGUAGES } from '../../../src/domain/accounts/mail-settings.js';
import { dataOf } from '../../support/http-client.js';
import { mailedCode, mailedLink } from '../../support/mail/secrets.js';
import { waitFor } from '../../support/wait-for.js';
import { accountsOf, AUTH, editPerson, makeKey, PASSWORD } from '../../support/api/accounts.js';
import { faultPaths, withPeople } from '../../support/api/people.js';

const people = withPeople({ worker: true });
const { newcomer, someone } = accountsOf(people);
const NEW_PASSWORD = 'four words of mine';

/** The mail with this subject, once it is there. */
async function mailTo(address: string, subject: string) {
  const [mail] = await people.holdfast.sink.received(
    1,
    (each) => JSON.stringify(each.to).includes(address) && each.subject?.includes(subject) === true,
  );
  return mail!;
}

const change = (client: ReturnType<typeof people.nobody.with>, password = NEW_PASSWORD) =>
  client.api.POST(`${AUTH}/change-password`, {
    body: { current_password: PASSWORD, new_password: password },
  });

describe('a person is mailed', () => {
  it('that their password was changed', async () => {
    const { email, client } = await someone();
    expect((await change(client)).response.status).toBe(204);
    const mail = await mailTo(email, 'password for Holdfast was changed');
    expect(mail.text).toContain('request a new password');
    expect(mail.text).not.toMatch(/https?:/u);
    expect(mail.headers.has('list-unsubscribe')).toBe(false);
  });

  it('… also by a mailed link, and it cannot be switched off', async () => {
    const { id, email } = await newcomer();
    const users = people.holdfast.mongo.collection<{ _id: string }>('users');
    const quiet = { from: '00:00', to: '23:59', timeZone: 'UTC' };
    await users.updateOne({ _id: id }, { $set: { mailsOff: [...MAIL_GROUPS], quietHours: quiet } });
    await people.nobody.api.POST(`${AUTH}/request-password-reset`, { body: { email } });
    const token = (await mailedLink(people.holdfast.sink, email)).split('/').at(-1)!;
    await dataOf(
      people.nobody.api.POST(`${AUTH}/reset-password`, { body: { token, password: NEW_PASSWORD } }),
    );
    await mailTo(email, 'password for Holdfast was changed');
  });

  it.each(MAIL_LANGUAGES)('… in their language (%s)', async (language) => {
    const { id, email, client } = await someone();
    await people.holdfast.mongo
      .collection<{ _id: string }>('users')
      .updateOne({ _id: id }, { $set: { language } });
    await change(client);
    const mail = await mailTo(email, 'Holdfast');
    expect(mail.headers.get('content-language') ?? language).toBe(language);
    expect(mail.subject!.includes('was changed')).toBe(language === 'en');
  });

  it('that their address was changed, at the former one', async () => {
    const { id, email } = await someone();
    await people.holdfast.mongo
      .collection<{ _id: string }>('users')
      .updateOne({ _id: id }, { $set: { emailVerifiedAt: new Date() } });
    const now = `now-${email}`;
    await dataOf(editPerson(people.admin.at(1), id, { email: now }));
    const mail = await mailTo(email, 'address of your Holdfast account was changed');
    expect(JSON.stringify(mail.to)).not.toContain(now);
    expect(mail.text).not.toContain(now);

    await people.admin.api.DELETE('/api/v1/users/{user}', { params: { path: { user: id } } });
    const deliveries = people.holdfast.mongo.collection('deliveries');
    await waitFor('the former address to be forgotten', async () =>
      (await deliveries.countDocuments({
        'recipient.id': id,
        'details.former_address': { $exists: true },
      })) === 0
        ? true
        : undefined,
    );
  });

  it('… and a permanent rejection by the former address does not mark the new one', async () => {
    const { id, email } = await someone();
    const users = people.holdfast.mongo.collection<{ _id: string }>('users');
    await users.updateOne({ _id: id }, { $set: { emailVerifiedAt: new Date() } });
    people.holdfast.sink.refuse(email);
    await dataOf(editPerson(people.admin.at(1), id, { email: `now-${email}` }));
    const deliveries = people.holdfast.mongo.collection('deliveries');
    await waitFor('the mail to be refused', async () =>
      (await deliveries.countDocuments({ 'recipient.id': id, kind: 'address_changed', state: 'failed' })) ===
      1
        ? true
        : undefined,
    );
    expect((await people.holdfast.deps.users.find(id))!.mailProblem).toBeNull();
  });

  it('a code at a further address, which adds it, and a notice at the primary address', async () => {
    const { id, email, client } = await someone();
    const { sink, deps } = people.holdfast;
    const further = `home-${email}`;
    const ask = (address: string) => client.post('/api/v1/users/me/addresses', { email: address });
    const confirm = (code: string, address = further) =>
      client.post('/api/v1/users/me/addresses/confirm', { email: address, code });
    expect((await ask(further)).status).toBe(202);
    const code = await mailedCode(sink, further);
    const wrong = code === '000000' ? '000001' : '000000';
    expect(faultPaths(await confirm(wrong))).toEqual(['code']);
    expect(faultPaths(await confirm(code, `x-${further}`))).toEqual(['code']);
    // A sign-in code adds no address, and this code opens no session.
    expect((await people.nobody.post(`${AUTH}/verify-otp`, { email, otp: code })).status).toBe(401);
    const added = await confirm(code);
    expect([added.status, added.body.other_addresses]).toEqual([200, [further]]);
    expect((await mailTo(email, 'address was added')).text).toContain(further);
    expect((await deps.users.findByAddress(further))!.id).toBe(id);
    expect(faultPaths(await confirm(code))).toEqual(['code']);
    expect(faultPaths(await ask(further))).toEqual(['email']);
    // The address of another person: the same answer, and no code.
    expect((await ask('alice@holdfast.local')).status).toBe(202);
    expect(await deps.codes.live(id, ['new_address'], new Date())).toEqual([]);
  });

  it('that they removed a further address, which another account can then have', async () => {
    const [{ id, email, client }, other] = [await someone(), await someone()];
    const [first, second] = [`first-${email}`, `second-${email}`];
    await people.holdfast.mongo
      .collection<{ _id: string }>('users')
      .updateOne({ _id: id }, { $set: { otherAddresses: [first, second] } });
    const remove = (address: string) => client.post('/api/v1/users/me/addresses/remove', { email: address });
    expect(faultPaths(await remove(email))).toEqual(['email']);
    const answers = await Promise.all([remove(first), remove(first)]);
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const answer = answers.find(({ status }) => status === 200)!;
    expect(answer.body.other_addresses).toEqual([second]);
    for (const unknown of [first, other.email]) expect(faultPaths(await remove(unknown))).toEqual(['email']);
    expect((await mailTo(email, 'address was removed')).text).toContain(first);
    const { users } = people.holdfast.deps;
    expect(await users.findByAddress(first)).toBeNull();
    await dataOf(editPerson(people.admin.at(1), other.id, { other_addresses: [first] }));
    expect((await users.findByAddress(first))!.id).toBe(other.id);

    await people.admin.api.DELETE('/api/v1/users/{user}', { params: { path: { user: id } } });
    const deliveries = people.holdfast.mongo.collection('deliveries');
    const named = { 'recipient.id': id, 'details.address': { $exists: true } };
    await waitFor('the removed address to be forgotten', async () =>
      (await deliveries.countDocuments(named)) === 0 ? true : undefined,
    );
  });

  it('that their account was merged, both of them', async () => {
    const [gone, kept] = [await someone(), await someone()];
    const { mongo } = people.holdfast;
    await mongo
      .collection<{ _id: string }>('users')
      .updateOne({ _id: gone.id }, { $set: { emailVerifiedAt: new Date() } });
    const merged = await people.maya.post(`/api/v1/users/${gone.id}/merge`, { into: kept.id });
    expect(merged.status).toBe(202);
    expect((await mailTo(kept.email, 'accounts are now one')).text).toContain('within 24 hours');
    const theirs = await mongo
      .collection('deliveries')
      .findOne({ 'recipient.id': gone.id, kind: 'people_merged' });
    expect(theirs?.['details']).toMatchObject({ former_address: gone.email });
  });

  it('that there is a new API key, and how it begins', async () => {
    const { email, client } = await someone();
    const { key, api_key: shown } = await dataOf(
      makeKey(client, { name: 'back door', scopes: ['tickets:read'] }),
    );
    const mail = await mailTo(email, 'new API key');
    expect(mail.text).toContain(shown.prefix);
    expect(mail.text).not.toContain(key);
    expect(mail.text).not.toContain('back door');
  });
});
