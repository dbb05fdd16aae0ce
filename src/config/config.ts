import { isIP } from 'node:net';
import { z } from 'zod';
import { aiVariables, toAi } from './ai.js';
import { codecKeys } from './codec-keys.js';
import { fileVariables, toFiles } from './files.js';
import { inboundProblems, inboundVariables, toInbound } from './inbound.js';
import { inboundRuleVariables, toInboundRules } from './inbound-rules.js';
import { list, lowerCaseList } from './list.js';
import { liveVariables, toLive } from './live.js';
import { mcpVariables, toMcp } from './mcp.js';
import { metricsProblems, metricsVariables, toMetrics } from './metrics.js';
import { portNumber } from './port.js';
import { DEVELOPMENT_JWT_SECRET, isReachedInTheClear, secretProblems } from './secret.js';
import { settingsVariables, toSettingsAround } from './settings.js';
import { telemetryVariables, toTelemetry } from './telemetry.js';
import { toWebPush, webPushProblems, webPushVariables } from './web-push.js';
import { toWorkerSizes, workerVariables } from './worker.js';
import { FACTOR_RULES } from '../domain/accounts/second-factor.js';

/** The version in package.json; a test compares them. */
const VERSION = '0.1.0';

const port = (value: number) => portNumber.default(value);
const optional = z.string().trim().min(1).optional();
const flag = z.stringbool().default(false);
const perMinute = (value: number) => z.coerce.number().int().min(1).default(value);

/**
 * All environment variables of Holdfast with their defaults.
 * `.env.example` lists the same ones; a test compares them.
 */
export const environmentSchema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),

  HOST: z.string().default('127.0.0.1'),
  PORT: port(3000),
  API_MAX_IN_PROGRESS: z.coerce.number().int().min(1).max(10_000).default(16),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  TRUSTED_PROXIES: list.refine(
    (items) => items.every(isProxy),
    'must be a comma-separated list of addresses, networks such as 10.0.0.0/8, or loopback',
  ),
  CHAT_ORIGINS: list.refine(
    (origins) => origins.every(isOrigin),
    'must be origins such as https://www.example.org, separated by commas',
  ),
  CONSOLE_DIR: z.string().default('dist/console'),
  CONSOLE_DEMO_ACCOUNTS: flag,
  CORS_ORIGINS: list.refine(
    (items) => items.every(isOrigin),
    'must be a comma-separated list of origins without a path, such as https://desk.example.org or chrome-extension://<id>',
  ),
  JWT_SECRET: z.string().min(32, 'must have at least 32 characters').default(DEVELOPMENT_JWT_SECRET),
  ACCESS_TOKEN_MINUTES: z.coerce.number().int().min(1).max(1_440).default(30),
  REFRESH_TOKEN_DAYS: z.coerce.number().int().min(1).max(365).default(7),
  SESSION_MAX_DAYS: z.coerce.number().int().min(1).max(365).default(30),
  REGISTRATION_ENABLED: z.stringbool().default(true),
  REGISTRATION_DOMAINS: lowerCaseList,
  REQUIRE_SECOND_FACTOR: z.enum(FACTOR_RULES).default('off'),

  RATE_LIMIT_DISABLED: flag,
  RATE_LIMIT_PER_ACCOUNT: perMinute(1_200),
  RATE_LIMIT_PER_ADDRESS: perMinute(3_000),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),

  MONGODB_URI: optional,
  MONGODB_PORT: port(27_018),
  MONGOD_BINARY: optional,

  TEMPORAL_ADDRESS: optional,
  TEMPORAL_NAMESPACE: z.string().default('default'),
  TEMPORAL_TASK_QUEUE_PREFIX: z
    .string()
    .regex(/^[\w-]+$/)
    .default('holdfast'),
  TEMPORAL_TLS: flag,
  TEMPORAL_API_KEY: optional,
  TEMPORAL_CODEC_KEYS: codecKeys,
  TEMPORAL_METRICS_ADDRESS: z
    .string()
    .refine(isBindAddress, 'must be an address and a port to listen on, such as 127.0.0.1:9464')
    .optional(),
  TEMPORAL_PORT: port(7233),
  TEMPORAL_UI_PORT: port(8233),
  TEMPORAL_UI_URL: z.url().optional(),
  TEMPORAL_BINARY: optional,

  ...workerVariables,

  SCHEDULES_ENABLED: z.stringbool().default(true),
  FIGURES_ENABLED: z.stringbool().default(true),
  REPAIR_SWEEP_MINUTES: z.coerce.number().int().min(1).max(1_440).default(15),
  DIGEST_AT: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 08:00')
    .default('08:00'),

  ...settingsVariables,
  SMTP_PORT: port(1025),
  INBOX_PORT: port(1080),
  ACTION_LINK_DAYS: z.coerce.number().int().min(1).max(90).default(7),
  // A worker sends 20 mails at a time, and each is in memory with its files.
  MAIL_ATTACHMENTS_MAX_MB: z.coerce.number().min(0).max(25).default(5),
  FILE_LINK_DAYS: z.coerce.number().int().min(1).max(365).default(30),

  ...inboundVariables,
  ...inboundRuleVariables,

  ...fileVariables,

  ...liveVariables,

  ...mcpVariables,

  OUTBOUND_ALLOWED_HOSTS: lowerCaseList,

  ...webPushVariables,

  ...metricsVariables,

  ...aiVariables,

  ...telemetryVariables,

  HOLDFAST_DATA_DIR: z.string().default('.holdfast'),
  HOLDFAST_CACHE_DIR: optional,
});

