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

/** Cache time. Every process notices a change within this. */
const CACHE_TTL_MS = 2_000;
/** Maximum wait for a database that hangs, where older settings are known. */
const MAX_WAIT_MS = 500;

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
  private known: DeskSettings | null = null;
  private readAt = 0;
  private reading: Promise<DeskSettings> | null = null;
  private warnedOf = '';

  constructor(private readonly parts: Parts) {}

  async current(): Promise<DeskSettings> {
    const { known } = this;
    if (known !== null && performance.now() - this.readAt < CACHE_TTL_MS) return known;
    this.reading ??= this.fresh().finally(() => {
      this.reading = null;
    });
    if (known === null) return this.reading;
    return withinReach(this.reading, () => this.keep(known));
  }

  async fresh(): Promise<DeskSettings> {
    const stored = (await this.parts.settings.find(SETTINGS_NAME))?.content ?? NO_SETTINGS;
    this.known = this.read(stored);
    this.readAt = performance.now();
    return this.known;
  }

  /** Uses the last known ones for as long as if they had been read now. */
  private keep(known: DeskSettings): DeskSettings {
    this.readAt = performance.now();
    return this.known ?? known;
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

async function withinReach<T>(reading: Promise<T>, otherwise: () => T): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(() => resolve(otherwise()), MAX_WAIT_MS);
  });
  try {
    return await Promise.race([reading.catch(otherwise), late]);
  } finally {
    clearTimeout(timer);
  }
}
