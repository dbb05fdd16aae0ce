import type { Client } from '../http-client.js';

interface Part {
  readonly name?: string;
  readonly content: string | Uint8Array;
  readonly type?: string;
}

/** Uploads a file as a browser does; `ticket` goes before it. */
export async function upload(
  client: Client,
  { name = 'file.txt', content, type = 'application/octet-stream' }: Part,
  options: { readonly ticket?: string; readonly headers?: Readonly<Record<string, string>> } = {},
) {
  const form = new FormData();
  if (options.ticket !== undefined) form.append('ticket', options.ticket);
  form.append('file', new Blob([content], { type }), name);
  const request = new Request(`${client.url}/api/v1/files`, {
    method: 'POST',
    body: form,
    ...(options.headers === undefined ? {} : { headers: options.headers }),
  });
  const response = await client.exchange(request);
  const body: any = await response.json();
  return { status: response.status, headers: response.headers, body };
}

/** The content of a file as bytes, or a range of it. */
export async function download(client: Client, path: string, headers: Readonly<Record<string, string>> = {}) {
  const response = await client.exchange(new Request(`${client.url}${path}`, { headers }));
  return {
    status: response.status,
    headers: response.headers,
    bytes: Buffer.from(await response.arrayBuffer()),
  };
}

/** A content as it arrives. */
export async function* contentOf(...parts: readonly string[]): AsyncGenerator<Uint8Array, void> {
  for (const part of parts) yield Buffer.from(await Promise.resolve(part));
}

/** One pixel. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
