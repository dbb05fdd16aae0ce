import { z } from 'zod';
import { MAX_ROWS_AT_ONCE } from '../../domain/accounts/person-export.js';
import { customValuesSchema } from '../custom-fields/schema.js';
import { instant, orNull, referTo } from '../http/fields.js';
import { job, jobParams } from '../http/job.js';
import { mailAddressSchema, satisfactionSchema } from '../tickets/part-schemas.js';
import { mailSettingsSchema } from './mail-settings-schema.js';
import { userParams, userSchema } from './schema.js';

const details = z.record(z.string(), z.unknown());
const at = { created_at: instant };

const draftText = { body: z.string(), is_internal: z.boolean(), saved_at: instant };

const messageId = z.string().nullable().meta({ description: 'Message-ID of the mail that created it' });

export const exportSchema = z
  .object({
    person: userSchema,
    notifications: mailSettingsSchema,
    tickets: z.array(
      z.object({
        number: z.string(),
        title: z.string(),
        description: z.string(),
        status: z.string(),
        priority: z.string(),
        category: z.string(),
        tags: z.array(z.string()),
        custom_fields: customValuesSchema,
        language: z.string().nullable(),
        sentiment: z.string().nullable(),
        satisfaction: orNull(satisfactionSchema),
        answer_to: orNull(mailAddressSchema).meta({
          description: 'Address for mails about the ticket, if not the address of the account',
        }),
        message_id: messageId,
        ...at,
        closed_at: instant.nullable(),
      }),
    ),
    comments: z.array(
      z.object({
        ticket_id: z.string(),
        body: z.string(),
        is_internal: z.boolean(),
        message_id: messageId,
        ...at,
        edited_at: instant.nullable(),
        deleted_at: instant.nullable(),
        earlier_versions: z.array(z.object({ body: z.string(), at: instant })),
      }),
    ),
    activities: z.array(z.object({ ticket_number: z.string(), action: z.string(), details, at: instant })),
    mails: z.array(z.object({ kind: z.string(), state: z.string(), ...at, sent_at: instant.nullable() })),
    received_mails: z
      .array(z.object({ id: z.string(), size_bytes: z.int(), received_at: instant, expires_at: instant }))
      .meta({ description: 'Original mails from the user that are still stored' }),
    security_events: z.array(
      z.object({ action: z.string(), address: z.string().nullable(), details, at: instant }),
    ),
    sessions: z.array(z.object({ ...at, expires_at: instant })),
    api_keys: z.array(
      z.object({
        name: z.string(),
        prefix: z.string(),
        scopes: z.array(z.string()),
        ...at,
        expires_at: instant,
        last_used_at: instant.nullable(),
      }),
    ),
    participations: z
      .array(
        z.object({
          ticket_number: z.string(),
          name: z.string(),
          email: z.string().nullable(),
          added_at: instant,
          removed_at: instant.nullable(),
        }),
      )
      .meta({ description: 'Tickets where the user’s address is or was in copy' }),
    conversations: z
      .array(
        z.object({
          state: z.string(),
          messages: z.array(z.string()),
          questions: z.array(z.string()),
          title: z.string(),
          description: z.string(),
          ticket_number: z.string().nullable(),
          ...at,
          expires_at: instant,
        }),
      )
      .meta({ description: 'Conversations about tickets that were to be created' }),
    drafts: z
      .array(z.object({ ticket_id: z.string(), ...draftText, replaced: z.array(z.object(draftText)) }))
      .meta({ description: 'Unsent comments' }),
    ticket_notifications: z.array(
      z.object({ kind: z.string(), ticket_number: z.string(), at: instant, read_at: instant.nullable() }),
    ),
    read_marks: z
      .array(z.object({ ticket_id: z.string(), read_at: instant }))
      .meta({ description: 'When the user last read each ticket' }),
    files: z
      .array(
        z.object({
          id: z.string(),
          name: z.string(),
          type: z.string(),
          size_bytes: z.int(),
          uploaded_at: instant,
          summary: z.string().nullable(),
        }),
      )
      .meta({
        description:
          'Files that the user uploaded or mailed. `GET /files/{file}/content` has the content, and `/analysis` the text.',
      }),
    truncated: z.boolean().meta({ description: 'True if a list was too long for one response.' }),
  })
  .meta({ id: 'PersonExport' });

export const exportJobParams = userParams.extend(jobParams.shape);

const exportFile = z
  .object({ url: z.string(), size_bytes: z.int(), expires_at: instant })
  .meta({ id: 'ExportFile' });

export const exportJobSchema = z
  .object({
    job: referTo(job).meta({
      description: 'Progress in rows. An export changes nothing. `failed` is 1 if the export failed.',
    }),
    file: orNull(exportFile).meta({ description: 'Null until the export has succeeded' }),
  })
  .meta({
    id: 'PersonExportJob',
    description: `An export to a file, for users with more than ${MAX_ROWS_AT_ONCE} rows in a list`,
  });
