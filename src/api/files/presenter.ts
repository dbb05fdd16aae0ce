import type { z } from 'zod';
import { fileState, type StoredFile } from '../../domain/files/stored-file.js';
import type { PlacedFile } from '../../app/tickets/files/read-file.js';
import type { fileAnalysisSchema, storedFileSchema } from './schema.js';

export function presentFile({ file, ticket, comment }: PlacedFile): z.input<typeof storedFileSchema> {
  const { id, name, type, sizeBytes, uploadedBy, uploadedAt, scan, readAt, analysedAt } = file;
  return {
    ...{ id, name, type, size_bytes: sizeBytes, uploaded_at: uploadedAt.toISOString() },
    uploaded_by: { id: uploadedBy.id, name: uploadedBy.name },
    state: fileState(file),
    rejected_because: scan.state === 'infected' ? scan.signature : null,
    ticket: ticket?.number ?? null,
    comment_id: comment?.id ?? null,
    steps: {
      stored_at: uploadedAt.toISOString(),
      scanned_at: 'at' in scan ? scan.at.toISOString() : null,
      read_at: readAt?.toISOString() ?? null,
      analysed_at: analysedAt?.toISOString() ?? null,
    },
  };
}

export function presentAnalysis(file: StoredFile): z.input<typeof fileAnalysisSchema> {
  const { analysis } = file;
  return {
    state: fileState(file),
    kind: analysis?.kind ?? null,
    text: analysis?.text ?? null,
    language: analysis?.language ?? null,
    summary: analysis?.summary ?? null,
    error_codes: [...(analysis?.errorCodes ?? [])],
    metadata: analysis?.metadata ?? {},
    fault: analysis?.fault ?? null,
  };
}
