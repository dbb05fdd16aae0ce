import type { Priority } from '../ticket-fields.js';

/** Characters of the desk's name. It is in subjects and footers. */
export const MAX_DESK_NAME = 60;
/** Seconds. A longer delay would look like a desk that does not answer. */
export const MAX_SEND_DELAY_SECONDS = 900;

export const MIN_CAPACITY_WEIGHT = 1;
export const MAX_CAPACITY_WEIGHT = 10;

/** How much of a moderator's capacity a ticket takes, by its priority. */
export type CapacityWeights = Readonly<Record<Priority, number>>;

/** The sender of all mails. An empty name leaves the address alone. */
export interface Sender {
  readonly name: string;
  readonly address: string;
}

/** What an administrator can change while Holdfast runs, as it is used. */
export interface SettingValues {
  /** In mails, on pages, and as the title of the API document. */
  readonly deskName: string;
  readonly sender: Sender;
  /** `smtp://user:password@host:port` or `smtps://…`; null where no mail server is known, and mails wait. */
  readonly smtpUrl: string | null;
  /** True sends over TLS only. */
  readonly smtpRequiresTls: boolean;
  /** Null for triage by built-in rules. */
  readonly geminiApiKey: string | null;
  readonly geminiModel: string;
  /** Seconds that a mail about a comment waits, so that its author can still change or delete the comment. */
  readonly sendDelaySeconds: number;
  /** True if an answer of the requester reopens a resolved ticket. */
  readonly reopensByAnswer: boolean;
  readonly capacityWeights: CapacityWeights;
  /** True if everybody reads published public articles without signing in. */
  readonly hasPublicKnowledge: boolean;
  /** True if visitors open tickets with the form at `/new`. */
  readonly hasPublicForm: boolean;
  /** True if visitors talk to staff at `/chat`. */
  readonly hasPublicChat: boolean;
}

export type SettingKey = keyof SettingValues;

/** Settings that are sealed in the database, and never shown. */
export const SECRET_KEYS = ['smtpUrl', 'geminiApiKey'] as const;
export type SecretKey = (typeof SECRET_KEYS)[number];

export function isSecretKey(key: SettingKey): key is SecretKey {
  return SECRET_KEYS.some((secret) => secret === key);
}

/** The field of each setting in the API, and the environment variable that wins over it. */
export const SETTING_NAMES: Readonly<
  Record<SettingKey, { readonly field: string; readonly variable: string }>
> = {
  deskName: { field: 'desk_name', variable: 'DESK_NAME' },
  sender: { field: 'sender', variable: 'MAIL_FROM' },
  smtpUrl: { field: 'smtp_url', variable: 'SMTP_URL' },
  smtpRequiresTls: { field: 'smtp_requires_tls', variable: 'SMTP_REQUIRE_TLS' },
  geminiApiKey: { field: 'gemini_api_key', variable: 'GEMINI_API_KEY' },
  geminiModel: { field: 'gemini_model', variable: 'GEMINI_MODEL' },
  sendDelaySeconds: { field: 'send_delay_seconds', variable: 'MAIL_DELAY_SECONDS' },
  reopensByAnswer: { field: 'reopens_by_answer', variable: 'INBOUND_REOPENS' },
  capacityWeights: { field: 'capacity_weights', variable: 'CAPACITY_WEIGHTS' },
  hasPublicKnowledge: { field: 'public_knowledge', variable: 'KNOWLEDGE_PUBLIC' },
  hasPublicForm: { field: 'public_form', variable: 'PUBLIC_FORM' },
  hasPublicChat: { field: 'public_chat', variable: 'PUBLIC_CHAT' },
};

export const SETTING_KEYS = Object.keys(SETTING_NAMES) as readonly SettingKey[];

/** What Holdfast uses where neither the environment nor an administrator says anything. */
export const DEFAULT_SETTINGS: SettingValues = {
  deskName: 'Holdfast',
  sender: { name: 'Holdfast', address: 'helpdesk@holdfast.local' },
  smtpUrl: null,
  smtpRequiresTls: false,
  geminiApiKey: null,
  geminiModel: 'gemini-2.5-flash',
  sendDelaySeconds: 0,
  reopensByAnswer: true,
  capacityWeights: { low: 1, medium: 1, high: 1, urgent: 1 },
  hasPublicKnowledge: true,
  hasPublicForm: false,
  hasPublicChat: false,
};

/** A secret as it is stored, and the part of it that people may see. */
export interface SealedSecret {
  readonly sealed: string;
  readonly shown: string;
}

/** A version of the settings in the database. Null leaves a setting to its default. */
export type StoredSettings = {
  readonly [K in SettingKey]: (K extends SecretKey ? SealedSecret : SettingValues[K]) | null;
} & {
  readonly name: typeof SETTINGS_NAME;
  readonly version: number;
  /** Earlier addresses of the sender in lower case, newest first. Mail to them is still ours. Absent for none. */
  readonly formerAddresses?: readonly string[];
};

