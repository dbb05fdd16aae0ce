import { describe, expect, it } from '@jest/globals';
import { ParserPool } from '../../src/adapters/mail/parser-pool.js';
import { siblingScriptArgs } from '../../src/adapters/system/tsx.js';
import { editChoice } from '../../src/app/desk/choices.js';
import { actorOf } from '../../src/domain/access/actor.js';
import { DEFAULT_POLICY } from '../../src/domain/sla/sla.js';
import { ERROR_DIALOG } from '../../src/cli/demo/error-dialog.js';
import { upload } from '../support/files/uploads.js';
import { BAD_CONTENT, ClamdServer } from '../support/servers/clamd.js';
import { startCollector } from '../support/servers/collector.js';
import { GOOD_ANSWER, startGeminiStandIn } from '../support/servers/gemini-stand-in.js';
import { startHastyTemporal } from '../support/servers/hasty-temporal.js';
import { startPushStandIn, webPushKeys } from '../support/servers/push-stand-in.js';
import { startWebhookReceiver } from '../support/servers/webhook-receiver.js';
import { startHoldfast } from '../support/holdfast.js';
import { keep as keepMail, letter, settled } from '../support/mail/inbound.js';
import { startSweep } from '../support/tickets/sweeps.js';
import { assigned, submit, ticketWhen } from '../support/tickets/tickets.js';
import { waitFor } from '../support/wait-for.js';
import { rerunTriage } from '../../workflows/contracts/ticket-lifecycle.js';
import { keep, record, recordWhole } from './recordings.js';

const DAY_MS = 24 * 60 * 60 * 1000;

