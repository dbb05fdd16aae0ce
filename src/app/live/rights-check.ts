import { isDeepStrictEqual } from 'node:util';
import type { AccountEvent, AccountEventType } from '../../domain/accounts/account-events.js';
import { DomainError } from '../../domain/errors.js';
import type { HoldfastEvent } from '../../ports/operations/event-log.js';
import { reauthenticate, type SignedIn } from '../accounts/authenticate.js';
import type { AppDeps } from '../deps.js';
import type { LiveConnection } from './live-connection.js';

/** For what ends without an event: an expired session or key, a restored database. */
const CHECK_EVERY_MS = 30_000;
/** Sessions that are read together. */
const AT_ONCE = 200;

/** Frequent events that end no credential and change no rights. */
const HARMLESS: readonly AccountEventType[] = [
  'account.registered',
  'account.created',
  'account.signed_in',
  'account.sign_in_failed',
  'account.sign_in_refused',
  'account.code_requested',
  'account.password_reset_requested',
  'account.second_factor_asked',
  'account.mail_resent',
  'account.exported',
];

/** Returns true for an event of accounts that can end a connection. */
export function mayChangeRights(event: HoldfastEvent): event is AccountEvent {
  return 'kind' in event && event.kind === 'account' && !HARMLESS.includes(event.type);
}

/**
 * Ends connections of people who have signed out, left, or changed their rights.
 * Account changes are events of the log, so a connection is checked before the next event reaches it.
 */
export class RightsCheck {
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly deps: Parameters<typeof reauthenticate>[0] & Pick<AppDeps, 'logger'>,
    private readonly connections: ReadonlySet<LiveConnection>,
  ) {}

  start(): void {
    this.timer = setInterval(() => void this.checkAll([...this.connections]), CHECK_EVERY_MS);
    this.timer.unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Checks the connections of the account; those of all members if the event is about an organisation. */
  async checkAfter({ account }: AccountEvent): Promise<void> {
    const isMeant = ({ id, organisationId }: SignedIn) =>
      account === null ? organisationId !== undefined : id === account.id;
    await this.checkAll([...this.connections].filter(({ actor }) => isMeant(actor)));
  }

  private async checkAll(connections: readonly LiveConnection[]): Promise<void> {
    for (let from = 0; from < connections.length; from += AT_ONCE) {
      await Promise.all(connections.slice(from, from + AT_ONCE).map((each) => this.check(each)));
    }
  }

  /** Without an answer of the database the connection ends too: its rights are unknown. */
  async check(connection: LiveConnection): Promise<void> {
    try {
      const now = await reauthenticate(this.deps, connection.actor);
      const rightsOf = ({ name: _, ...rights }: SignedIn) => rights;
      const isSame = isDeepStrictEqual(rightsOf(now), rightsOf(connection.actor));
      if (isSame) connection.actor = now;
      else connection.end('rights_changed');
    } catch (error) {
      const hasEnded = error instanceof DomainError && error.code === 'unauthenticated';
      if (!hasEnded) this.deps.logger.warn({ err: error }, 'rights of a live connection not checked');
      connection.end(hasEnded ? 'signed_out' : 'unavailable');
    }
  }
}
