/** A rate limit: `quota` requests in a sliding window, counted for each key. */
export interface RatePolicy {
  /** The name in headers and counters. */
  readonly name: string;
  readonly quota: number;
  readonly windowSeconds: number;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The limits of all API requests, by configuration. */
export interface GeneralLimits {
  /** For one account, from any address. */
  readonly account: RatePolicy;
  /** For one address; higher, because a whole office may share one. */
  readonly address: RatePolicy;
}

export function generalLimits(perMinute: {
  readonly account: number;
  readonly address: number;
}): GeneralLimits {
  return {
    account: { name: 'account', quota: perMinute.account, windowSeconds: MINUTE },
    address: { name: 'address', quota: perMinute.address, windowSeconds: MINUTE },
  };
}

/** Stricter limits of single routes, in addition to the general ones. */
export interface RouteLimits {
  readonly address?: RatePolicy;
  /** For routes behind sign-in: for one account, with any credential. */
  readonly account?: RatePolicy;
}

export type RouteLimit =
  | 'sign_in'
  | 'code'
  | 'register'
  | 'survey'
  | 'reopen'
  | 'person_link'
  | 'action_link'
  | 'ticket_link'
  | 'form'
  | 'chat'
  | 'chat_start'
  | 'mail_switch'
  | 'file_link'
  | 'person_export'
  | 'settings_test'
  | 'ai'
  | 'knowledge'
  | 'setup';

export const ROUTE_LIMITS = {
  // Each sign-in costs tens of milliseconds of CPU, for Argon2. An office signs in at nine, all together. So the rate
  // per minute is small (60), and the burst is not. Guessing has its own limits, below.
  sign_in: { address: { name: 'sign_in', quota: 300, windowSeconds: 5 * MINUTE } },
  // Each request may mail a person who did not request it. An office shares an address. `MAILED` bounds the mails.
  code: { address: { name: 'code', quota: 30, windowSeconds: 15 * MINUTE } },
  // A class or a team may register together; a script that fills the system with accounts may not.
  register: { address: { name: 'register', quota: 60, windowSeconds: HOUR } },
  // Each answer changes a ticket, by a person who only has a link. An office shares an address.
  survey: { address: { name: 'survey', quota: 60, windowSeconds: 15 * MINUTE } },
  // As with surveys. Each use reopens work.
  reopen: { address: { name: 'reopen', quota: 60, windowSeconds: 15 * MINUTE } },
  // As with surveys. Each use asks staff, once for a ticket.
  person_link: { address: { name: 'person_link', quota: 60, windowSeconds: 15 * MINUTE } },
  // As with surveys, for a team that accepts its tickets from the mails, one every few seconds.
  action_link: { address: { name: 'action_link', quota: 120, windowSeconds: 15 * MINUTE } },
  // As with surveys. A person reads and answers one ticket.
  ticket_link: { address: { name: 'ticket_link', quota: 120, windowSeconds: 15 * MINUTE } },
  // Each may mail a person who did not request it. An office shares an address. Mails to one address have their own limit.
  form: { address: { name: 'form', quota: 30, windowSeconds: 15 * MINUTE } },
  // An office shares an address. A visitor shows every 15 seconds that they are there, and more often while they write.
  chat: { address: { name: 'chat', quota: 1_200, windowSeconds: 5 * MINUTE } },
  // Each may open a ticket.
  chat_start: { address: { name: 'chat_start', quota: 60, windowSeconds: 15 * MINUTE } },
  // As with surveys. A mail provider sends requests for many people from few addresses.
  mail_switch: { address: { name: 'mail_switch', quota: 300, windowSeconds: 15 * MINUTE } },
  // Each reads a file of up to 25 MB. An office shares an address, and an answer may have 20 files.
  file_link: { address: { name: 'file_link', quota: 120, windowSeconds: 15 * MINUTE } },
  // Each reads thousands of documents, or starts a job. An administrator may export a whole team that leaves.
  person_export: { account: { name: 'person_export', quota: 30, windowSeconds: 15 * MINUTE } },
  // Anybody may read and search. An office shares an address, and a page searches while a person types.
  knowledge: { address: { name: 'knowledge', quota: 600, windowSeconds: 5 * MINUTE } },
  // One person does this once, with a secret of 256 bits. Each use costs a password hash.
  setup: { address: { name: 'setup', quota: 30, windowSeconds: 15 * MINUTE } },
  // Each talks to the server of another, which may lock us out. A person who tries settings needs some.
  settings_test: { account: { name: 'settings_test', quota: 20, windowSeconds: 15 * MINUTE } },
  // Each may ask a model that costs money. A moderator asks for a draft every minute at most.
  ai: { account: { name: 'ai', quota: 60, windowSeconds: 15 * MINUTE } },
} as const satisfies Readonly<Record<RouteLimit, RouteLimits>>;

/**
 * Maximum codes and links mailed to one account on request.
 * Beyond that, the answer is the same without a mail, as long as the account has one that works for the requester. So
 * strangers can neither flood nor lock out its owner.
 */
export const MAILED = {
  /** On requests from one network. */
  pair: { name: 'mailed_pair', quota: 5, windowSeconds: 15 * MINUTE },
  /** On requests from all networks that the account has not signed in from. */
  account: { name: 'mailed_account', quota: 10, windowSeconds: 15 * MINUTE },
} as const satisfies Readonly<Record<string, RatePolicy>>;

/**
 * Maximum failed sign-ins, by password or code, before the next one must wait.
 * One network must wait long before it uses up the account's limit for all unknown networks. So one stranger cannot
 * lock the owner out.
 */
export const GUESSING = {
  /** One account from one network: a person who tries all their old passwords waits a minute. */
  pair: { name: 'failed_pair', quota: 10, windowSeconds: MINUTE },
  /** The same over an hour. A tenth of what the account allows. */
  pairHour: { name: 'failed_pair_hour', quota: 15, windowSeconds: HOUR },
  /** One account from the unknown networks of one site: a home connection has up to 65,536 IPv6 networks. */
  site: { name: 'failed_site', quota: 20, windowSeconds: HOUR },
  /** One network over all accounts: against trying one common password on everybody. Ten people may share it. */
  address: { name: 'failed_address', quota: 100, windowSeconds: 15 * MINUTE },
  /** One account from all unknown networks: limits guessing from many networks together. */
  account: { name: 'failed_account', quota: 150, windowSeconds: HOUR },
  /**
   * Second factors: one account from all unknown networks, or from one known network.
   * The caller has already proven the password. Three six-digit codes are valid at a time, so at this rate a guess
   * succeeds once in 33,000 hours (1,000,000 / 3 / 10).
   */
  factor: { name: 'failed_factor', quota: 10, windowSeconds: HOUR },
} as const satisfies Readonly<Record<string, RatePolicy>>;

/**
 * Days after a sign-in that its network is known for the account.
 * Failures of strangers do not block it. OWASP's device cookies do the same, with a cookie instead of the network.
 */
export const KNOWN_ADDRESS_DAYS = 30;