/** Of these, the oldest is forgotten. */
export const MAX_FORMER_ADDRESSES = 20;

/** There is one document of settings; its versions have this name. */
export const SETTINGS_NAME = 'desk';

/** Before the first change. */
export const NO_SETTINGS: StoredSettings = {
  name: SETTINGS_NAME,
  version: 0,
  deskName: null,
  sender: null,
  smtpUrl: null,
  smtpRequiresTls: null,
  geminiApiKey: null,
  geminiModel: null,
  sendDelaySeconds: null,
  reopensByAnswer: null,
  capacityWeights: null,
  hasPublicKnowledge: null,
  hasPublicForm: null,
  hasPublicChat: null,
};

/** What the environment sets. It wins over the database. */
export interface SettingsAround {
  readonly environment: Partial<SettingValues>;
  /** Replaces {@link DEFAULT_SETTINGS}: the embedded inbox of development. */
  readonly defaults: Partial<SettingValues>;
}

export const SETTING_SOURCES = ['environment', 'database', 'default'] as const;
export type SettingSource = (typeof SETTING_SOURCES)[number];

/** Returns where the value of a setting is from. */
export function sourceOf(
  key: SettingKey,
  { environment }: Pick<SettingsAround, 'environment'>,
  stored: StoredSettings,
): SettingSource {
  if (environment[key] !== undefined) return 'environment';
  // Versions of before the setting do not have it.
  return (stored[key] ?? null) === null ? 'default' : 'database';
}

/** The settings in use, and the secrets among them that cannot be read, because their key has changed. */
export interface DeskSettings extends SettingValues {
  readonly unreadable: readonly SecretKey[];
  readonly formerAddresses: readonly string[];
}

/**
 * Returns the settings in use: the environment, else the database, else the defaults.
 * @param open reads a stored secret; null where it was sealed with another key
 */
export function settingsInUse(
  { environment, defaults }: SettingsAround,
  stored: StoredSettings,
  open: (key: SecretKey, secret: SealedSecret) => string | null,
): DeskSettings {
  const { name, version, smtpUrl, geminiApiKey, formerAddresses = [], ...plain } = stored;
  const secrets = { smtpUrl, geminiApiKey };
  const opened = SECRET_KEYS.flatMap((key) => {
    const secret = secrets[key];
    return secret === null || environment[key] !== undefined ? [] : [[key, open(key, secret)] as const];
  });
  const set = Object.entries(plain).filter(([, value]) => value !== null);
  const values = { ...DEFAULT_SETTINGS, ...defaults, ...Object.fromEntries(set), ...environment };
  const isNamed = stored.sender !== null || environment.sender !== undefined || defaults.sender !== undefined;
  return {
    ...values,
    ...(isNamed ? {} : { sender: { ...values.sender, name: values.deskName } }),
    ...Object.fromEntries(opened),
    unreadable: opened.filter(([, value]) => value === null).map(([key]) => key),
    formerAddresses,
  };
}

/** Returns the former addresses after a change of the sender's address. */
export function withFormerAddress(former: readonly string[], from: string, to: string): readonly string[] {
  const [old, current] = [from.toLowerCase(), to.toLowerCase()];
  if (old === current) return former;
  return [...new Set([old, ...former])].filter((each) => each !== current).slice(0, MAX_FORMER_ADDRESSES);
}

/** Returns the part of a secret that people may see: of a URL no user and no password, of a key its end. */
export function shownOf(key: SecretKey, value: string): string {
  if (key === 'geminiApiKey') return `…${value.slice(-4)}`;
  const { protocol, host } = new URL(value);
  return `${protocol}//${host}`;
}

const SMTP_PROTOCOLS = ['smtp:', 'smtps:'];

/**
 * What is wrong with the URL of a mail server; null where nothing is.
 * No query: it would set options of the SMTP library, such as one that skips the check of certificates.
 */
export function smtpUrlFault(text: string): string | null {
  const form = 'must be like smtp://user:password@host:587 or smtps://host';
  if (!URL.canParse(text)) return form;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  if (!SMTP_PROTOCOLS.includes(protocol) || hostname === '') return form;
  if (search !== '' || hash !== '' || (pathname !== '' && pathname !== '/')) {
    return `${form}, with nothing after the port`;
  }
  return isDecodable(username) && isDecodable(password)
    ? null
    : 'must have special characters of user and password percent-encoded';
}

function isDecodable(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

/** Reads `Name <address>` or a bare address, as mail programs write a sender. */
export function senderOf(text: string): Sender {
  const [, name = '', address = text] = /^(.*?)<([^<>]+)>\s*$/u.exec(text) ?? [];
  return { name: name.trim().replace(/^"(.*)"$/u, '$1'), address: address.trim() };
}
