import { describe, expect, it } from '@jest/globals';
import { AesGcmSealer } from '../../../src/adapters/auth/sealer.js';
import { CurrentSettings, sealContext } from '../../../src/app/settings/current-settings.js';
import {
  DEFAULT_SETTINGS,
  NO_SETTINGS,
  MAX_FORMER_ADDRESSES,
  senderOf,
  settingsInUse,
  shownOf,
  smtpUrlFault,
  sourceOf,
  withFormerAddress,
  type StoredSettings,
} from '../../../src/domain/desk/settings.js';
import { DomainError } from '../../../src/domain/errors.js';
import { silentLogger } from '../../../src/ports/logger.js';
import type { Revision } from '../../../src/ports/revisions.js';

const NOTHING_AROUND = { environment: {}, defaults: {} };
const stored = (fields: Partial<StoredSettings>): StoredSettings => ({ ...NO_SETTINGS, ...fields });
const opened = () => 'smtp://kept';

describe('the settings in use', () => {
  it('are those of the environment, else of the database, else the defaults', () => {
    expect(settingsInUse(NOTHING_AROUND, NO_SETTINGS, opened)).toEqual({
      ...DEFAULT_SETTINGS,
      unreadable: [],
      formerAddresses: [],
    });
    const around = { environment: { sendDelaySeconds: 0 }, defaults: { smtpUrl: 'smtp://inbox' } };
    const some = stored({ sendDelaySeconds: 30, reopensByAnswer: false });
    expect(settingsInUse(around, some, opened)).toMatchObject({
      sendDelaySeconds: 0,
      reopensByAnswer: false,
      smtpUrl: 'smtp://inbox',
    });
    const kept = stored({ smtpUrl: { sealed: 'x', shown: 'smtp://kept' } });
    expect(settingsInUse(around, kept, opened).smtpUrl).toBe('smtp://kept');
    const set = { environment: { smtpUrl: 'smtp://set' }, defaults: {} };
    expect(settingsInUse(set, kept, () => null)).toMatchObject({ smtpUrl: 'smtp://set', unreadable: [] });
  });

  it('use no default in place of a secret that cannot be read', () => {
    const around = { environment: {}, defaults: { smtpUrl: 'smtp://inbox' } };
    const kept = stored({ smtpUrl: { sealed: 'x', shown: 'smtp://kept' } });
    expect(settingsInUse(around, kept, () => null)).toMatchObject({ smtpUrl: null, unreadable: ['smtpUrl'] });
  });

  it('remember former addresses, the newest first, without the current one', () => {
    expect(withFormerAddress(['b@x'], 'A@x', 'a@x')).toEqual(['b@x']);
    expect(withFormerAddress(['b@x'], 'A@x', 'b@x')).toEqual(['a@x']);
    const many = Array.from({ length: MAX_FORMER_ADDRESSES }, (_, index) => `${index}@x`);
    expect(withFormerAddress(many, 'a@x', 'new@x')).toEqual(['a@x', ...many.slice(0, -1)]);
    const { capacityWeights, ...older } = stored({});
    expect(sourceOf('capacityWeights', NOTHING_AROUND, older as StoredSettings)).toBe('default');
  });

  it('send in the name of the desk unless a sender is set', () => {
    const named = settingsInUse(NOTHING_AROUND, stored({ deskName: 'Acme IT' }), opened);
    expect(named.sender).toEqual({ name: 'Acme IT', address: DEFAULT_SETTINGS.sender.address });
    const sender = { name: 'Help', address: 'help@acme.example' };
    expect(settingsInUse(NOTHING_AROUND, stored({ deskName: 'Acme IT', sender }), opened).sender).toBe(
      sender,
    );
  });
});

it.each([
  ['smtp://mail', null],
  ['smtps://user:p%40ss@mail.example:465', null],
  ['http://mail', /must be like/],
  ['mail.example:587', /must be like/],
  ['smtp://mail/path', /nothing after the port/],
  ['smtp://mail?tls.rejectUnauthorized=false', /nothing after the port/],
  ['smtp://mail#x', /nothing after the port/],
  ['smtp://us%er:x@mail', /percent-encoded/],
])('the mail server %s', (url, fault) => {
  if (fault === null) expect(smtpUrlFault(url)).toBeNull();
  else expect(smtpUrlFault(url)).toMatch(fault);
});

it('shows no user, password or key', () => {
  expect(shownOf('smtpUrl', 'smtps://user:secret@mail.example:465')).toBe('smtps://mail.example:465');
  expect(shownOf('geminiApiKey', 'AIza-0123456789')).toBe('…6789');
});

it.each([
  ['Acme IT <help@acme.example>', { name: 'Acme IT', address: 'help@acme.example' }],
  ['"Acme, IT" <help@acme.example>', { name: 'Acme, IT', address: 'help@acme.example' }],
  ['help@acme.example', { name: '', address: 'help@acme.example' }],
])('reads the sender %s', (text, sender) => expect(senderOf(text)).toEqual(sender));

describe('reading them', () => {
  const sealer = new AesGcmSealer('a secret of this test');
  const revision = (content: StoredSettings): Revision<StoredSettings> => ({
    content,
    requestId: null,
    createdAt: null,
    createdBy: null,
  });
  type Find = () => Promise<Revision<StoredSettings> | null>;
  const reader = (find: Find, secret: Pick<AesGcmSealer, 'open'> = sealer) =>
    new CurrentSettings({
      settings: { find, addAudited: () => Promise.reject(new Error('read only')) },
      around: NOTHING_AROUND,
      sealer: secret,
      logger: silentLogger,
    });
  const away = () => Promise.reject(new DomainError('unavailable', 'There is no primary.'));

  it('fails only while they have never been read', async () => {
    let find: Find = away;
    const settings = reader(() => find());
    await expect(settings.current()).rejects.toMatchObject({ code: 'unavailable' });
    find = () => Promise.resolve(revision(stored({ deskName: 'Acme IT' })));
    expect((await settings.current()).deskName).toBe('Acme IT');
    find = away;
    await expect(settings.fresh()).rejects.toMatchObject({ code: 'unavailable' });
    expect((await settings.current()).deskName).toBe('Acme IT');
  });

  it('reads once for many who ask at the same time', async () => {
    let reads = 0;
    const settings = reader(() => {
      reads += 1;
      return Promise.resolve(null);
    });
    await Promise.all(Array.from({ length: 20 }, () => settings.current()));
    expect(reads).toBe(1);
  });

  it('opens a secret only with its key, and only in its place', async () => {
    const seal = (key: 'smtpUrl' | 'geminiApiKey') => ({
      sealed: sealer.seal('smtp://kept', sealContext(key)),
      shown: 'smtp://kept',
    });
    const of = (secret: StoredSettings['smtpUrl']) => () =>
      Promise.resolve(revision(stored({ smtpUrl: secret })));
    expect((await reader(of(seal('smtpUrl'))).current()).smtpUrl).toBe('smtp://kept');
    for (const settings of [
      reader(of(seal('geminiApiKey'))),
      reader(of(seal('smtpUrl')), new AesGcmSealer('another secret')),
    ]) {
      expect(await settings.current()).toMatchObject({ smtpUrl: null, unreadable: ['smtpUrl'] });
    }
  });
});
