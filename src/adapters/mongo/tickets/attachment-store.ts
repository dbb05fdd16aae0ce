import type { Connection } from 'mongoose';
import type { AttachmentStore } from '../../../ports/tickets/attachment-store.js';
import { ATTACHMENTS, AttachedFiles } from '../files/attached-files.js';
import type { RawFiles } from '../kit/raw-files.js';

export class GridFsAttachmentStore implements AttachmentStore {
  private readonly files: RawFiles;

  constructor(connection: Connection) {
    this.files = new AttachedFiles(connection, ATTACHMENTS);
  }

  keep(id: string, content: Uint8Array): Promise<void> {
    return this.files.put(id, content);
  }

  read(id: string): Promise<Uint8Array | null> {
    return this.files.get(id);
  }

  present(ids: readonly string[]): Promise<readonly string[]> {
    return this.files.present(ids);
  }

  async removeOthers(prefix: string, kept: readonly string[]): Promise<void> {
    for (const id of await this.files.idsBeginning(prefix)) {
      if (!kept.includes(id)) await this.files.remove(id);
    }
  }
}
