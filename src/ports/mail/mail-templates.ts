import type { MailTemplate, TemplateKind, TemplateWords } from '../../domain/mail/mail-templates.js';
import type { Language } from '../../domain/languages.js';
import type { AuditedRevisions } from '../desk/settings.js';
import type { IdPage, PageRequest } from '../paging.js';
import type { Revision } from '../revisions.js';

/** The templates that administrators have stored, in versions. */
export interface MailTemplateRepository extends AuditedRevisions<MailTemplate> {
  /** The newest version of each, in the order of their names. */
  list(page: PageRequest): Promise<IdPage<Revision<MailTemplate>>>;
}

/** The templates in use. Ask before each use. */
export interface TemplatesInUse {
  /**
   * Returns the words of an administrator; null for the built-in ones. May be two seconds old. While the database does
   * not answer, the last known ones count.
   * @throws DomainError `unavailable` if they have never been read.
   */
  wordsOf(kind: TemplateKind, language: Language): Promise<TemplateWords | null>;
}
