import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newSlackRequest } from '../../../src/domain/slack/inbox.js';
import { upload } from '../../support/files/uploads.js';
import { TICKETS, withPeople } from '../../support/api/people.js';
import { startSlackStandIn, type SlackStandInMessage } from '../../support/servers/slack-stand-in.js';
import { slackAt } from '../../support/slack.js';
import { waitFor } from '../../support/wait-for.js';

const standIn = await startSlackStandIn();
const people = withPeople({
  environment: {
    ...{ SLACK_API_URL: standIn.apiUrl, SLACK_BOT_TOKEN: standIn.botToken },
    SLACK_SIGNING_SECRET: standIn.signingSecret,
  },
});
const slack = slackAt(
  () => people.holdfast.url,
  () => standIn,
);
const WORKSPACES = '/api/v1/slack/workspaces';
let workspace = '';
let channels = 0;

beforeAll(async () => {
  standIn.person('UALICE', { email: 'Alice@holdfast.local', name: 'Alice' });
  standIn.person('UBOB', { email: 'bob@holdfast.local', name: 'Bob' });
  // Early: processes know a new field after a moment.
  const field = {
    key: 'room',
    label: 'Room',
    rules: { type: 'choice', options: ['A1', 'B2'] },
    required: 'no',
  };
  expect((await people.admin.post('/api/v1/custom-fields', field)).status).toBe(201);
  // The worker connects the workspace of the environment.
  const id = await until(async () => (await people.admin.get(WORKSPACES)).body.workspaces[0]?.id);
  workspace = `${WORKSPACES}/${id}`;
});
afterAll(() => standIn.close());

function until<T>(check: () => T | Promise<T>): Promise<NonNullable<T>> {
  return waitFor('Slack', async () => {
    const found = await check();
    return found === null || found === undefined || found === false ? undefined : found;
  });
}

/** A channel of its own for each test, since Slack takes one post a second and channel. */
async function channel(settings: object = { triggers: ['message'] }): Promise<string> {
  const id = `C${String((channels += 1)).padStart(8, '0')}`;
  standIn.channel(id);
  const made = await people.admin.post(`${workspace}/channels`, { channel_id: id, ...settings });
  expect(made.status).toBe(201);
  return id;
}

const messages = (id: string) => standIn.channel(id).messages;
const ours = (id: string, threadTs?: string) =>
  messages(id).filter(
    (each) => each.user === standIn.botUserId && (threadTs === undefined || each.threadTs === threadTs),
  );
const textOf = (message: SlackStandInMessage | undefined) => JSON.stringify(message?.blocks ?? []);
const numberIn = (message: SlackStandInMessage) => /TKT-\d{4}-\d+/u.exec(message.text)![0];

/** The number in our receipt in the thread. */
async function receipt(id: string, root: string): Promise<string> {
  return numberIn(await until(() => ours(id, root)[0]));
}

const ticket = async (number: string) => (await people.admin.get(`${TICKETS}/${number}`)).body;
const comments = async (number: string) =>
  (await people.admin.get(`${TICKETS}/${number}/comments`)).body.comments as any[];
/** The outcomes of what Slack has sent, newest first. */
const outcomes = async (query = '') =>
  (await people.admin.get(`${workspace}/requests?page_size=100${query}`)).body.requests as any[];

