import type { Schemas } from '../../../src/client/client.js';
import { newIdempotencyKey } from '../../app/api.js';
import { endSession } from '../../app/session-state.js';
import type { Transfer } from './uploads.js';

/** Sends a file. `fetch` says nothing of its progress, so this is a request of the older kind. */
export function sendFile(file: File, onShare: (share: number) => void): Transfer {
  const request = new XMLHttpRequest();
  const done = new Promise<Schemas['File']>((resolve, reject) => {
    request.responseType = 'json';
    request.upload.addEventListener('progress', ({ loaded, total, lengthComputable }) => {
      if (lengthComputable && total > 0) onShare(loaded / total);
    });
    request.addEventListener('load', () => {
      if (request.status === 401) endSession();
      const answer: unknown = request.response;
      if (request.status === 201) resolve(answer as Schemas['File']);
      // What is between here and the API may answer without a problem of ours: rejections need no error.
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the problem itself is wanted
      else reject(answer);
    });
    for (const end of ['error', 'abort', 'timeout']) {
      request.addEventListener(end, () => reject(new Error(`The upload ended with: ${end}`)));
    }
    const body = new FormData();
    body.append('file', file, file.name);
    request.open('POST', '/api/v1/files');
    request.setRequestHeader('Idempotency-Key', newIdempotencyKey());
    request.send(body);
  });
  return { done, cancel: () => request.abort() };
}
