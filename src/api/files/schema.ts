import { z } from 'zod';
import { FILE_FAULTS, FILE_KINDS } from '../../domain/files/analysis.js';
import { FILE_STATES } from '../../domain/files/stored-file.js';
import { characters, instant, orNull, personRef } from '../http/fields.js';
import { incomingFile } from './incoming-file.js';
import { parameterName } from '../http/shared-parameters.js';

/** The id of a file: two ids and a place. */
export const fileId = characters({ min: 1, max: 100 });

export const fileIds = z.array(fileId).max(20).optional().meta({
  description: 'Files that you have uploaded with `POST /files` and not used yet, at most 20.',
});

export const newFileSchema = z
  .strictObject({
    ticket: characters({ min: 1, max: 64 }).optional().meta({
      description: 'Id or number of the only ticket that may have the file. Send it before `file`.',
    }),
    file: incomingFile,
  })
  .meta({ id: 'NewFile' });

export const fileParams = z.object({
  file: z.string().meta({
    description: 'File id. Ids of attachments are ids of files.',
    example: '0195569e-7c00-7000-8000-000000000042.0195569e-7c00-7000-8000-000000000043.0',
    ...parameterName('FileId'),
  }),
});

const state = z.enum(FILE_STATES).meta({
  id: 'FileState',
  description:
    '`scanning`: held until the virus scanner has seen it. `analysing`: usable; its text is being read. `rejected`: it cannot be downloaded.',
});

export const storedFileSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    type: z.string().meta({ description: 'Media type by content' }),
    size_bytes: z.int(),
    uploaded_by: personRef,
    uploaded_at: instant,
    state,
    rejected_because: z.string().nullable().meta({ description: 'What the virus scanner has found' }),
    ticket: z.string().nullable().meta({ description: 'Number of the ticket. Null while no ticket has it.' }),
    comment_id: z.string().nullable().meta({ description: 'Null for a file of the description' }),
    steps: z
      .object({
        stored_at: instant,
        scanned_at: instant.nullable(),
        read_at: instant.nullable(),
        analysed_at: instant.nullable(),
      })
      .meta({ id: 'FileSteps', description: 'When each step was done' }),
  })
  .meta({ id: 'File' });

const kind = z.enum(FILE_KINDS).meta({ id: 'FileKind' });
const fault = z
  .enum(FILE_FAULTS)
  .meta({ id: 'FileFault', description: 'Why a file has no text, or not all of it' });

export const fileAnalysisSchema = z
  .object({
    state,
    kind: orNull(kind),
    text: z.string().nullable().meta({ description: 'The beginning of its text, at most 50,000 characters' }),
    language: z.string().nullable(),
    summary: z.string().nullable(),
    error_codes: z.array(z.string()),
    metadata: z.record(z.string(), z.union([z.string(), z.number()])),
    fault: orNull(fault),
  })
  .meta({ id: 'FileAnalysis', description: 'Null and empty until its text was read.' });

export const fileLinkSchema = z.object({ url: z.url(), expires_at: instant }).meta({ id: 'FileLink' });