describe('a message in a channel', () => {
  it('becomes a ticket of its author with a thread, and talk goes both ways without notes', async () => {
    const id = await channel({ triggers: ['message'], priority: 'high' });
    const root = await slack.message(
      id,
      'UALICE',
      'My *VPN* drops &amp; I see <https://help.test/1|this page>',
    );
    const number = await receipt(id, root);
    const made = await ticket(number);
    expect(made).toMatchObject({ source: 'slack', priority: 'high', requester: { name: 'Alice' } });
    expect(made.description).toBe('My *VPN* drops & I see this page (https://help.test/1)');
    const alice = await people.admin.get(`/api/v1/users/${made.requester.id}`);
    expect(alice.body.identities).toContain('slack:UALICE');

    const reply = await slack.message(id, 'UALICE', 'It is the second floor', { thread_ts: root });
    const [said] = await until(async () => ((await comments(number)).length === 1 ? comments(number) : null));
    expect(said).toMatchObject({
      body: 'It is the second floor',
      is_internal: false,
      author: { name: 'Alice' },
    });

    await people.bob.post(`${TICKETS}/${number}/comments`, {
      body: 'Her laptop is cursed',
      is_internal: true,
    });
    await people.bob.post(`${TICKETS}/${number}/comments`, { body: 'Use <script> & restart' });
    const answer = await until(() => ours(id, root).find((each) => textOf(each).includes('restart')));
    expect(textOf(answer)).toContain('Use &lt;script&gt; &amp; restart');

    for (const [before, after] of [
      ['one', 'two'],
      ['two', 'three'],
      ['three', 'four'],
      ['four', 'five'],
      ['five', 'six'],
    ] as const)
      await slack.edit(id, 'UALICE', reply, [before, `Floor ${after}`], root);
    await until(async () => (await comments(number)).some(({ body }) => body === 'Floor six'));
    await slack.remove(id, 'UALICE', reply, root);
    await until(
      async () => (await comments(number)).find((each) => each.id === said.id)?.body !== 'Floor six',
    );
    await slack.edit(id, 'UALICE', root, ['My VPN', 'My VPN is gone'], undefined);
    await until(async () => (await ticket(number)).description === 'My VPN is gone');

    await people.bob.post(`${TICKETS}/${number}/resolve`, {});
    const done = await until(() => ours(id, root).find((each) => textOf(each).includes('resolved.')));
    expect(textOf(done)).toContain(`*Bob* set ${number} to: resolved.`);
    await until(() => textOf(ours(id, root)[0]).includes('holdfast.rate.5'));
    const all = JSON.stringify(messages(id));
    expect(all).not.toContain('cursed');
    // What came from the thread is not shown there again, and the receipt is one message that was changed.
    expect(ours(id, root).filter((each) => textOf(each).includes('Floor'))).toEqual([]);
    expect(ours(id, root).filter(({ text }) => text.startsWith(number))).toHaveLength(1);
    expect((await outcomes()).filter(({ state }) => state !== 'done')).toEqual([]);
    const bodies = await people.holdfast.mongo.collection('slack_requests').distinct('body');
    expect(bodies).toEqual([null]);
  });

  it('becomes one ticket if it is a mention too, and none without a trigger', async () => {
    const id = await channel({ triggers: ['mention'] });
    await slack.message(id, 'UALICE', 'Just talking');
    const text = `<@${standIn.botUserId}> my mouse is dead`;
    const root = await slack.message(id, 'UALICE', text);
    await slack.event({ type: 'app_mention', channel: id, user: 'UALICE', text, ts: root });
    const number = await receipt(id, root);
    expect((await ticket(number)).description).toBe('my mouse is dead');
    await until(async () => (await outcomes()).some(({ outcome }) => outcome?.reason === 'known_message'));
    expect(ours(id)).toHaveLength(1);
    const status = {
      type: 'app_mention',
      channel: id,
      user: 'UALICE',
      thread_ts: root,
      ts: standIn.nextTs(),
    };
    await slack.event({ ...status, text: `<@${standIn.botUserId}> status` });
    await until(() => standIn.whispers.some((each) => each.channel === id && each.text.startsWith(number)));
  });

  it('of a colleague is turned into a ticket by an emoji or a shortcut of staff, once', async () => {
    const id = await channel({ triggers: ['emoji'], emoji: 'eyes' });
    const root = standIn.say(id, 'UALICE', 'The printer smokes');
    await slack.react(id, 'UBOB', root, 'tada');
    await slack.react(id, 'UBOB', root, 'eyes');
    const number = await receipt(id, root);
    expect((await ticket(number)).requester.name).toBe('Alice');
    const message = { ts: root, user: 'UALICE', text: 'The printer smokes' };
    const reply = standIn.say(id, 'UALICE', 'It burns', root);
    await slack.react(id, 'UBOB', reply, 'eyes');
    await until(async () => (await outcomes()).some(({ outcome }) => outcome?.reason === 'known_thread'));
    const press = { type: 'message_action', callback_id: 'holdfast_ticket', message };
    await slack.interact({ ...press, user: { id: 'UBOB' }, channel: { id } });
    await until(async () =>
      (await outcomes()).some(
        ({ kind, outcome }) => kind === 'interaction' && outcome?.reason === 'known_message',
      ),
    );
  });

  it('of 40,000 characters is cut, and a long answer is cut where Slack would refuse it', async () => {
    const id = await channel();
    const root = await slack.message(id, 'UALICE', `Long story\n${'a&amp;'.repeat(8_000)}`);
    const number = await receipt(id, root);
    const { description } = await ticket(number);
    expect(description).toHaveLength(16_011);
    await slack.message(id, 'UALICE', 'x'.repeat(40_000), { thread_ts: root });
    const [long] = await until(async () => ((await comments(number)).length === 1 ? comments(number) : null));
    expect([long.body.length, long.body.includes('was cut')]).toEqual([20_000, true]);
    await people.bob.post(`${TICKETS}/${number}/comments`, { body: '<'.repeat(19_000) });
    const shown = await until(() => ours(id, root).find((each) => textOf(each).includes('Read the rest')));
    expect(textOf(shown)).toContain(number);
    expect((await people.admin.get(workspace)).body.fault).toBeNull();
  });
});

