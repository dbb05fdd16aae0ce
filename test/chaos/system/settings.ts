import { DEFAULT_POLICY, type SlaPolicy } from '../../../src/domain/sla/sla.js';

/** Minutes of the promises; every priority has the same, so that whoever changes it changes no instant. */
export const FIRST_RESPONSE_MINUTES = 12 / 60;
export const RESOLUTION_MINUTES = 24 / 60;

/** The policy that all tickets of a run get. The API takes no targets below a minute. */
export function runPolicy(): SlaPolicy {
  const target = { firstResponseMinutes: FIRST_RESPONSE_MINUTES, resolutionMinutes: RESOLUTION_MINUTES };
  const targets = { urgent: target, high: target, medium: target, low: target };
  return { ...DEFAULT_POLICY, targets, warnAtShare: null, queueRetryMinutes: 0.1 };
}

interface Around {
  readonly mongoUri: string;
  readonly temporalAddress: string;
  readonly smtpUrl: string;
  readonly geminiUrl: string;
  readonly publicUrl: string;
}

/**
 * What production sets, with limits that no load reaches, and a sweep every minute.
 * @param inboundPort where a worker takes mails
 */
export function environment(around: Around, port?: number, inboundPort?: number): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_OPTIONS: '',
    NODE_ENV: 'production',
    LOG_LEVEL: 'info',
    PORT: String(port ?? 1),
    PUBLIC_URL: around.publicUrl,
    JWT_SECRET: 'a-secret-of-the-chaos-run-0123456789abcdef',
    MONGODB_URI: around.mongoUri,
    TEMPORAL_ADDRESS: around.temporalAddress,
    SMTP_URL: around.smtpUrl,
    GEMINI_API_KEY: 'a-key-of-the-chaos-run',
    GEMINI_BASE_URL: around.geminiUrl,
    AI_TIMEOUT_MS: '2000',
    REPAIR_SWEEP_MINUTES: '1',
    OUTBOUND_ALLOWED_HOSTS: '127.0.0.1',
    RATE_LIMIT_PER_ACCOUNT: '1000000000',
    RATE_LIMIT_PER_ADDRESS: '1000000000',
    ...(inboundPort === undefined ? {} : { INBOUND_SMTP_PORT: String(inboundPort) }),
    INBOUND_ADDRESSES: 'help@holdfast.local',
    INBOUND_UNKNOWN_SENDERS: 'accept',
    INBOUND_UNPROVEN_RECEIPTS_PER_HOUR: '10000',
  };
}
