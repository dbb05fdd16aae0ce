import { SAMPLES } from '../../src/cli/demo/samples.js';

/** What a desk is asked, in shares of all requests. */
export const SHARES = { first_page: 0.25, filtered: 0.25, get: 0.25, create: 0.15, comment: 0.1 } as const;

/** The same, and each ticket is cancelled at some time, so that open ones stay as many as they are. */
export const STEADY_SHARES = { ...SHARES, get: 0.17, create: 0.09, comment: 0.15, cancel: 0.09 } as const;

type Kind = keyof typeof STEADY_SHARES;

export type Shares = Readonly<Partial<Record<Kind, number>>>;

export interface Call {
  readonly kind: Kind;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly by: 'staff' | 'requester';
  readonly body?: object;
}

/** A ticket is cancelled once so many younger ones are open: its first mail is long out by then. */
const OPEN_AT_MOST = 400;

/** What is asked next: kinds by their shares, tickets at random from those there are. */
export class Mix {
  private readonly open: string[];
  private count = 0;

  constructor(
    private readonly shares: Shares,
    numbers: readonly string[],
    private readonly random: () => number = Math.random,
  ) {
    this.open = [...numbers];
  }

  get numbers(): readonly string[] {
    return this.open;
  }

  opened(number: string): void {
    this.open.push(number);
  }

  next(): Call {
    this.count += 1;
    return this.callOf(this.draw());
  }

  private draw(): Kind {
    let left = this.random();
    for (const kind of Object.keys(this.shares) as Kind[]) {
      left -= this.shares[kind] ?? 0;
      if (left < 0) return kind;
    }
    return 'get';
  }

  private callOf(kind: Kind): Call {
    const staff = (path: string): Call => ({ kind, method: 'GET', path, by: 'staff' });
    const requester = (path: string, body: object): Call => ({
      kind,
      method: 'POST',
      path,
      by: 'requester',
      body,
    });
    switch (kind) {
      case 'first_page':
        return staff('/api/v1/tickets');
      case 'filtered':
        return staff('/api/v1/tickets?status=open&priority=high');
      case 'get':
        return staff(`/api/v1/tickets/${this.someTicket()}`);
      case 'create':
        return requester('/api/v1/tickets', SAMPLES[this.count % SAMPLES.length]!);
      case 'comment':
        return requester(`/api/v1/tickets/${this.someYoungTicket()}/comments`, {
          body: 'It happened again just now.',
        });
      case 'cancel': {
        const number = this.open.length > OPEN_AT_MOST ? this.open.shift() : undefined;
        if (number === undefined) return this.callOf('get');
        return requester(`/api/v1/tickets/${number}/cancel`, { reason: 'It works again.' });
      }
    }
  }

  private someTicket(): string {
    return this.at(this.random());
  }

  /** One of the oldest may be cancelled at the same moment, and takes no comment then. */
  private someYoungTicket(): string {
    return this.at((1 + this.random()) / 2);
  }

  private at(share: number): string {
    return this.open[Math.floor(share * this.open.length)] ?? 'TKT-2026-000001';
  }
}