describe('people of Slack', () => {
  it('without an account get one by their confirmed address, and others are told that they have none', async () => {
    const id = await channel();
    standIn.person('UNEW', { email: 'nina@new.test', name: 'Nina New' });
    standIn.person('UGUEST', { email: 'admin@holdfast.local', name: 'Mallory', isGuest: true });
    standIn.person('UFAR', { email: 'admin@holdfast.local', name: 'Mallory', teamId: 'T0OTHER' });
    const root = await slack.message(id, 'UNEW', 'I am new here');
    expect((await ticket(await receipt(id, root))).requester.name).toBe('Nina New');
    for (const user of ['UGUEST', 'UFAR']) await slack.message(id, user, 'Let me in please');
    await until(() =>
      ['UGUEST', 'UFAR'].every((user) => standIn.whispers.some((each) => each.user === user)),
    );
    expect((await outcomes()).filter(({ outcome }) => outcome?.reason === 'stranger')).toHaveLength(2);
  });
});

describe('buttons and commands', () => {
  it('do what the person may do, and say why not', async () => {
    const id = await channel();
    const root = await slack.message(id, 'UALICE', 'Please fix my screen');
    const number = await receipt(id, root);
    const press = (action: string, user: string) =>
      slack.interact(slack.press(`holdfast.${action}`, number, user, id, root));
    const status = async (wanted: string) => until(async () => (await ticket(number)).status === wanted);
    await press('accept', 'UALICE');
    await until(() => standIn.whispers.some(({ text }) => text.includes(`may not do this with ${number}`)));
    await until(async () => (await ticket(number)).triage.state !== 'pending');
    await people.admin.patch(`${TICKETS}/${number}/assign`, { assignee_id: null });
    await press('accept', 'UBOB');
    await status('in_progress');
    await press('resolve', 'UBOB');
    await status('resolved');
    await press('rate.5', 'UALICE');
    await until(async () => (await ticket(number)).satisfaction?.score === 5);
    await press('reopen', 'UALICE');
    await status('in_progress');
    const said = async (response: Promise<Response>) =>
      ((await (await response).json()) as any).text as string;
    expect(await said(slack.command('/status', number, 'UALICE', id))).toContain('in progress');
    expect(await said(slack.command('/mytickets', '', 'UALICE', id))).toContain(number);
    expect(await said(slack.command('/status', number, 'UNEW', id))).toContain('There is no ticket');
    await slack.command('/resolve', number, 'UBOB', id);
    await status('resolved');
  });

  it('make tickets in direct messages, with a form of the custom fields', async () => {
    const direct = await slack.message('DUALICE', 'UALICE', 'A secret question', { channel_type: 'im' });
    expect((await ticket(await receipt('DUALICE', direct))).title).toBe('A secret question');

    const id = await channel({ uses_form: true });
    await slack.command('/ticket', 'Broken chair', 'UALICE', id);
    const view = await until(() => standIn.views[0]);
    expect(view.blocks.map((each: any) => each.block_id)).toEqual(['subject', 'text', 'field.room']);
    const values = {
      subject: { value: { value: 'Broken chair' } },
      text: { value: { value: 'It has three legs' } },
      'field.room': { value: { selected_option: { value: '1' } } },
    };
    const { callback_id, private_metadata } = view;
    const submitted = { id: 'V1', callback_id, private_metadata, state: { values } };
    const answer = await slack.interact({ type: 'view_submission', user: { id: 'UALICE' }, view: submitted });
    expect([answer.status, await answer.text()]).toEqual([200, '']);
    const posted = await until(() => ours('DUALICE').find(({ text }) => text.includes('Broken chair')));
    expect(await ticket(numberIn(posted))).toMatchObject({ custom_fields: { room: 'B2' }, source: 'slack' });
    // The receipt begins the thread.
    await slack.message('DUALICE', 'UALICE', 'And it creaks', { thread_ts: posted.ts, channel_type: 'im' });
    await until(async () => (await comments(numberIn(posted)))[0]?.body === 'And it creaks');
  });
});

