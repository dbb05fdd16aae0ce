import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { expectProblem, faultPaths, withPeople } from '../../support/api/people.js';
import { signed, startSlackStandIn } from '../../support/servers/slack-stand-in.js';
import { slackAt } from '../../support/slack.js';

const standIn = await startSlackStandIn();
const people = withPeople({ worker: false, environment: { SLACK_API_URL: standIn.apiUrl } });
const slack = slackAt(
  () => people.holdfast.url,
  () => standIn,
);
afterAll(() => standIn.close());

const WORKSPACES = '/api/v1/slack/workspaces';
let workspace = '';

const requests = () => people.holdfast.mongo.collection('slack_requests');

beforeAll(async () => {
  const secrets = { bot_token: standIn.botToken, signing_secret: standIn.signingSecret };
  const made = await people.admin.post(WORKSPACES, secrets);
  expect(made.status).toBe(201);
  workspace = `${WORKSPACES}/${made.body.id}`;
});

describe('the door for Slack', () => {
  const body = JSON.stringify({
    ...{ type: 'event_callback', team_id: standIn.teamId, event_id: 'Ev0FORGED' },
    event: { type: 'message', channel: 'C1', user: 'U1', text: 'Help', ts: '1700000000.000001' },
  });
  const send = (headers: Record<string, string>, text = body) =>
    slack.post('events', 'application/json', text, headers);

  it('refuses a forged, old, future or missing signature, and a body that was changed by a byte', async () => {
    const good = signed(standIn.signingSecret, body);
    const bad: [Record<string, string>, string?][] = [
      [signed('another secret', body)],
      [{}],
      [{ ...good, 'x-slack-signature': good['x-slack-signature']!.slice(0, -1) }],
      [{ ...good, 'x-slack-timestamp': '1', 'x-slack-request-timestamp': '1' }],
      [signed(standIn.signingSecret, body, new Date(Date.now() - 301_000))],
      [signed(standIn.signingSecret, body, new Date(Date.now() + 302_000))],
      [good, body.replace('Help', 'Helq')],
    ];
    for (const [headers, text] of bad) {
      const response = await send(headers, text);
      expect([response.status, ((await response.json()) as any).code]).toEqual([401, 'unauthenticated']);
    }
    expect(await requests().countDocuments()).toBe(0);
  });

  it('answers the verification of its address, which names no workspace', async () => {
    const text = JSON.stringify({ type: 'url_verification', challenge: 'c-1' });
    const response = await send(signed(standIn.signingSecret, text), text);
    expect(await response.json()).toEqual({ challenge: 'c-1' });
    const root = await fetch(`${people.holdfast.url}/api/v1/slack/events`, {
      ...{ method: 'POST', body: text },
      headers: signed(standIn.signingSecret, text),
    });
    expect(await root.json()).toEqual({ challenge: 'c-1' });
    expect((await send(signed('another secret', text), text)).status).toBe(401);
  });

  it('keeps an event once, however often it comes, and acknowledges every copy', async () => {
    const fields = { type: 'message', channel: 'C1', user: 'U1', text: 'Help', ts: '1700000000.000002' };
    for (let copy = 0; copy < 3; copy += 1) expect((await slack.event(fields, 'Ev0COPY')).status).toBe(200);
    const kept = await requests().find().toArray();
    expect(kept).toHaveLength(1);
    expect(kept[0]).toMatchObject({
      state: 'kept',
      kind: 'event',
      subject: expect.stringContaining('.C1.1700000000.000002'),
    });
    // Our own message, which Slack reports too.
    await slack.event({ ...fields, bot_id: 'B0BOT', user: standIn.botUserId });
    expect(await requests().countDocuments()).toBe(1);
    const shown = await people.admin.get(`${workspace}/requests`);
    expect(shown.body.requests).toMatchObject([{ state: 'kept', kind: 'event', outcome: null, tries: 0 }]);
    expect(JSON.stringify(shown.body)).not.toContain('Help');
  });

  it('refuses what is signed and no JSON, and a body that is too long', async () => {
    const broken = '{"type":';
    expect((await send(signed(standIn.signingSecret, broken), broken)).status).toBe(422);
    const long = 'x'.repeat(1024 * 1024 + 1);
    expect((await send(signed(standIn.signingSecret, long), long)).status).toBe(413);
  });
});

describe('workspaces and channels', () => {
  it('are for administrators, and show no secret', async () => {
    expectProblem(await people.maya.get(WORKSPACES), 403, 'forbidden');
    const { body } = await people.admin.get(WORKSPACES);
    expect(body.workspaces).toMatchObject([{ team_id: standIn.teamId, name: 'Help Inc', state: 'active' }]);
    const stored = JSON.stringify(
      await people.holdfast.mongo.collection('slack_workspaces').find().toArray(),
    );
    for (const secret of [standIn.botToken, standIn.signingSecret]) {
      expect(JSON.stringify(body) + stored).not.toContain(secret);
    }
  });

  it('are checked against Slack', async () => {
    const twice = { bot_token: standIn.botToken, signing_secret: standIn.signingSecret };
    expectProblem(await people.admin.post(WORKSPACES, twice), 409, 'duplicate');
    const refused = await people.admin.post(WORKSPACES, { ...twice, bot_token: 'xoxb-another' });
    expect(faultPaths(refused)).toEqual(['bot_token']);
    expect(faultPaths(await people.admin.post(WORKSPACES, {}))).toEqual(['bot_token', 'signing_secret']);
    const channel = { channel_id: 'C0NONE' };
    expect(faultPaths(await people.admin.post(`${workspace}/channels`, channel))).toEqual(['channel_id']);
  });

  it('have settings that administrators change and delete', async () => {
    standIn.channel('C0HELP', 'it-help');
    const channels = `${workspace}/channels`;
    const made = await people.admin.post(channels, { channel_id: 'C0HELP', triggers: ['message'] });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      name: 'it-help',
      purpose: 'help',
      triggers: ['message'],
      state: 'active',
    });
    expectProblem(await people.admin.post(channels, { channel_id: 'C0HELP' }), 409, 'duplicate');
    const at = made.headers.get('location')!;
    const changed = await people.admin.at(1).patch(at, { askers: 'staff', emoji: 'eyes' });
    expect(changed.body).toMatchObject({ askers: 'staff', emoji: 'eyes', triggers: ['message'], version: 2 });
    expectProblem(await people.admin.at(1).patch(at, { emoji: 'ticket' }), 412, 'version_conflict');
    expect(faultPaths(await people.admin.at(2).patch(at, { is_alerts_only: true }))).toEqual([
      'is_alerts_only',
    ]);
    expect(faultPaths(await people.admin.at(2).patch(at, { team: 'no-such-team' }))).toEqual(['team']);
    expect((await people.admin.get(channels)).body.channels).toHaveLength(1);
    expect((await people.admin.at(2).send('DELETE', at)).status).toBe(204);
    expectProblem(await people.admin.get(at), 404, 'not_found');
  });
});
