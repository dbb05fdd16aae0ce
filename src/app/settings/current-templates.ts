import { LANGUAGES, type Language } from '../../domain/languages.js';
import { TEMPLATE_KINDS, type TemplateKind, type TemplateWords } from '../../domain/mail/mail-templates.js';
import type { MailTemplateRepository, TemplatesInUse } from '../../ports/mail/mail-templates.js';
import { LastKnown } from './last-known.js';

const ALL_TEMPLATES = TEMPLATE_KINDS.length * LANGUAGES.length;

/** The name under which the versions of a template are stored. Cursors may contain it. */
export function templateName(kind: TemplateKind, language: Language): string {
  return `${kind}.${language}`;
}

/** The templates in use, read from the database with a short cache. */
export class CurrentTemplates implements TemplatesInUse {
  private readonly lastKnown: LastKnown<ReadonlyMap<string, TemplateWords | null>>;

  constructor(templates: MailTemplateRepository) {
    this.lastKnown = new LastKnown(async () => {
      const { items } = await templates.list({ pageSize: ALL_TEMPLATES });
      return new Map(items.map(({ content: { name, words } }) => [name, words]));
    });
  }

  async wordsOf(kind: TemplateKind, language: Language): Promise<TemplateWords | null> {
    return (await this.lastKnown.current()).get(templateName(kind, language)) ?? null;
  }
}
