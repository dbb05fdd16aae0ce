import type { Actor } from '../../domain/access/actor.js';
import { authorize } from '../../domain/access/permissions.js';
import {
  isSecretKey,
  NO_SETTINGS,
  SETTING_KEYS,
  SETTING_NAMES,
  SETTINGS_NAME,
  settingsInUse,
  shownOf,
  smtpUrlFault,
  sourceOf,
  withFormerAddress,
  type DeskSettings,
  type SecretKey,
  type SealedSecret,
  type SettingKey,
  type SettingSource,
  type SettingValues,
  type StoredSettings,
} from '../../domain/desk/settings.js';
import { DomainError, type FieldFault } from '../../domain/errors.js';
import type { EventDetails } from '../../domain/event-details.js';
import type { Revision } from '../../ports/revisions.js';
import { accountEvent } from '../accounts/account-event.js';
import type { AppDeps } from '../deps.js';
import { authorship, requireVersion } from '../revisions.js';
import { sealContext } from './current-settings.js';

type Deps = Pick<
  AppDeps,
  'deskSettings' | 'settings' | 'settingsAround' | 'settingsSealer' | 'clock' | 'newId'
>;

/** The settings in use, with their sources, and the version of the stored ones. */
export interface SettingsView {
  readonly inUse: DeskSettings;
  readonly sources: Readonly<Record<SettingKey, SettingSource>>;
  /** The visible part of each secret that is set. */
  readonly shown: Readonly<Record<SecretKey, string | null>>;
  readonly revision: Revision<StoredSettings>;
}

/** What to change. Null goes back to the default. */
export type SettingsEdit = { readonly [K in SettingKey]?: SettingValues[K] | null | undefined };

/** A change of the settings, with the caller's address for the security event. */
interface SettingsChange {
  readonly edit: SettingsEdit;
  readonly expectedVersion: number | undefined;
  readonly address: string;
}

/** @throws DomainError `forbidden` */
export async function readSettings(deps: Deps, actor: Actor): Promise<SettingsView> {
  authorize(actor, 'settings.read');
  return viewOf(deps);
}

/**
 * Writes the next version of the settings, which every process uses within two seconds.
 * @throws DomainError `forbidden`, `version_conflict`; `invalid_input` for what the environment sets, and for a secret
 *   that cannot be sealed.
 */
export async function editSettings(
  deps: Deps,
  actor: Actor,
  { edit, expectedVersion, address }: SettingsChange,
): Promise<SettingsView> {
  authorize(actor, 'settings.administer');
  const faults = changedKeys(edit).flatMap((key) => faultsOf(deps, key, edit[key]));
  if (faults.length > 0) {
    throw new DomainError('invalid_input', 'The settings were not changed. The errors list every fault.', {
      faults,
    });
  }
  const { content: before } = await storedIn(deps);
  requireVersion('settings', before.version, expectedVersion);
  const changed = { ...before, ...stored(deps, edit), version: before.version + 1 };
  const content = { ...changed, ...(await formerAddresses(deps, edit, changed)) };
  const event = accountEvent(
    deps,
    { actor, address },
    {
      type: 'settings.changed',
      account: null,
      details: { version: content.version, ...changesOf(before, content) },
    },
  );
  await deps.deskSettings.addAudited({ content, requestId: null, ...authorship(deps, actor) }, event);
  await deps.settings.fresh();
  return viewOf(deps);
}

/** Mails that were sent before are answered to the address that they came from. */
async function formerAddresses(
  deps: Deps,
  edit: SettingsEdit,
  changed: StoredSettings,
): Promise<Pick<StoredSettings, 'formerAddresses'>> {
  if (edit.sender === undefined) return {};
  const { sender, formerAddresses: former } = await deps.settings.fresh();
  const address = settingsInUse(deps.settingsAround, changed, () => null).sender.address;
  return { formerAddresses: withFormerAddress(former, sender.address, address) };
}

async function storedIn({ deskSettings }: Deps): Promise<Revision<StoredSettings>> {
  const none = { content: NO_SETTINGS, requestId: null, createdAt: null, createdBy: null };
  return (await deskSettings.find(SETTINGS_NAME)) ?? none;
}

async function viewOf(deps: Deps): Promise<SettingsView> {
  const [inUse, revision] = await Promise.all([deps.settings.fresh(), storedIn(deps)]);
  const { content } = revision;
  const shown = (key: SecretKey): string | null => {
    const stored = content[key];
    if (deps.settingsAround.environment[key] === undefined && stored !== null) return stored.shown;
    const value = inUse[key];
    return value === null ? null : shownOf(key, value);
  };
  const sources = SETTING_KEYS.map((key) => [key, sourceOf(key, deps.settingsAround, content)] as const);
  return {
    inUse,
    sources: Object.fromEntries(sources) as SettingsView['sources'],
    shown: { smtpUrl: shown('smtpUrl'), geminiApiKey: shown('geminiApiKey') },
    revision,
  };
}

function changedKeys(edit: SettingsEdit): readonly SettingKey[] {
  return SETTING_KEYS.filter((key) => edit[key] !== undefined);
}

function faultsOf(
  { settingsAround, settingsSealer }: Deps,
  key: SettingKey,
  value: SettingsEdit[SettingKey],
): FieldFault[] {
  const { field: path, variable } = SETTING_NAMES[key];
  if (settingsAround.environment[key] !== undefined) {
    return [{ path, message: `is set by the environment variable ${variable}, which wins; change it there` }];
  }
  if (!isSecretKey(key) || value === null) return [];
  if (settingsSealer === null) {
    return [
      {
        path,
        message:
          'cannot be stored, because JWT_SECRET is the public one of development; set a random one (openssl rand -base64 48), or set ' +
          variable,
      },
    ];
  }
  const message = key === 'smtpUrl' && typeof value === 'string' ? smtpUrlFault(value) : null;
  return message === null ? [] : [{ path, message }];
}

function stored(deps: Deps, edit: SettingsEdit): Partial<StoredSettings> {
  const entries = changedKeys(edit).map((key) => {
    const value = edit[key];
    const isSecret = isSecretKey(key) && typeof value === 'string';
    return [key, isSecret ? sealed(deps, key, value) : value] as const;
  });
  return Object.fromEntries(entries);
}

function sealed({ settingsSealer }: Deps, key: SecretKey, value: string): SealedSecret {
  if (settingsSealer === null) throw new Error('No sealer.');
  return { sealed: settingsSealer.seal(value, sealContext(key)), shown: shownOf(key, value) };
}

/** The differences, as `{field: {from, to}}`; of secrets their visible parts. */
function changesOf(before: StoredSettings, after: StoredSettings): EventDetails {
  const visible = (settings: StoredSettings, key: SettingKey) =>
    isSecretKey(key) ? (settings[key]?.shown ?? null) : settings[key];
  return Object.fromEntries(
    SETTING_KEYS.filter((key) => JSON.stringify(before[key]) !== JSON.stringify(after[key])).map((key) => [
      SETTING_NAMES[key].field,
      { from: visible(before, key), to: visible(after, key) },
    ]),
  );
}
