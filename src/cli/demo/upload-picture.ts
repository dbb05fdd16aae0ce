import type { ApiClient } from '../support/api-client.js';
import { ERROR_DIALOG } from './error-dialog.js';

/** A person types for longer than Holdfast reads the picture. */
const TIMEOUT_MS = 20_000;
const LOOK_EVERY_MS = 250;

/** Uploads a picture of an error, and waits until Holdfast has read it. Returns its id. */
export async function uploadPicture(client: ApiClient): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(ERROR_DIALOG)]), 'screenshot.png');
  const { id } = await client.ask((api) =>
    api.POST('/api/v1/files', { body: { file: '' }, bodySerializer: () => form }),
  );
  const deadline = Date.now() + TIMEOUT_MS;
  const params = { path: { file: id } };
  for (;;) {
    const { state } = await client.askPatiently(
      (api) => api.GET('/api/v1/files/{file}', { params }),
      deadline,
    );
    if (state === 'ready' || Date.now() > deadline) return id;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}
