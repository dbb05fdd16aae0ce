import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { SlackClient, SlackConnector } from '../../ports/slack/slack.js';
import { WebApiClient } from './web-api-client.js';

/** Slack recommends to refuse older requests: they could be replays. */
const MAX_AGE_SECONDS = 5 * 60;
/** A client keeps no connection, only its token. */
const MAX_CLIENTS = 200;

/** Slack over `@slack/web-api`, at the address of `SLACK_API_URL`. */
export class WebApiConnector implements SlackConnector {
  private readonly clients = new Map<string, SlackClient>();

  constructor(private readonly apiUrl: string) {}

  client(token: string): SlackClient {
    const known = this.clients.get(token);
    if (known !== undefined) return known;
    if (this.clients.size >= MAX_CLIENTS) this.clients.clear();
    const client = new WebApiClient(token, this.apiUrl);
    this.clients.set(token, client);
    return client;
  }

  isSigned(
    secret: string,
    { timestamp, signature, body }: Parameters<SlackConnector['isSigned']>[1],
    now: Date,
  ): boolean {
    if (!/^\d{1,12}$/u.test(timestamp)) return false;
    if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > MAX_AGE_SECONDS) return false;
    const mac = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body).digest('hex');
    const [expected, given] = [Buffer.from(`v0=${mac}`), Buffer.from(signature)];
    return expected.length === given.length && timingSafeEqual(expected, given);
  }

  digest(text: string): string {
    return createHash('sha256').update(text).digest('hex');
  }
}
