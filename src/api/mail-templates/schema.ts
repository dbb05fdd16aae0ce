import { z } from 'zod';
import { MAX_TEMPLATE_SUBJECT, MAX_TEMPLATE_TEXT, TEMPLATE_KINDS } from '../../domain/mail/mail-templates.js';
import { lineOfText, text } from '../http/fields.js';
import { listFields, listQuery } from '../http/paging.js';
import { revisionFields } from '../http/revisions.js';
import { parameterName } from '../http/shared-parameters.js';
import { mailLanguage as language } from '../people/mail-settings-schema.js';

const kind = z.enum(TEMPLATE_KINDS).meta({ id: 'MailTemplateKind' });

const words = {
  subject: lineOfText({ min: 1, max: MAX_TEMPLATE_SUBJECT }),
  text: text({ min: 1, max: MAX_TEMPLATE_TEXT }),
};

/** Plain texts: whether there is such a template is for the use case to say. */
export const templateParams = z.object({
  kind: z.string().meta({
    description: 'A kind of the list',
    example: 'received',
    ...parameterName('MailTemplateKindInPath'),
  }),
  language: z.string().meta({
    description: 'A language of the list',
    example: 'en',
    ...parameterName('MailTemplateLanguageInPath'),
  }),
});

export const templateListQuerySchema = z.strictObject(listQuery());

const SYNTAX =
  'Plain text with `{{variables}}`, which are escaped like all text of a mail. A ticket’s number and title are added to the subject.';

export const newWordsSchema = z.strictObject(words).meta({
  id: 'MailTemplateWords',
  description: SYNTAX,
  example: {
    subject: 'We have your ticket',
    text: 'Thank you. Your ticket number is {{number}}.\nWe answer within a day.',
  },
});

export const previewSchema = z
  .strictObject({ subject: words.subject.optional(), text: words.text.optional() })
  .meta({
    id: 'MailTemplatePreviewRequest',
    description: `The words to look at; those in use if omitted. ${SYNTAX}`,
    example: {},
  });

const names = z.array(z.string());

export const templateSchema = z
  .object({
    kind,
    language,
    subject: z.string(),
    text: z.string(),
    is_built_in: z.boolean().meta({ description: 'True for the words of Holdfast.' }),
    variables: z
      .object({ subject: names, text: names })
      .meta({ id: 'MailTemplateVariables', description: 'The variables that each part may have.' }),
    ...revisionFields,
  })
  .meta({ id: 'MailTemplate' });

export const templateListSchema = z
  .object({ mail_templates: z.array(templateSchema), ...listFields })
  .meta({ id: 'MailTemplateList' });

export const previewResponseSchema = z
  .object({ subject: z.string(), text: z.string(), html: z.string() })
  .meta({ id: 'MailTemplatePreview', description: 'A mail with sample data. Its links do not work.' });
