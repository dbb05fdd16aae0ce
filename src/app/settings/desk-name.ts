import { DEFAULT_SETTINGS } from '../../domain/desk/settings.js';
import { DomainError } from '../../domain/errors.js';
import type { Settings } from '../../ports/desk/settings.js';

/** Returns the name of the desk, for what must be shown also without the database. */
export async function deskNameOf(settings: Settings): Promise<string> {
  try {
    return (await settings.current()).deskName;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return DEFAULT_SETTINGS.deskName;
  }
}