/** As `proxy-addr` takes them. */
function isProxy(item: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(item)) return true;
  const [address = '', bits = '0', ...rest] = item.split('/');
  return (
    isIP(address) !== 0 &&
    /^\d{1,3}$/.test(bits) &&
    Number(bits) <= (isIP(address) === 4 ? 32 : 128) &&
    rest.length === 0
  );
}

/** An address in numbers, since the SDK looks up no names, and a port. */
function isBindAddress(text: string): boolean {
  const [, host = '', port = ''] = /^\[?([^\]]*?)\]?:(\d{1,5})$/.exec(text) ?? [];
  return isIP(host) !== 0 && Number(port) >= 1 && Number(port) <= 65_535;
}

/** An id of Chrome: its 128 bits as letters from a to p. */
const EXTENSION_ORIGIN = /^chrome-extension:\/\/[a-p]{32}$/;

/** As browsers write it into `Origin`. */
function isOrigin(item: string): boolean {
  if (EXTENSION_ORIGIN.test(item)) return true;
  return /^https?:/.test(item) && URL.canParse(item) && new URL(item).origin === item;
}

type Environment = z.infer<typeof environmentSchema>;

/**
 * Validated, frozen settings.
 * {@link loadConfig} builds them once, and each part receives what it needs.
 */
export type Config = Readonly<ReturnType<typeof toConfig>>;

/** Thrown by {@link loadConfig}; `message` lists every problem, one a line, ready to print. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads and checks the environment.
 * @throws ConfigError naming every faulty variable at once.
 */
export function loadConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const withoutEmpty = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(withoutEmpty);
  const problems = parsed.success
    ? [inboundProblems, metricsProblems, webPushProblems, secretProblems, productionProblems].flatMap((of) =>
        of(parsed.data),
      )
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  if (!parsed.success || problems.length > 0) {
    throw new ConfigError(`The configuration has ${problems.length} problem(s):\n  ${problems.join('\n  ')}`);
  }
  return Object.freeze(toConfig(parsed.data));
}

function productionProblems(env: Environment): string[] {
  if (env.NODE_ENV !== 'production') return [];
  const problems: string[] = [];
  if (env.CONSOLE_DEMO_ACCOUNTS) problems.push('CONSOLE_DEMO_ACCOUNTS: not allowed in production');
  if (env.RATE_LIMIT_DISABLED) problems.push('RATE_LIMIT_DISABLED: not allowed in production');
  for (const name of ['MONGODB_URI', 'TEMPORAL_ADDRESS', 'PUBLIC_URL'] as const) {
    if (env[name] === undefined)
      problems.push(`${name}: required in production; embedded servers are for development`);
  }
  if (env.PUBLIC_URL !== undefined && isReachedInTheClear(env.PUBLIC_URL)) {
    problems.push(
      'PUBLIC_URL: must begin with https:// in production, except on this machine. A reverse proxy adds TLS',
    );
  }
  return problems;
}

