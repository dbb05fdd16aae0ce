import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startHoldfast, type Holdfast } from '../../support/holdfast.js';
import { keep, letter } from '../../support/mail/inbound.js';
import { DEMO_PASSWORD } from '../../../src/app/operations/seed.js';
import { runCli, runCliWith } from '../../support/processes/run-cli.js';

let holdfast: Holdfast;
beforeAll(async () => {
  holdfast = await startHoldfast({ worker: false });
});
afterAll(() => holdfast.close());

function replay(...args: string[]): ReturnType<typeof runCli> {
  return runCli(holdfast.config, 'mail-replay', ...args, '--url', holdfast.url);
}

describe('npm run mail-replay', () => {
  it('shows what a mail says and would become beside what it has become, and changes nothing', async () => {
    const { receivedMails } = holdfast.deps;
    const { mail } = await keep(holdfast, letter({ subject: 'Shown', text: 'It hums.\n-- \nAlice' }));
    await receivedMails.fail(mail.id, 'TypeError');
    const { code, output } = await replay(mail.id);
    expect(code).toBe(0);
    expect(output).toMatch(
      /From: +alice@holdfast\.local\nSubject: +Shown\nWritten by: +person, sender neither/u,
    );
    expect(output).toMatch(/Text:\n {2}It hums\.\nWould become: a ticket of its sender/u);
    expect(output).toMatch(/Outcome: +failed: TypeError\n$/u);
    expect(await receivedMails.find(mail.id)).toMatchObject({ state: 'failed' });
  });

  it('processes it again with --apply', async () => {
    const { mail } = await keep(
      holdfast,
      letter({ subject: 'Automatic', headers: ['Auto-Submitted: auto-replied'] }),
    );
    await holdfast.deps.receivedMails.fail(mail.id, 'timed_out');
    const { code, output } = await replay(mail.id, '--apply');
    expect(code).toBe(0);
    expect(output).toContain('Would become: ignored, automatic');
    expect(await holdfast.deps.receivedMails.find(mail.id)).toMatchObject({ state: 'kept' });
    const again = await replay(mail.id, '--apply');
    expect(again.code).toBe(1);
    expect(again.output).toContain('Only a mail that failed');
  });

  it('asks for the password of an account of its own', async () => {
    const { mail } = await keep(holdfast, letter({ subject: 'By name' }));
    const users = holdfast.mongo.collection('users');
    const account = { email: 'root@desk.example' };
    await users.updateOne({ email: 'admin@holdfast.local' }, { $set: account });
    try {
      const as = ['mail-replay', mail.id, '--url', holdfast.url, '--email', account.email] as const;
      const shown = await runCliWith(`${DEMO_PASSWORD}\n`, holdfast.config, ...as);
      expect([shown.code, shown.output]).toEqual([0, expect.stringContaining('Subject:      By name')]);
      const wrong = await runCliWith('guessed\n', holdfast.config, ...as);
      expect([wrong.code, wrong.output]).toEqual([1, expect.stringContaining('401')]);
      const silent = await runCliWith('', holdfast.config, ...as);
      expect([silent.code, silent.output]).toEqual([1, expect.stringContaining('A password is required')]);
    } finally {
      await users.updateOne(account, { $set: { email: 'admin@holdfast.local' } });
    }
  });

  it('says what is wrong with the question', async () => {
    expect(await replay()).toMatchObject({ code: 1, output: 'Give the id of one mail.\n' });
    const unknown = await replay('unknown');
    expect([unknown.code, unknown.output]).toEqual([1, expect.stringContaining('There is no mail unknown')]);
  });
});