describe('a queue of staff', () => {
  it('has one card for each ticket, which follows it', async () => {
    const id = await channel({ purpose: 'queue' });
    // Workers know a new queue after two seconds.
    const number = await until(async () => {
      const made = await people.ticket({ title: 'Card please' });
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      return ours(id).length > 0 ? made.number : null;
    });
    const shown = () => ours(id).filter(({ text, threadTs }) => text.startsWith(number) && threadTs === null);
    await until(() => shown().length === 1);
    await people.bob.patch(`${TICKETS}/${number}`, { priority: 'urgent' });
    await until(() => textOf(shown()[0]).includes('urgent'));
    await people.bob.post(`${TICKETS}/${number}/resolve`, {});
    await until(() => textOf(shown()[0]).includes('holdfast.reopen'));
    expect(shown()).toHaveLength(1);
    await people.admin.with({ 'if-match': '*' }).send('DELETE', `${workspace}/channels/${id}`);
  });
});

describe('files', () => {
  it('go both ways, and one that is too large is named', async () => {
    const id = await channel();
    const url = standIn.file('log.txt', Buffer.from('a line of a log'));
    const files = [
      { id: 'F1', name: 'log.txt', size: 15, url_private: url },
      { id: 'F2', name: 'film.mov', size: 31_000_000, url_private: url },
      { id: 'F3', name: 'stolen.txt', size: 5, url_private: 'https://evil.test/token-please' },
    ];
    const root = await slack.message(id, 'UALICE', 'See the log', { files });
    const number = await receipt(id, root);
    const { attachments, description } = await ticket(number);
    expect(attachments).toMatchObject([{ name: 'log.txt', size_bytes: 15 }]);
    expect(description).toContain('film.mov, stolen.txt');
    const { body: file } = await upload(await people.holdfast.client('bob'), {
      ...{ name: 'answer.txt', content: 'an answer' },
    });
    await people.bob.post(`${TICKETS}/${number}/comments`, { body: 'Here', file_ids: [file.id] });
    const sent = await until(() => standIn.uploads.find(({ name }) => name === 'answer.txt'));
    expect(sent).toMatchObject({ channel: id, threadTs: root });
    // The SDK sends a form with one file.
    expect(sent.bytes.toString()).toContain('\r\n\r\nan answer\r\n');
  });
});