function toConfig(env: Environment) {
  const temporalUiUrl = env.TEMPORAL_UI_URL ?? `http://127.0.0.1:${env.TEMPORAL_UI_PORT}`;
  return {
    version: VERSION,
    environment: env.NODE_ENV,
    logLevel: env.LOG_LEVEL,
    http: {
      host: env.HOST,
      port: env.PORT,
      publicUrl: (env.PUBLIC_URL ?? `http://${env.HOST}:${env.PORT}`).replace(/\/$/, ''),
      trustedProxies: env.TRUSTED_PROXIES,
      corsOrigins: env.CORS_ORIGINS,
      chatOrigins: env.CHAT_ORIGINS,
      maxInProgress: env.API_MAX_IN_PROGRESS,
    },
    console: { directory: env.CONSOLE_DIR, offersDemoAccounts: env.CONSOLE_DEMO_ACCOUNTS },
    auth: {
      jwtSecret: env.JWT_SECRET,
      accessTokenMinutes: env.ACCESS_TOKEN_MINUTES,
      refreshTokenDays: env.REFRESH_TOKEN_DAYS,
      sessionMaxDays: env.SESSION_MAX_DAYS,
      /** False with the public secret of development: it would hide nothing. */
      sealsSettings: env.JWT_SECRET !== DEVELOPMENT_JWT_SECRET,
    },
    settingsAround: toSettingsAround(env),
    registration: {
      isOpen: env.REGISTRATION_ENABLED,
      domains: env.REGISTRATION_DOMAINS,
      provesAddresses: env.NODE_ENV === 'production',
    },
    factorRule: env.REQUIRE_SECOND_FACTOR,
    limits: {
      isDisabled: env.RATE_LIMIT_DISABLED,
      perMinute: { account: env.RATE_LIMIT_PER_ACCOUNT, address: env.RATE_LIMIT_PER_ADDRESS },
      redisUrl: env.REDIS_URL,
    },
    mongo: {
      uri:
        env.MONGODB_URI ??
        `mongodb://127.0.0.1:${env.MONGODB_PORT}/holdfast?replicaSet=holdfast&directConnection=true`,
    },
    temporal: {
      address: env.TEMPORAL_ADDRESS ?? `127.0.0.1:${env.TEMPORAL_PORT}`,
      namespace: env.TEMPORAL_NAMESPACE,
      taskQueuePrefix: env.TEMPORAL_TASK_QUEUE_PREFIX,
      tls: env.TEMPORAL_TLS,
      apiKey: env.TEMPORAL_API_KEY,
      codecKeys: env.TEMPORAL_CODEC_KEYS,
      metricsAddress: env.TEMPORAL_METRICS_ADDRESS,
      uiUrl: temporalUiUrl.replace(/\/$/, ''),
    },
    worker: toWorkerSizes(env),
    figures: { isEnabled: env.FIGURES_ENABLED },
    schedules: {
      isEnabled: env.SCHEDULES_ENABLED,
      repairSweepMinutes: env.REPAIR_SWEEP_MINUTES,
      digestAt: env.DIGEST_AT,
    },
    mail: {
      actionLinkDays: env.ACTION_LINK_DAYS,
      maxFileBytes: Math.floor(env.MAIL_ATTACHMENTS_MAX_MB * 1024 * 1024),
      fileLinkDays: env.FILE_LINK_DAYS,
    },
    inbound: toInbound(env),
    inboundRules: toInboundRules(env),
    files: toFiles(env),
    live: toLive(env),
    mcp: toMcp(env),
    outbound: {
      allowedHosts: env.OUTBOUND_ALLOWED_HOSTS,
      demandsHttps: env.NODE_ENV === 'production',
    },
    webPush: toWebPush(env),
    metrics: toMetrics(env),
    ai: toAi(env),
    telemetry: toTelemetry(env),
    /** Servers that `npm run dev` starts when no address is configured. */
    embedded: {
      dataDir: env.HOLDFAST_DATA_DIR,
      cacheDir: env.HOLDFAST_CACHE_DIR,
      mongo: { uri: env.MONGODB_URI, port: env.MONGODB_PORT, binary: env.MONGOD_BINARY },
      temporal: {
        address: env.TEMPORAL_ADDRESS,
        port: env.TEMPORAL_PORT,
        uiPort: env.TEMPORAL_UI_PORT,
        binary: env.TEMPORAL_BINARY,
      },
      inbox: { smtpUrl: env.SMTP_URL, smtpPort: env.SMTP_PORT, webPort: env.INBOX_PORT },
    },
  };
}
