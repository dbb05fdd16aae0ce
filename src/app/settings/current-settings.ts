import {
  NO_SETTINGS,
  SETTINGS_NAME,
  settingsInUse,
  type DeskSettings,
  type SecretKey,
  type SealedSecret,
  type SettingsAround,
  type StoredSettings,
} from '../../domain/desk/settings.js';
import type { Sealer } from '../../ports/accounts/security.js';
import type { Settings, SettingsRepository } from '../../ports/desk/settings.js';
import type { Logger } from '../../ports/logger.js';
import { LastKnown } from './last-known.js';

interface Parts {
  readonly settings: SettingsRepository;
  readonly around: SettingsAround;
  readonly sealer: Pick<Sealer, 'open'>;
  readonly logger: Logger;
}

/** Binds a sealed secret to its setting, so that it cannot be copied to another one. */
export function sealContext(key: SecretKey): string {
  return `setting: ${key}`;
}

/** The settings in use, read from the database with a short cache. */
export class CurrentSettings implements Settings {
  private readonly lastKnown = new LastKnown(async () => {
    const stored = await this.parts.settings.find(SETTINGS_NAME);
    return this.read(stored?.content ?? NO_SETTINGS);
  });
  private warnedOf = '';

  constructor(private readonly parts: Parts) {}

  current(): Promise<DeskSettings> {
    return this.lastKnown.current();
  }

  fresh(): Promise<DeskSettings> {
    return this.lastKnown.fresh();
  }

  private read(stored: StoredSettings): DeskSettings {
    const settings = settingsInUse(this.parts.around, stored, (key, secret) => this.open(key, secret));
    const unreadable = settings.unreadable.join(', ');
    if (unreadable !== '' && unreadable !== this.warnedOf) {
      this.parts.logger.warn(
        { settings: unreadable },
        'stored secrets cannot be read: JWT_SECRET has changed',
      );
    }
    this.warnedOf = unreadable;
    return settings;
  }

  private open(key: SecretKey, { sealed }: SealedSecret): string | null {
    try {
      return this.parts.sealer.open(sealed, sealContext(key));
    } catch {
      return null;
    }
  }
}
