import { DomainError } from '../../domain/errors.js';
import { isLanguageCode } from '../triage/languages.js';

/** @throws DomainError `invalid_input` for a code that is no language */
export function requireLanguage(code: string, path: string): void {
  if (isLanguageCode(code)) return;
  throw new DomainError('invalid_input', 'There is no such language.', {
    faults: [{ path, message: 'must be a two-letter code of ISO 639-1, such as en' }],
  });
}
