import type { SettingsAround } from '../../domain/desk/settings.js';
import type { Sealer } from '../../ports/accounts/security.js';
import type { Settings } from '../../ports/desk/settings.js';
import type { Repositories } from '../../ports/repositories.js';

/** Dependencies of the settings that administrators change. */
export interface SettingsDeps extends Pick<Repositories, 'deskSettings' | 'mailTemplates'> {
  /** The settings in use. */
  readonly settings: Settings;
  readonly settingsAround: SettingsAround;
  /** Seals the secrets among the settings; null without a secret of this installation. */
  readonly settingsSealer: Pick<Sealer, 'seal'> | null;
}
