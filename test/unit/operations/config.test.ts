import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_WORKER_SIZES } from '../../../src/domain/operations/worker-sizes.js';
import { environmentSchema, loadConfig } from '../../../src/config/config.js';
import { withOwnSecret } from '../../../src/config/secret.js';
import { AI_OPTIONS } from '../../../workflows/activity-options.js';

const example = Object.fromEntries(
  readFileSync('.env.example', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
);
const production = {
  NODE_ENV: 'production',
  JWT_SECRET: 'a-secret-of-this-test-0123456789abcdef',
  MONGODB_URI: 'mongodb://db/holdfast',
  TEMPORAL_ADDRESS: 'temporal:7233',
  SMTP_URL: 'smtp://mail:25',
  PUBLIC_URL: 'https://desk.example.org/',
};

describe('configuration', () => {
  it('.env.example names exactly the variables of the schema, with their defaults', () => {
    expect(Object.keys(example).sort()).toEqual(Object.keys(environmentSchema.shape).sort());
    expect(loadConfig(example)).toEqual(loadConfig({}));
  });

  it('works without any variable', () => {
    expect(loadConfig({}).http).toEqual({
      host: '127.0.0.1',
      port: 3000,
      publicUrl: 'http://127.0.0.1:3000',
      trustedProxies: [],
      corsOrigins: [],
      chatOrigins: [],
      maxInProgress: 16,
    });
  });

  it('lists every problem at once', () => {
    const load = () =>
      loadConfig({ PORT: '99999', LOG_LEVEL: 'loud', JWT_SECRET: 'short', AI_TIMEOUT_MS: 'soon' });
    expect(load).toThrow(/4 problem[^]*LOG_LEVEL[^]*PORT[^]*JWT_SECRET[^]*AI_TIMEOUT_MS/);
  });

  it('gives a model no longer than an attempt of a triage has, to the default twice', () => {
    const attemptMs = Number.parseInt(AI_OPTIONS.startToCloseTimeout, 10) * 1_000;
    const allowed = (AI_TIMEOUT_MS: string) => loadConfig({ AI_TIMEOUT_MS }).ai.timeoutMs;
    expect(allowed('20000')).toBeLessThan(attemptMs);
    expect(() => allowed('20001')).toThrow(/AI_TIMEOUT_MS/);
    expect(2 * allowed('12000')).toBeLessThan(attemptMs);
    expect(2 * allowed('')).toBeLessThan(attemptMs);
  });

  it('knows proxies from what is none', () => {
    const trusting = (proxies: string) => () => loadConfig({ TRUSTED_PROXIES: proxies }).http.trustedProxies;
    expect(trusting('10.0.0.0/8, ::1,loopback')()).toEqual(['10.0.0.0/8', '::1', 'loopback']);
    for (const bad of ['everybody', '10.0.0.0/33', '10.0.0', '::/1/2']) {
      expect(trusting(bad)).toThrow(/TRUSTED_PROXIES/);
    }
  });

  it('knows origins from addresses of pages', () => {
    const allowing = (origins: string) => () => loadConfig({ CORS_ORIGINS: origins }).http.corsOrigins;
    const extension = `chrome-extension://${'abcdefgh'.repeat(4)}`;
    expect(allowing(`https://a.example.org, http://localhost:5173,${extension}`)()).toEqual([
      'https://a.example.org',
      'http://localhost:5173',
      extension,
    ]);
    for (const bad of [
      '*',
      'null',
      'a.example.org',
      'https://a.example.org/',
      'https://A.example.org',
      'file://x',
      'chrome-extension://abc',
      `chrome-extension://${'z'.repeat(32)}`,
      `chrome-extension://${'a'.repeat(32)}/page.html`,
    ]) {
      expect(allowing(bad)).toThrow(/CORS_ORIGINS/);
    }
  });

  it('sizes a worker, and refuses what cannot be one', () => {
    expect(loadConfig({}).worker).toEqual(DEFAULT_WORKER_SIZES);
    const sized = loadConfig({ WORKER_AI_SLOTS: '5', WORKER_POLLERS: 'auto' }).worker;
    expect([sized.slots.ai, sized.slots.mail, sized.pollers]).toEqual([5, 20, 'auto']);
    expect(loadConfig({ WORKER_POLLERS: '2' }).worker.pollers).toBe(2);
    for (const bad of [
      { WORKER_POLLERS: '1' },
      { WORKER_POLLERS: 'many' },
      { WORKER_MAIL_SLOTS: '51' },
      { WORKER_LIFECYCLE_SLOTS: '0' },
    ]) {
      expect(() => loadConfig(bad)).toThrow(new RegExp(Object.keys(bad)[0]!, 'u'));
    }
  });

  it('production refuses default secrets and embedded servers, all named at once', () => {
    expect(() => loadConfig({ NODE_ENV: 'production' })).toThrow(
      /JWT_SECRET[^]*MONGODB_URI[^]*TEMPORAL_ADDRESS[^]*PUBLIC_URL/,
    );
    expect(loadConfig(production).http.publicUrl).toBe('https://desk.example.org');
  });

  it('leaves settings of the database alone unless a variable is set, and has no inbox in production', () => {
    const { SMTP_URL, ...withoutServer } = production;
    expect(loadConfig(withoutServer).settingsAround).toEqual({ environment: {}, defaults: {} });
    expect(loadConfig({ SMTP_PORT: '1026' }).settingsAround.defaults.smtpUrl).toBe('smtp://127.0.0.1:1026');
    const set = { SMTP_URL, MAIL_FROM: '"Acme, IT" <it@acme.example>', INBOUND_REOPENS: 'false' };
    expect(loadConfig(set).settingsAround.environment).toEqual({
      smtpUrl: SMTP_URL,
      sender: { name: 'Acme, IT', address: 'it@acme.example' },
      reopensByAnswer: false,
    });
    const { environment } = loadConfig({ CAPACITY_WEIGHTS: 'urgent=3, high=2' }).settingsAround;
    expect(environment).toEqual({ capacityWeights: { low: 1, medium: 1, high: 2, urgent: 3 } });
    for (const CAPACITY_WEIGHTS of ['urgent=11', 'urgent=0', 'huge=2', 'urgent=x']) {
      expect(() => loadConfig({ CAPACITY_WEIGHTS })).toThrow(/CAPACITY_WEIGHTS/);
    }
    expect(loadConfig({}).auth.sealsSettings).toBe(false);
    expect(loadConfig(production).auth.sealsSettings).toBe(true);
    expect(() => loadConfig({ MAIL_DELAY_SECONDS: '901' })).toThrow(/MAIL_DELAY_SECONDS/);
  });

  it('has addresses proven in production, and there only', () => {
    expect(loadConfig(production).registration.provesAddresses).toBe(true);
    expect(loadConfig({}).registration.provesAddresses).toBe(false);
  });

  it('signs nothing with the secret of the source once others than this machine reach it', () => {
    for (const [opening, name] of [
      [{ HOST: '0.0.0.0' }, 'HOST'],
      [{ HOST: '::' }, 'HOST'],
      [{ HOST: '10.0.0.7', PUBLIC_URL: 'http://localhost:3000' }, 'HOST'],
      [{ PUBLIC_URL: 'https://desk.example.org' }, 'PUBLIC_URL'],
      [{ PUBLIC_URL: 'https://localhost.example.org' }, 'PUBLIC_URL'],
    ] as const) {
      const secret = 'a-secret-of-this-test-0123456789abcdef';
      expect(() => loadConfig(opening)).toThrow(`JWT_SECRET: ${name} is reachable from outside this machine`);
      expect(loadConfig({ ...opening, JWT_SECRET: secret }).auth.jwtSecret).toBe(secret);
      // `npm run dev` makes one, or takes what there is.
      expect(withOwnSecret({ ...opening, JWT_SECRET: secret })).toMatchObject({ JWT_SECRET: secret });
      const [first, second] = [withOwnSecret(opening), withOwnSecret({ ...opening, JWT_SECRET: '' })];
      expect(loadConfig(first).auth.jwtSecret).not.toBe(loadConfig(second).auth.jwtSecret);
    }
    for (const HOST of ['', '127.0.0.1', '127.1.2.3', 'localhost', '::1']) {
      expect(() => loadConfig({ HOST })).not.toThrow();
    }
    for (const PUBLIC_URL of ['http://localhost:3000', 'http://[::1]:3000', 'http://desk.localhost']) {
      expect(() => loadConfig({ PUBLIC_URL })).not.toThrow();
      expect(withOwnSecret({ PUBLIC_URL })).toEqual({ PUBLIC_URL });
    }
  });

  it('refuses a secret that can be guessed once others than this machine reach it', () => {
    const guessable = [
      'x'.repeat(40),
      '0'.repeat(32),
      'changeme'.repeat(5),
      'abc123'.repeat(8),
      'password '.repeat(4),
    ];
    for (const JWT_SECRET of guessable) {
      expect(() => loadConfig({ ...production, JWT_SECRET })).toThrow(
        /JWT_SECRET: production needs a random/,
      );
      expect(() => loadConfig({ HOST: '0.0.0.0', JWT_SECRET })).toThrow(/JWT_SECRET: HOST is reachable/);
      expect(() => loadConfig({ JWT_SECRET })).not.toThrow();
    }
    for (let times = 0; times < 1_000; times += 1) {
      for (const JWT_SECRET of [randomBytes(48).toString('base64'), randomBytes(32).toString('hex')]) {
        expect(() => loadConfig({ ...production, JWT_SECRET })).not.toThrow();
      }
    }
  });

  it('production is reached over TLS, except on this machine', () => {
    for (const PUBLIC_URL of [
      'http://desk.example.org',
      'http://10.0.0.7:3000',
      'http://localhost.example.org',
    ]) {
      expect(() => loadConfig({ ...production, PUBLIC_URL })).toThrow(/PUBLIC_URL: must begin with https/);
    }
    for (const PUBLIC_URL of ['http://127.0.0.1:3000', 'http://localhost:3000', 'https://desk.example.org']) {
      expect(loadConfig({ ...production, PUBLIC_URL }).http.publicUrl).toBe(PUBLIC_URL);
    }
  });

  it('takes only web addresses for links', () => {
    for (const PUBLIC_URL of ['ftp://desk.example.org', 'javascript:alert(1)', 'desk.example.org']) {
      expect(() => loadConfig({ PUBLIC_URL })).toThrow(/PUBLIC_URL/);
    }
  });

  it('lifts limits for load tests, and never in production', () => {
    expect(loadConfig({}).limits).toEqual({
      isDisabled: false,
      perMinute: { account: 1_200, address: 3_000 },
      redisUrl: undefined,
    });
    expect(loadConfig({ RATE_LIMIT_DISABLED: 'true' }).limits.isDisabled).toBe(true);
    expect(() => loadConfig({ ...production, RATE_LIMIT_DISABLED: 'true' })).toThrow(/RATE_LIMIT_DISABLED/);
    expect(loadConfig({ REDIS_URL: 'rediss://:p@cache:6380/2' }).limits.redisUrl).toBe(
      'rediss://:p@cache:6380/2',
    );
    expect(() => loadConfig({ REDIS_URL: 'http://cache' })).toThrow(/REDIS_URL/);
    expect(() => loadConfig({ RATE_LIMIT_PER_ACCOUNT: '0' })).toThrow(/RATE_LIMIT_PER_ACCOUNT/);
  });

  it('gives every process a port of its own for its figures', () => {
    expect(loadConfig({}).metrics).toEqual({
      host: '127.0.0.1',
      ports: { api: undefined, worker: undefined },
    });
    const ports = { METRICS_PORT: '9400', WORKER_METRICS_PORT: '9401' };
    expect(loadConfig(ports).metrics.ports).toEqual({ api: 9400, worker: 9401 });
    expect(() => loadConfig({ ...ports, PORT: '9400' })).toThrow(/METRICS_PORT: PORT already uses port 9400/);
    expect(() => loadConfig({ ...ports, WORKER_METRICS_PORT: '9400' })).toThrow(
      /WORKER_METRICS_PORT: METRICS_PORT already uses port 9400/,
    );
    expect(() => loadConfig({ ...ports, TEMPORAL_METRICS_ADDRESS: '0.0.0.0:9401' })).toThrow(
      /WORKER_METRICS_PORT: TEMPORAL_METRICS_ADDRESS already uses port 9401/,
    );
    expect(() => loadConfig({ METRICS_PORT: 'yes' })).toThrow(/METRICS_PORT/);
  });

  it('is frozen, and of the version that package.json names', () => {
    const config = loadConfig({});
    expect(Object.isFrozen(config)).toBe(true);
    expect(config.version).toBe(
      (JSON.parse(readFileSync('package.json', 'utf8')) as { version: string }).version,
    );
  });
});
