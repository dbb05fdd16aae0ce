import { useEffect, useState, useSyncExternalStore } from 'react';
import { answerOf, api, newIdempotencyKey } from '../../app/api.js';
import { keptValue } from '../../app/kept-value.js';
import { useMe } from '../../app/me.js';
import { DRAFTS } from '../../app/session.js';
import { sendFile } from './send-file.js';
import { Uploads, type KeptUploads, type Upload } from './uploads.js';

export interface UploadsOf {
  readonly uploads: Uploads;
  readonly files: readonly Upload[];
}

/** The files of a text that is being written. `place` names the text, so that a reload finds them. */
export function useUploads(place: string): UploadsOf {
  const me = useMe();
  const [uploads] = useState(() => open(`${DRAFTS}${me.id}.files.${place}`));
  useEffect(() => {
    uploads.start();
    return () => uploads.stop();
  }, [uploads]);
  return { uploads, files: useSyncExternalStore(uploads.subscribe, uploads.current) };
}

function open(storageKey: string): Uploads {
  const kept = keptValue<KeptUploads>(storageKey);
  const at = (file: string) => ({ params: { path: { file } } });
  return new Uploads({
    load: kept.load,
    keep: kept.keep,
    send: sendFile,
    read: (id) => answerOf(api.GET('/api/v1/files/{file}', at(id))),
    remove: async (id) => {
      await api.DELETE('/api/v1/files/{file}', at(id));
    },
    schedule: (run, afterMs) => {
      const timer = setTimeout(run, afterMs);
      return () => clearTimeout(timer);
    },
    newKey: newIdempotencyKey,
  });
}
