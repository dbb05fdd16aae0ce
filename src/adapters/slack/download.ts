import { SlackError } from '../../ports/slack/slack.js';

/** The whole file. Slack sends some megabytes a second. */
const TIMEOUT_MS = 60_000;

interface Source {
  readonly token: string;
  readonly apiUrl: string;
  readonly maxBytes: number;
}

/**
 * Reads a private file of Slack. The address comes from a message, so it must be Slack's own host: the token goes with it.
 * Redirects are refused for the same reason.
 */
export async function downloadFrom(
  url: string,
  { token, apiUrl, maxBytes }: Source,
): Promise<AsyncIterable<Uint8Array>> {
  if (!isOfSlack(url, apiUrl)) throw new SlackError('refused', 'foreign_file_address');
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => {
    throw new SlackError('away', 'file_unreachable');
  });
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  if (response.status === 429)
    throw new SlackError('limited', 'ratelimited', Number.isNaN(retryAfter) ? null : retryAfter);
  if (response.status >= 500) throw new SlackError('away', `http_${response.status}`);
  if (response.status === 404 || response.status === 410) throw new SlackError('gone', 'file_not_found');
  if (!response.ok || response.body === null) throw new SlackError('refused', `http_${response.status}`);
  // Without the right to read files, Slack answers 200 with its sign-in page.
  if (
    response.headers.get('content-type')?.startsWith('text/html') === true &&
    !/\.html?$/iu.test(new URL(url).pathname)
  )
    throw new SlackError('refused', 'missing_scope_files_read');
  return limited(response.body, maxBytes);
}

async function* limited(body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array, void> {
  let size = 0;
  try {
    for await (const part of body) {
      size += part.byteLength;
      if (size > maxBytes) throw new SlackError('refused', 'file_too_large');
      yield part;
    }
  } catch (error) {
    if (error instanceof SlackError) throw error;
    throw new SlackError('away', 'file_cut_off');
  }
}

function isOfSlack(url: string, apiUrl: string): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, hostname, origin } = new URL(url);
  if (origin === new URL(apiUrl).origin) return true;
  return protocol === 'https:' && (hostname === 'files.slack.com' || hostname.endsWith('.slack.com'));
}