/** Not a test, but run like one, by `npm run record-histories`: writes the histories anew. */
describe('recording histories', () => {
  it('lives one life of every shape', async () => {
    const gemini = await startGeminiStandIn();
    const brief = { firstResponseMinutes: 3 / 60, resolutionMinutes: 5 / 60 };
    const holdfast = await startHoldfast({
      environment: { GEMINI_API_KEY: 'a-key', GEMINI_BASE_URL: gemini.url, AI_TIMEOUT_MS: '700' },
      policy: { autoCloseMinutes: 1 / 60, targets: { ...DEFAULT_POLICY.targets, low: brief } },
    });
    const [alice, admin] = await Promise.all([holdfast.client('alice'), holdfast.client('admin')]);
    const answer = (priority: string) => ({ kind: 'answer' as const, answer: { ...GOOD_ANSWER, priority } });

    async function finish(name: string, number: string): Promise<void> {
      await admin.patch(`/api/v1/tickets/${number}/status`, { status: 'in_progress' });
      await admin.patch(`/api/v1/tickets/${number}/status`, { status: 'resolved', resolution_code: 'fixed' });
      await ticketWhen(admin, number, 'closed', ({ status }) => status === 'closed');
      await waitFor('the last step', async () => {
        await record(name, `ticket/${number}`);
        return true;
      });
    }

    gemini.script(answer('high'));
    const happy = await submit(alice);
    await assigned(admin, happy.number);
    await finish('happy', happy.number);

    gemini.script({ kind: 'status', status: 403 });
    const fallback = await submit(alice);
    await assigned(admin, fallback.number);
    await finish('fallback', fallback.number);

    gemini.script(answer('low'));
    const breach = await submit(alice);
    await ticketWhen(admin, breach.number, 'breached', ({ sla }) => sla.resolution!.breached);
    await finish('breach', breach.number);

    gemini.script({ kind: 'status', status: 403 });
    const rerun = await submit(alice);
    await assigned(admin, rerun.number);
    gemini.script(answer('high'));
    const started = await admin.post('/api/v1/admin/rerun-ai', { ticket_ids: [rerun.number] });
    await ticketWhen(admin, rerun.number, 'triaged again', ({ triage }) => triage.state === 'done');
    const jobUrl = `/api/v1/admin/rerun-ai/${started.body.job.id}`;
    await waitFor('the batch', async () =>
      (await admin.get(jobUrl)).body.job.state === 'done' ? true : undefined,
    );
    await record('batch', `rerun-ai/${started.body.job.id}`);
    await finish('rerun', rerun.number);

    const moved = await submit(alice);
    const { body: policy } = await admin.get('/api/v1/sla/policies/default');
    const { version, created_at, created_by, name, ...fields } = policy;
    await admin.put('/api/v1/sla/policies/default', { ...fields, acknowledge_minutes: 60 });
    const { body: move } = await admin.post('/api/v1/sla/policies/default/apply', {});
    await recordWhole('apply-policy', `apply-policy/${move.job.id}`);

    expect([happy.number, moved.number]).not.toContain(rerun.number);
    await holdfast.close();
    await gemini.close();
  });

  it('is triaged again, for several who ask at once', async () => {
    const holdfast = await startHoldfast();
    const [alice, admin] = await Promise.all([holdfast.client('alice'), holdfast.client('admin')]);
    const { number } = await submit(alice);
    await assigned(admin, number);
    const handle = holdfast.temporal.workflow.getHandle(`ticket/${number}`);
    const rerun = (requestId: string) =>
      handle.executeUpdate(rerunTriage, { args: [{ requestId }], updateId: requestId });
    await Promise.all(['first', 'second', 'third'].map(rerun));
    await admin.post(`/api/v1/tickets/${number}/cancel`, {});
    await recordWhole('reruns', `ticket/${number}`);
    await holdfast.close();
  });

  it('is triaged once the quota of the model has room', async () => {
    const gemini = await startGeminiStandIn();
    const holdfast = await startHoldfast({
      environment: { GEMINI_API_KEY: 'a-key', GEMINI_BASE_URL: gemini.url, AI_RATE_PER_MINUTE: '6' },
    });
    const [alice, admin] = await Promise.all([holdfast.client('alice'), holdfast.client('admin')]);
    const tickets = await Promise.all(Array.from({ length: 12 }, () => submit(alice)));
    const seen = await Promise.all(tickets.map(({ number }) => assigned(admin, number)));
    const { number } = seen.find(({ triage }) => triage.state === 'fallback')!;
    await ticketWhen(admin, number, 'triaged later', ({ triage }) => triage.state === 'done');
    await admin.post(`/api/v1/tickets/${number}/cancel`, {});
    await recordWhole('later-triage', `ticket/${number}`);
    await holdfast.close();
    await gemini.close();
  });

  it('waits for a person to confirm its triage', async () => {
    const gemini = await startGeminiStandIn();
    const holdfast = await startHoldfast({
      environment: { GEMINI_API_KEY: 'a-key', GEMINI_BASE_URL: gemini.url },
    });
    const [alice, admin] = await Promise.all([holdfast.client('alice'), holdfast.client('admin')]);
    const actor = actorOf((await holdfast.deps.users.findByEmail('admin@holdfast.local'))!);
    for (const [category, reviewMinutes] of [
      ['network', 60],
      ['email', 2 / 60],
    ] as const) {
      await editChoice(holdfast.deps, actor, 'categories', category, { reviewBelow: 0.8, reviewMinutes });
    }
    async function waiting(category: string): Promise<string> {
      gemini.script({ kind: 'answer', answer: { ...GOOD_ANSWER, category, confidence: 0.3 } });
      const { number } = await submit(alice);
      await ticketWhen(admin, number, 'waiting', ({ triage }) => triage.state === 'needs_review');
      return number;
    }
    async function end(name: string, number: string): Promise<void> {
      await assigned(admin, number);
      await admin.post(`/api/v1/tickets/${number}/cancel`, {});
      await recordWhole(name, `ticket/${number}`);
    }

    const confirmed = await waiting('network');
    const { body: dry } = await admin.post('/api/v1/admin/rerun-ai', {
      ticket_ids: [confirmed],
      dry_run: true,
    });
    await recordWhole('dry-run', `rerun-ai/${dry.job.id}`);
    await admin.post(`/api/v1/tickets/${confirmed}/triage/confirm`, { priority: 'low' });
    await end('review-confirmed', confirmed);
    await end('review-timed-out', await waiting('email'));
    const over = await waiting('network');
    await admin.post(`/api/v1/tickets/${over}/cancel`, {});
    await recordWhole('review-ended', `ticket/${over}`);
    await holdfast.close();
    await gemini.close();
  });

  it('takes every turn that a life can take', async () => {
    const holdfast = await startHoldfast({
      policy: { autoCloseMinutes: 3 / 60, acknowledgeMinutes: 3 / 60, reminderMinutes: 1 / 60 },
    });
    const [alice, bob, admin] = await Promise.all([
      holdfast.client('alice'),
      holdfast.client('bob'),
      holdfast.client('admin'),
    ]);
    const path = (number: string, what: string) => `/api/v1/tickets/${number}/${what}`;

    const declined = await submit(alice);
    await assigned(bob, declined.number);
    await bob.post(path(declined.number, 'decline'), { reason: 'Not mine.' });
    await ticketWhen(admin, declined.number, 'free', ({ assignee }) => assignee === null);
    await admin.post(path(declined.number, 'cancel'), {});
    await recordWhole('decline', `ticket/${declined.number}`);

    const unaccepted = await submit(alice);
    await assigned(bob, unaccepted.number);
    await ticketWhen(admin, unaccepted.number, 'passed on', ({ declined_by }) => declined_by?.length === 1);
    await admin.post(path(unaccepted.number, 'cancel'), {});
    await recordWhole('unaccepted', `ticket/${unaccepted.number}`);

    const paused = await submit(alice);
    await assigned(bob, paused.number);
    await bob.patch(path(paused.number, 'status'), { status: 'waiting_on_user' });
    await alice.post(path(paused.number, 'comments'), { body: 'Since yesterday.' });
    await bob.patch(path(paused.number, 'status'), { status: 'waiting_on_user' });
    await recordWhole('pause', `ticket/${paused.number}`);

    const reopened = await submit(alice);
    await assigned(bob, reopened.number);
    await bob.post(path(reopened.number, 'resolve'), { resolution_code: 'fixed' });
    await alice.post(path(reopened.number, 'reopen'), { reason: 'It drops again.' });
    await bob.post(path(reopened.number, 'resolve'), { resolution_code: 'fixed' });
    await recordWhole('reopen', `ticket/${reopened.number}`);

    const [gone, holder] = [await submit(alice), await submit(alice)];
    await assigned(bob, gone.number);
    await bob.post(path(gone.number, 'merge'), { into: holder.number });
    await recordWhole('merge', `ticket/${gone.number}`);

    const deleted = await submit(alice);
    await assigned(admin, deleted.number);
    await admin.api.DELETE('/api/v1/tickets/{ticket}', { params: { path: { ticket: deleted.number } } });
    await recordWhole('deleted', `ticket/${deleted.number}`);

    await holdfast.close();
  });

  it('changes many tickets for somebody, in several batches', async () => {
    const holdfast = await startHoldfast();
    const [alice, admin] = await Promise.all([holdfast.client('alice'), holdfast.client('admin')]);
    const tickets = await Promise.all(Array.from({ length: 30 }, () => submit(alice)));
    const { body } = await admin.post('/api/v1/tickets/bulk', {
      ticket_ids: tickets.map(({ number }) => number),
      change: { add_tags: ['outage'] },
    });
    await recordWhole('bulk', `bulk/${body.job.id}`);
    await holdfast.close();
  });

  it('goes on in a new run', async () => {
    const temporal = await startHastyTemporal(40);
    const holdfast = await startHoldfast({ environment: { TEMPORAL_ADDRESS: temporal.address } });
    const [alice, admin] = await Promise.all([holdfast.client('alice'), holdfast.client('admin')]);
    const { number } = await submit(alice);
    await assigned(admin, number);
    const workflowId = `ticket/${number}`;
    const handle = temporal.client.workflow.getHandle(workflowId);
    const { runId } = await handle.describe();
    await waitFor('the second run', async () => {
      await alice.post(`/api/v1/tickets/${number}/comments`, { body: 'Still.' });
      return (await handle.describe()).runId === runId ? undefined : true;
    });
    await admin.post(`/api/v1/tickets/${number}/cancel`, {});
    await handle.result();
    const [first, second] = await temporal.runs(workflowId);
    await keep('continued', workflowId, { events: [...first!.events] });
    await keep('continuation', workflowId, { events: [...second!.events] });
    await holdfast.close();
    await temporal.close();
  });

  it('follows up a change of an account of every shape', async () => {
    const holdfast = await startHoldfast();
    const [alice, admin] = await Promise.all([holdfast.client('alice'), holdfast.client('admin')]);
    const events = holdfast.mongo.collection('events');
    const newest = async (type: string) => {
      const [event] = await events.find({ type }).sort({ _id: -1 }).limit(1).toArray();
      return `account/${String(event!._id)}`;
    };
    const idOf = async (email: string) => (await holdfast.deps.users.findByEmail(email))!.id;

    await alice.post('/api/v1/auth/request-otp', { email: 'alice@holdfast.local' });
    await holdfast.sink.received(1);
    await waitFor('the last step', async () => {
      const sent = await holdfast.mongo.collection('deliveries').countDocuments({ state: 'sent' });
      return sent === 1 ? true : undefined;
    });
    await record('account-mail', await newest('account.code_requested'));

    holdfast.sink.refuse('alice@holdfast.local');
    await alice.post('/api/v1/auth/request-otp', { email: 'alice@holdfast.local' });
    const told = 'account.address_refused';
    await waitFor('the mark', async () =>
      (await events.findOne({ type: told })) === null ? undefined : true,
    );
    await recordWhole('account-refused', await newest(told));

    const { number } = await submit(alice);
    const { assignee } = await assigned(admin, number);
    await admin.with({ 'if-match': '*' }).patch(`/api/v1/users/${assignee.id}`, { is_active: false });
    await ticketWhen(admin, number, 'handed back', (ticket) => ticket.assignee?.id !== assignee.id);
    await record('account-release', await newest('account.deactivated'));

    const other = (await assigned(admin, number)).assignee.id;
    const people = admin.with({ 'if-match': '*' });
    const availability = { from: new Date(Date.now() + DAY_MS).toISOString(), until: null };
    await people.patch(`/api/v1/users/${other}`, { availability });
    await recordWhole('account-replan', await newest('account.edited'));

    await people.send('DELETE', `/api/v1/users/${await idOf('alice@holdfast.local')}`);
    await recordWhole('account-erase', await newest('account.erased'));
    await holdfast.close();
  });

  it('writes to the requester and to the moderator', async () => {
    const holdfast = await startHoldfast({ policy: { autoCloseMinutes: 1 / 60 } });
    const [alice, bob] = await Promise.all([holdfast.client('alice'), holdfast.client('bob')]);
    const { number } = await submit(alice);
    await assigned(bob, number);
    const path = (what: string) => `/api/v1/tickets/${number}/${what}`;
    await bob.post(path('accept'));
    await bob.post(path('comments'), { body: 'Since when?' });
    await alice.post(path('comments'), { body: 'Since yesterday.' });
    await bob.post(path('resolve'), { comment: 'A new gateway.' });
    await recordWhole('mails', `ticket/${number}`);
    await holdfast.close();
  });

  it('holds back what somebody does not want now, or not one by one', async () => {
    const holdfast = await startHoldfast();
    const [alice, bob] = await Promise.all([holdfast.client('alice'), holdfast.client('bob')]);
    const deliveries = holdfast.mongo.collection('deliveries');
    const is = (what: string, filter: object) =>
      waitFor(what, async () => (await deliveries.findOne(filter)) ?? undefined);
    const [from, to] = [2, 1].map((minutes) => new Date(Date.now() + minutes * 60_000).toISOString());
    const quiet_hours = { from: from!.slice(11, 16), to: to!.slice(11, 16), time_zone: 'UTC' };
    const { body: settings } = await alice.get('/api/v1/users/me/notifications');
    await alice.put('/api/v1/users/me/notifications', { ...settings, quiet_hours });
    const { number } = await submit(alice);
    await assigned(bob, number);
    await is('the end of the quiet', { kind: 'received', state: 'sent' });
    await alice.put('/api/v1/users/me/notifications', settings);
    for (let nth = 1; nth <= 7; nth += 1) {
      await bob.post(`/api/v1/tickets/${number}/comments`, { body: `Answer ${nth}` });
    }
    const gathering = await is('the gathering', { kind: 'gathered', notBefore: { $ne: null } });
    await bob.post(`/api/v1/tickets/${number}/cancel`, {});
    await recordWhole('held-back', `ticket/${number}`);
    await recordWhole('held-back-mail', `mail/${String(gathering._id)}`);
    await holdfast.close();
  });

  it('repairs what was lost', async () => {
    const holdfast = await startHoldfast();
    const [alice, bob] = await Promise.all([holdfast.client('alice'), holdfast.client('bob')]);
    const { number } = await submit(alice);
    await assigned(alice, number);
    await holdfast.temporal.workflow.getHandle(`ticket/${number}`).terminate('by hand');
    const sweepId = await startSweep(holdfast);
    await recordWhole('sweep', `repair-sweep/${sweepId}`);
    const mail = await holdfast.mongo.collection('deliveries').findOne({ kind: 'tickets_repaired' });
    await recordWhole('staff-mail', `mail/${String(mail!._id)}`);
    await bob.post(`/api/v1/tickets/${number}/resolve`, { resolution_code: 'fixed' });
    await bob.post(`/api/v1/tickets/${number}/close`, { resolution_code: 'fixed' });
    await recordWhole('repaired', `ticket/${number}`);
    await holdfast.close();
  });

  it('takes in mails', async () => {
    const holdfast = await startHoldfast({ worker: false });
    const [read, lost] = await Promise.all(
      ['Read', 'Lost'].map((subject) => keepMail(holdfast, letter({ subject }))),
    );
    await holdfast.mongo.collection('received_mails.files').deleteOne({ filename: lost!.mail.id });
    await holdfast.startWorker();
    await Promise.all([read, lost].map((kept) => settled(holdfast, kept!.mail.id)));
    await recordWhole('mail-in', `mail-in/${read!.mail.id}`);
    await recordWhole('mail-aside', `mail-in/${lost!.mail.id}`);
    const { taskQueuePrefix } = holdfast.config.temporal;
    const workflowId = `old-mails/${taskQueuePrefix}`;
    const taskQueue = `${taskQueuePrefix}-lifecycle`;
    await holdfast.temporal.workflow.execute('removeOldMails', { taskQueue, workflowId });
    await recordWhole('old-mails', workflowId);
    await holdfast.close();
  });

  it('trains the local classifier', async () => {
    const holdfast = await startHoldfast();
    const { taskQueuePrefix } = holdfast.config.temporal;
    const workflowId = `train-triage/${taskQueuePrefix}`;
    const start = { taskQueue: `${taskQueuePrefix}-lifecycle`, workflowId, args: [{}] };
    await holdfast.temporal.workflow.execute('trainTriageModel', start);
    await recordWhole('train-triage', workflowId);
    await holdfast.close();
  });

  it('tries a mail again that ends its parser', async () => {
    const script = siblingScriptArgs('../support/mail/odd-parser', import.meta.url);
    const holdfast = await startHoldfast({ mailParser: () => new ParserPool(script) });
    const { mail } = await keepMail(holdfast, letter({ headers: ['X-Odd: hoards buffers'] }));
    await settled(holdfast, mail.id);
    await recordWhole('mail-tried-again', `mail-in/${mail.id}`);
    await holdfast.close();
  });

  it('exports a person into a file', async () => {
    const holdfast = await startHoldfast();
    const alice = await holdfast.client('alice');
    const { id } = (await alice.get('/api/v1/auth/me')).body;
    const { body } = await alice.post(`/api/v1/users/${id}/exports`);
    await recordWhole('person-export', `person-export/${body.job.id}`);
    await holdfast.close();
  });

  it('reads a file', async () => {
    const holdfast = await startHoldfast();
    const alice = await holdfast.client('alice');
    const { id } = (await upload(alice, { name: 'screen.png', content: ERROR_DIALOG })).body;
    const report = { title: 'It does not work', description: 'See attached.', file_ids: [id] };
    const { number } = (await alice.post('/api/v1/tickets', report)).body;
    await ticketWhen(alice, number, 'triaged by its file', ({ category }) => category === 'network');
    await recordWhole('file-retriage', `file/${id}`);
    const { id: alone } = (await upload(alice, { content: 'Error 809' })).body;
    await recordWhole('file', `file/${alone}`);
    await holdfast.close();
  });

  it('rejects a file', async () => {
    const clamd = await ClamdServer.start();
    const holdfast = await startHoldfast({ environment: { CLAMD_URL: clamd.url } });
    const alice = await holdfast.client('alice');
    const { id } = (await upload(alice, { content: BAD_CONTENT })).body;
    await recordWhole('file-rejected', `file/${id}`);
    await holdfast.close();
    await clamd.close();
  });

  it('redacts a text wherever it is kept', async () => {
    const holdfast = await startHoldfast();
    const [alice, bob] = await Promise.all([holdfast.client('alice'), holdfast.client('bob')]);
    const { number } = await submit(alice);
    const path = `/api/v1/tickets/${number}/comments`;
    const { id } = (await alice.post(path, { body: 'It is hunter2-hunter2.' })).body;
    const { body } = await bob.post(`${path}/${id}/redact`, { text: 'hunter2-hunter2' });
    await recordWhole('redaction', `redaction/${body.redaction.id}`);
    await holdfast.close();
  });

  it('sends webhooks again, recovers them, and pushes notifications', async () => {
    const keys = webPushKeys();
    const [receiver, pushes] = await Promise.all([
      startWebhookReceiver(),
      startPushStandIn(keys.WEB_PUSH_PUBLIC_KEY),
    ]);
    const holdfast = await startHoldfast({ environment: { ...keys, OUTBOUND_ALLOWED_HOSTS: '127.0.0.1' } });
    const [alice, bob, admin] = await Promise.all([
      holdfast.client('alice'),
      holdfast.client('bob'),
      holdfast.client('admin'),
    ]);
    // The first one is the test, by which the worker knows the webhook.
    receiver.answer('/hook', (_received, earlier) => (earlier === 1 ? 500 : 200));
    const hook = { url: receiver.url('/hook'), events: ['ticket.created'] };
    const { id } = (await admin.post('/api/v1/webhooks', hook)).body;
    await admin.post(`/api/v1/webhooks/${id}/test`);
    await waitFor('the test', () => receiver.received('/hook')[0]);
    await alice.post('/api/v1/users/me/push-subscriptions', pushes.browser().subscription);
    const { number } = await submit(alice);
    const { headers } = await waitFor('the second attempt', () => receiver.received('/hook')[2]);
    await recordWhole('webhook', `webhook/${id}/${headers['webhook-id']}`);
    const since = new Date(Date.now() - 60_000).toISOString();
    const recovery = (await admin.post(`/api/v1/webhooks/${id}/recover`, { since })).body;
    await recordWhole('webhook-recovery', `webhook-recovery/${id}/${recovery.id}`);

    await bob.post(`/api/v1/tickets/${number}/comments`, { body: 'We look into it.' });
    const stored = await waitFor('the notification', async () => {
      const answered = { kind: 'answered' };
      return (
        (await holdfast.mongo.collection<{ _id: string }>('notifications').findOne(answered)) ?? undefined
      );
    });
    await waitFor('the push', () => (pushes.requests > 0 ? true : undefined));
    await recordWhole('push', `push/${stored._id.replace('.', '/')}`);
    await holdfast.close();
    await Promise.all([receiver.close(), pushes.close()]);
  });

  it('is traced', async () => {
    const collector = await startCollector();
    const holdfast = await startHoldfast({
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url },
    });
    const [alice, admin] = await Promise.all([holdfast.client('alice'), holdfast.client('admin')]);
    const { number } = await submit(alice);
    await assigned(admin, number);
    await alice.post(`/api/v1/tickets/${number}/comments`, { body: 'It is worse now.' });
    const { body } = await admin.post('/api/v1/admin/rerun-ai', { ticket_ids: [number] });
    await recordWhole('traced-batch', `rerun-ai/${body.job.id}`);
    await admin.post(`/api/v1/tickets/${number}/cancel`, {});
    await recordWhole('traced', `ticket/${number}`);
    await holdfast.close();
    await collector.close();
  });

  it('tells how the desk stands', async () => {
    const holdfast = await startHoldfast();
    const alice = await holdfast.client('alice');
    await assigned(alice, (await submit(alice)).number);
    const { taskQueuePrefix } = holdfast.config.temporal;
    const workflowId = `daily-digest/${taskQueuePrefix}`;
    await holdfast.temporal.workflow.execute('dailyDigest', {
      taskQueue: `${taskQueuePrefix}-lifecycle`,
      workflowId,
      args: [{ at: `${new Date().toISOString().slice(11, 13)}:00` }],
    });
    await recordWhole('digest', workflowId);
    await holdfast.close();
  });
});
