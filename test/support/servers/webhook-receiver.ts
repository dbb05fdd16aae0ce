import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { Webhook } from 'standardwebhooks';

/** A request as it came in. */
export interface ReceivedWebhook {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly body: any;
  readonly at: number;
}

/** Answers a request: a status, or what it does itself. */
export type Reply = number | ((response: ServerResponse, request: IncomingMessage) => void);

/** A server that receives webhooks. Each path is a receiver of its own, and answers 204 unless told otherwise. */
export interface WebhookReceiver {
  readonly origin: string;
  url(path: string): string;
  received(path: string): readonly ReceivedWebhook[];
  /** What a path answers from now on, by the request. */
  answer(path: string, reply: (received: ReceivedWebhook, earlier: number) => Reply): void;
  close(): Promise<void>;
}

export async function startWebhookReceiver(): Promise<WebhookReceiver> {
  const all: ReceivedWebhook[] = [];
  const replies = new Map<string, (received: ReceivedWebhook, earlier: number) => Reply>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const path = request.url ?? '';
      const headers = request.headers as Record<string, string>;
      const received = { path, headers, text, body: parsed(text), at: Date.now() };
      const earlier = all.filter((each) => each.path === path).length;
      all.push(received);
      const reply = replies.get(path)?.(received, earlier) ?? 204;
      if (typeof reply === 'number') response.writeHead(reply).end();
      else reply(response, request);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  return {
    origin,
    url: (path) => origin + path,
    received: (path) => all.filter((each) => each.path === path),
    answer: (path, reply) => void replies.set(path, reply),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function parsed(text: string): unknown {
  return text === '' ? null : JSON.parse(text);
}

/** True for a request that was signed with the secret, by the library for receivers. */
export function isSigned({ text, headers }: ReceivedWebhook, secret: string): boolean {
  try {
    new Webhook(secret).verify(text, headers);
    return true;
  } catch {
    return false;
  }
}
