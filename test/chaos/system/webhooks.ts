import { answerOf } from '../../../bench/support/answer.js';
import { createHoldfastClient } from '../../../src/client/client.js';
import { isSigned, startWebhookReceiver } from '../../support/servers/webhook-receiver.js';

/** What an endpoint has received. */
export interface HeardWebhooks {
  readonly endpoint: string;
  /** Ids of events, in the order in which they came; again if they came again. */
  readonly events: readonly string[];
  /** Requests whose signature is not by the secret of the endpoint. */
  readonly forged: number;
}

export interface ChaosReceiver {
  /** Creates the endpoints, which get every event from here on. */
  register(url: string, accessToken: string): Promise<void>;
  heard(): readonly HeardWebhooks[];
  close(): Promise<void>;
}

/** Every tenth event fails at first at this endpoint. */
const FLAKY = '/flaky';
const PATHS = ['/steady', FLAKY];

/** A real receiver outside of the faults, which verifies each request when it comes. */
export async function startChaosReceiver(): Promise<ChaosReceiver> {
  const receiver = await startWebhookReceiver();
  const secrets = new Map<string, string>();
  const heard = new Map(PATHS.map((path) => [path, { events: [] as string[], forged: 0 }]));
  const refused = new Set<string>();
  for (const path of PATHS) {
    receiver.answer(path, (received) => {
      const id = received.headers['webhook-id'] ?? '';
      const at = heard.get(path);
      if (at === undefined) return 404;
      const isTenth = Number.parseInt(id.slice(-2), 16) % 10 === 0;
      if (path === FLAKY && isTenth && !refused.has(id)) {
        refused.add(id);
        return 500;
      }
      if (isSigned(received, secrets.get(path) ?? '')) at.events.push(id);
      else at.forged += 1;
      return 204;
    });
  }
  return {
    register: async (url, accessToken) => {
      const client = createHoldfastClient({ url, accessToken });
      for (const path of PATHS) {
        const made = await answerOf(client.POST('/api/v1/webhooks', { body: { url: receiver.url(path) } }));
        secrets.set(path, made.secret);
      }
    },
    heard: () => [...heard].map(([endpoint, { events, forged }]) => ({ endpoint, events, forged })),
    close: () => receiver.close(),
  };
}