describe('bad days', () => {
  it('lose nothing: Slack away or limiting, a revoked token, an archived channel', async () => {
    const id = await channel();
    const root = await slack.message(id, 'UALICE', 'Before the storm');
    const number = await receipt(id, root);
    const say = (body: string) => people.bob.post(`${TICKETS}/${number}/comments`, { body });
    const isShown = (body: string) =>
      until(() => ours(id, root).filter((each) => textOf(each).includes(body)).length === 1);

    standIn.fail('away');
    await say('said while away');
    const reply = await slack.message(id, 'UNEW', 'written while away', { thread_ts: root });
    expect(reply).toBeDefined();
    await until(async () => (await people.admin.get(workspace)).body.backlog.outgoing > 0);
    standIn.fail({ retryAfter: 1 });
    await say('said while limited');
    standIn.fail(null);
    await isShown('said while away');
    await isShown('said while limited');
    await until(async () => (await comments(number)).some(({ body }) => body === 'written while away'));

    standIn.fail('revoked');
    await say('said without a token');
    const lost = await until(async () => {
      const { body } = await people.admin.get(workspace);
      return body.state === 'reauth_required' ? body : null;
    });
    expect(lost.fault).toMatchObject({ code: 'token_revoked' });
    standIn.fail(null);
    const again = { bot_token: standIn.botToken, state: 'active' };
    expect((await people.admin.with({ 'if-match': '*' }).patch(workspace, again)).body).toMatchObject({
      state: 'active',
      fault: null,
    });
    await isShown('said without a token');

    standIn.channel(id).isArchived = true;
    await say('said to an archive');
    const at = `${workspace}/channels/${id}`;
    await until(async () => (await people.admin.get(at)).body.state === 'archived');
    standIn.channel(id).isArchived = false;
    await slack.event({ type: 'channel_unarchive', channel: id, user: 'UBOB' });
    await isShown('said to an archive');
    expect((await people.admin.get(at)).body).toMatchObject({ state: 'active', fault: null });
  });

  it('leave no words of ours in Slack when a ticket is deleted', async () => {
    const id = await channel();
    const root = await slack.message(id, 'UALICE', 'To be forgotten');
    const number = await receipt(id, root);
    await people.bob.post(`${TICKETS}/${number}/comments`, { body: 'With a password' });
    await until(() => textOf(ours(id, root).at(-1)).includes('With a password'));
    const admin = people.admin.with({ 'if-match': '*' });
    expect((await admin.send('DELETE', `${TICKETS}/${number}`)).status).toBe(204);
    await until(() => textOf(ours(id, root)[0]).includes('was deleted'));
    expect(ours(id, root)).toHaveLength(1);
  });

  it('leave no request behind whose work was never started', async () => {
    const id = await channel();
    const ts = standIn.say(id, 'UALICE', 'Temporal was away');
    const { deps } = people.holdfast;
    const known = (await deps.slackWorkspaces.all())[0]!;
    const message = { type: 'message', channel: id, user: 'UALICE', text: 'Temporal was away', ts };
    const [source, workspaceId, kind] = [
      { body: { event: message }, key: ts, id: ts },
      known.id,
      'event',
    ] as const;
    const request = { ...source, kind, workspaceId, subject: `${workspaceId}.${id}.${ts}` };
    await deps.slackInbox.keep(newSlackRequest(request, new Date(Date.now() - 60_000)));
    expect(await receipt(id, ts)).toMatch(/^TKT-/u);
  });

  it('show an administrator what cannot be processed, who has it processed again', async () => {
    const { deps } = people.holdfast;
    const { status } = await slack.event({ type: 'reaction_added', user: 'UALICE' });
    expect(status).toBe(200);
    const body = {
      type: 'message_action',
      callback_id: 'holdfast_ticket',
      user: { id: 7 },
      channel: { id: 'C1' },
    };
    await slack.interact(body);
    const failed = await until(async () => (await outcomes('&state=failed'))[0]);
    expect(failed).toMatchObject({ kind: 'interaction', fault: 'invalid_input', tries: 1, outcome: null });
    const again = await people.admin.post(`${workspace}/requests/${failed.id}/replay`);
    expect([again.status, again.body.state]).toEqual([202, 'kept']);
    await until(async () => (await outcomes('&state=failed'))[0]);
    expect((await deps.slackInbox.find(failed.id))?.body).not.toBeNull();
    const other = (await outcomes('&state=done'))[0];
    expect((await people.admin.post(`${workspace}/requests/${other.id}/replay`)).status).toBe(409);
  });

  it('repeat no post whose answer was lost', async () => {
    const id = await channel();
    const root = await slack.message(id, 'UALICE', 'Say it once');
    const number = await receipt(id, root);
    await people.holdfast.mongo
      .collection<any>('slack_messages')
      .updateOne(
        { _id: { $regex: ':receipt$' }, ts: ours(id, root)[0]!.ts },
        { $set: { ts: null, content: null } },
      );
    await people.bob.patch(`${TICKETS}/${number}`, { priority: 'urgent' });
    await until(
      async () =>
        (await people.holdfast.mongo
          .collection<any>('slack_messages')
          .findOne({ ts: ours(id, root)[0]!.ts })) !== null,
    );
    expect(ours(id, root)).toHaveLength(1);
  });
});
