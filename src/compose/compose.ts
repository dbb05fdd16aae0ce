import type { Logger as Pino } from 'pino';
import { uuidv7 } from 'uuidv7';
import { createActivities } from '../../activities/index.js';
import { taskQueues } from '../../workflows/ids.js';
import { CachedClassifier } from '../adapters/ai/classifier/cached-classifier.js';
import { ProcessTrainer } from '../adapters/ai/classifier/process-trainer.js';
import { detectLanguage } from '../adapters/ai/detect-language.js';
import { LocalEmbedder } from '../adapters/ai/embeddings/local-embedder.js';
import { createLocalModel } from '../adapters/ai/local.js';
import { createTextInsights } from '../adapters/ai/text-insights.js';
import { loadVocabulary } from '../adapters/ai/vocabulary-file.js';
import { Argon2Hasher } from '../adapters/auth/argon2-hasher.js';
import { authenticatorCodes } from '../adapters/auth/authenticator-codes.js';
import { commonPasswords } from '../adapters/auth/common-passwords.js';
import { DerivedSecrets } from '../adapters/auth/derived-secrets.js';
import { JwtTokens } from '../adapters/auth/jwt-tokens.js';
import { randomSecrets } from '../adapters/auth/random-secrets.js';
import { webPushWith } from '../adapters/auth/web-push.js';
import { webhookSigner } from '../adapters/auth/webhook-signer.js';
import { AesGcmSealer } from '../adapters/auth/sealer.js';
import { markdownRenderer } from '../adapters/knowledge/markdown-renderer.js';
import { openLimiter } from '../adapters/limits/open-limiter.js';
import { GuardedHttp } from '../adapters/http/guarded-http.js';
import { pseudonyms } from '../adapters/limits/pseudonym.js';
import { FailureCountingGuard, unguarded } from '../adapters/limits/sign-in-guard.js';
import { ClamdScanner } from '../adapters/files/clamd-scanner.js';
import { sniffType } from '../adapters/files/sniff-type.js';
import { probeScanner } from '../adapters/system/probe-scanner.js';
import { FileReaderPool } from '../adapters/file-analysis/reader-pool.js';
import { createIcalHolidayReader } from '../adapters/calendar/ical-holiday-reader.js';
import { meteredLimiter } from '../adapters/metrics/metered.js';
import { PromMetrics } from '../adapters/metrics/prom-metrics.js';
import { ParserPool } from '../adapters/mail/parser-pool.js';
import { WordIndex } from '../adapters/search/word-index.js';
import { runUntilCancelled } from '../adapters/system/cancellation.js';
import { probeEmbeddings } from '../adapters/system/probe-embeddings.js';
import { probeHttp } from '../adapters/system/probe-http.js';
import { probeInbound } from '../adapters/system/probe-inbound.js';
import { WebApiConnector } from '../adapters/slack/connector.js';
import { probeSearch } from '../adapters/system/probe-search.js';
import { defaultCacheDir } from '../adapters/system/cache-dir.js';
import { probe } from '../adapters/system/probes.js';
import { shareAnswer } from '../adapters/system/share-answer.js';
import { dataConverterFor } from '../adapters/temporal/data-converter.js';
import { EncryptionCodec } from '../adapters/temporal/encryption-codec.js';
import { JsonPayloadCodec } from '../adapters/temporal/json-payload-codec.js';
import { connectLazily, connectWorker, type TemporalConnection } from '../adapters/temporal/connect.js';
import { probeTemporal, probeWorker } from '../adapters/temporal/health.js';
import { TemporalLifecycleWatch } from '../adapters/temporal/lifecycle-watch.js';
import { ScheduleKeeper } from '../adapters/temporal/schedule-keeper.js';
import { ensureSchedule, schedulesOf } from '../adapters/temporal/schedules.js';
import { ensureSearchAttributes } from '../adapters/temporal/search-attributes.js';
import { WorkerGroup } from '../adapters/temporal/worker.js';
import { TemporalWorkflowGateway } from '../adapters/temporal/workflow-gateway.js';
import type { Telemetry } from '../adapters/telemetry/open-telemetry.js';
import { tracedMailer } from '../adapters/telemetry/traced-mailer.js';
import { tracedRepositories } from '../adapters/telemetry/traced-repositories.js';
import { suggestFromKnowledge } from '../app/assist/suggest-from-knowledge.js';
import type { AppDeps } from '../app/deps.js';
import { Calibrations } from '../app/triage/calibrations.js';
import type { EventConsumer } from '../app/operations/event-log/event-consumer.js';
import { ArticleIndex } from '../app/knowledge/search/article-index.js';
import { TicketVectorCopies } from '../app/similar-tickets/ticket-vector-copies.js';
import { SlackPace } from '../app/slack/outgoing/slack-pace.js';
import { WebhookSender } from '../app/webhooks/webhook-sender.js';
import type { ApiDeps } from '../api/deps.js';
import { LiveFeed } from '../app/live/live-feed.js';
import { closeTogether } from './close-together.js';
import { consoleOf } from './console.js';
import { startConsumers } from './consumers.js';
import { openInbound } from './inbound.js';
import { metered, openMetrics } from './metrics.js';
import { openMongo, type Mongo } from './mongo.js';
import { retryUntilConnected } from './retry-until-connected.js';
import { openSettings } from './settings.js';
import { openTracing } from './telemetry.js';
import { workflowsOf } from './workflows.js';
import type { Config } from '../config/config.js';
import { generalLimits } from '../domain/operations/rate-limits.js';
import { skillSynonyms, type Vocabulary } from '../domain/triage/vocabulary.js';
import type { PasswordHasher } from '../ports/accounts/security.js';
import type { FileReader } from '../ports/files/file-reader.js';
import type { MailParser } from '../ports/inbound-mail/mail-parser.js';

/** Something that was put together here and is taken apart in the reverse order. */
interface Composed {
  close(): Promise<void>;
}

/** Anybody may ask `/health` at any time: the other process is not asked as often. */
const MCP_FRESH_MS = 1_000;

/** The process that {@link composeCore} builds for, and its connections. */
interface Ground {
  readonly role: 'api' | 'worker';
  readonly temporal: TemporalConnection;
  readonly mongo: Mongo;
  readonly tracing: Telemetry;
  readonly vocabulary: Vocabulary;
  readonly mailParser: MailParser & Composed;
  readonly fileReader?: (FileReader & Composed) | undefined;
  /** Redis timeout in milliseconds; the limiter's default if omitted. */
  readonly redisAnswerMs?: number | undefined;
  /** Argon2id at the cost that OWASP asks for, where it is left out. */
  readonly hasher?: PasswordHasher | undefined;
}

/**
 * Builds what the API, the worker and the command line share, over connections that the caller opened.
 * The caller closes the one to Temporal itself.
 */
function composeCore(config: Config, logger: Pino, ground: Ground) {
  const { role, temporal, mongo, tracing, vocabulary, mailParser, redisAnswerMs } = ground;
  const { hasher = new Argon2Hasher(), fileReader = new FileReaderPool() } = ground;
  const { clamd } = config.files;
  const fileScanner = clamd === undefined ? null : new ClamdScanner(clamd);
  const { connection } = mongo;
  const metrics = new PromMetrics();
  const { tracer } = tracing;
  const repositories = tracedRepositories(metered(mongo.repositories, metrics), tracer);
  const sealer = new AesGcmSealer(config.auth.jwtSecret);
  const active = new CachedClassifier(repositories.triageModels, logger);
  const outboundHttp = new GuardedHttp(config.outbound);
  const { mailer, probes, checkAi, openEmbedders, ...settingsDeps } = openSettings(config, {
    repositories,
    sealer,
    vocabulary,
    active,
    metrics,
    tracer,
    logger,
    outboundHttp,
    version: config.version,
  });
  const localEmbedder = new LocalEmbedder({
    ...config.ai.embeddings,
    cacheDir: config.embedded.cacheDir ?? defaultCacheDir(),
    // One process fetches. The API finds what the worker has brought, if they share a disk.
    fetches: role === 'worker' && config.ai.embeddings.fetches,
    isBackground: role === 'worker',
    logger,
  });
  const embedders = openEmbedders(localEmbedder);
  const queue = taskQueues(config.temporal.taskQueuePrefix).lifecycle;
  const { namespace, codecKeys } = config.temporal;
  const pseudonym = pseudonyms(config.auth.jwtSecret);
  const limiting = openLimiter({ redisUrl: config.limits.redisUrl, pseudonym, logger, redisAnswerMs });
  const limiter = meteredLimiter(limiting.limiter, metrics.counted);
  const clock = { now: () => new Date() };
  const articleIndex = new ArticleIndex({
    ...repositories,
    ...{ embedders, detectLanguage, markdown: markdownRenderer, logger },
    newWords: () => new WordIndex(),
  });
  const parts: Omit<AppDeps, 'webhookSender'> = {
    ...repositories,
    outboundHttp,
    webhookSigner,
    slack: new WebApiConnector(config.slack.apiUrl),
    slackEnvironment: config.slack,
    slackPace: new SlackPace(),
    webPush: config.webPush === null ? null : webPushWith(config.webPush),
    gateway: new TemporalWorkflowGateway({
      connection: temporal,
      namespace,
      dataConverter: dataConverterFor(codecKeys),
      tracer,
      taskQueue: queue,
      startsEagerly: role === 'worker',
    }),
    lifecycles: new TemporalLifecycleWatch({
      connection: temporal,
      namespace,
      dataConverter: dataConverterFor(codecKeys),
      tracer,
      taskQueue: queue,
    }),
    mailer: tracedMailer(mailer, tracer),
    mailParser,
    fileReader,
    fileScanner,
    sniffType,
    maxFileBytes: config.files.maxBytes,
    vocabulary,
    synonyms: skillSynonyms(vocabulary),
    articleIndex,
    markdown: markdownRenderer,
    readerPseudonym: pseudonym,
    ...settingsDeps,
    detectLanguage,
    embedders,
    ticketVectorCopies: new TicketVectorCopies(repositories.ticketVectors, logger),
    localModel: createLocalModel(vocabulary, active),
    textInsights: createTextInsights(vocabulary),
    suggestArticles: (actor, request) => suggestFromKnowledge(deps, actor, request),
    conversationDays: config.ai.conversationDays,
    calibrations: new Calibrations({ triageFigures: repositories.triageFigures, clock, logger }),
    modelTrainer: new ProcessTrainer(vocabulary),
    hasher,
    commonPasswords,
    authenticatorCodes,
    tokens: new JwtTokens(config.auth),
    refreshTokenDays: config.auth.refreshTokenDays,
    sessionMaxDays: config.auth.sessionMaxDays,
    randomSecrets,
    mailedSecrets: new DerivedSecrets(config.auth.jwtSecret),
    registration: config.registration,
    factorRule: config.factorRule,
    sealer,
    payloadCodec: new JsonPayloadCodec(new EncryptionCodec(codecKeys)),
    signInGuard: config.limits.isDisabled
      ? unguarded
      : new FailureCountingGuard({ limiter, pseudonym, clock, knownAddresses: repositories.knownAddresses }),
    holidayReader: createIcalHolidayReader(clock),
    probes: {
      mongo: probe(() => connection.getClient().db().command({ ping: 1 })),
      temporal: probe(() => probeTemporal(temporal)),
      worker: probe(() => probeWorker(temporal, namespace, queue)),
      ...probes,
    },
    inboundProbe: probeInbound(repositories.backlogStats, clock),
    scannerProbe: probeScanner(fileScanner),
    searchProbe: probeSearch(articleIndex),
    mcpProbe: shareAnswer(MCP_FRESH_MS, probeHttp(config.mcp.healthUrl)),
    embeddingsProbe: probeEmbeddings(repositories.ticketVectors, clock),
    metrics,
    clock,
    logger,
    tracer,
    newId: () => uuidv7(),
    publicUrl: config.http.publicUrl,
    actionLinkDays: config.mail.actionLinkDays,
    mailedFileBytes: config.mail.maxFileBytes,
    fileLinkDays: config.mail.fileLinkDays,
    mailKeepDays: config.inbound.keepDays,
    inbound: config.inboundRules,
  };
  const deps: AppDeps = { ...parts, webhookSender: new WebhookSender(parts) };
  return {
    deps,
    limiter,
    metrics,
    connectLimiter: () => limiting.connect(),
    checkAi,
    close: async () => {
      await articleIndex.close();
      limiting.close();
      mailer.close();
      await outboundHttp.close();
      await mailParser.close();
      await fileReader.close();
      await localEmbedder.close();
      await connection.close();
      await tracing.close();
    },
  };
}

/**
 * Everything the API answers with, and the MCP server, whose tools call the API's routes.
 * Temporal may be away: it is connected to when first needed.
 */
export async function composeApi(
  config: Config,
  logger: Pino,
  {
    service = 'api',
    ...parts
  }: Partial<Pick<Ground, 'redisAnswerMs' | 'hasher' | 'mailParser' | 'fileReader'>> & {
    readonly service?: 'api' | 'mcp';
  } = {},
): Promise<Composed & { readonly deps: ApiDeps & AppDeps }> {
  const vocabulary = await loadVocabulary(config.ai.vocabularyFile);
  const temporal = connectLazily(config.temporal);
  const tracing = await openTracing(config, service, logger);
  const mongo = await openMongo(config.mongo.uri, tracing.tracer, logger);
  const ground = { mailParser: new ParserPool(), ...parts, temporal, mongo, tracing, vocabulary };
  const core = composeCore(config, logger, { role: 'api', ...ground });
  await core.connectLimiter();
  core.deps.articleIndex.start();
  const metrics = await openMetrics(config, service, core.metrics, core.deps);
  const { uiUrl, namespace } = config.temporal;
  const live = new LiveFeed(core.deps, config.live);
  return {
    deps: {
      ...core.deps,
      live,
      version: config.version,
      console: consoleOf(config),
      trustedProxies: config.http.trustedProxies,
      corsOrigins: config.http.corsOrigins,
      chatOrigins: config.http.chatOrigins,
      temporalUiOrigin: new URL(uiUrl).origin,
      maxInProgress: config.http.maxInProgress,
      limits: config.limits.isDisabled
        ? null
        : { limiter: core.limiter, ...generalLimits(config.limits.perMinute) },
      workflowUrl: (number) =>
        `${uiUrl}/namespaces/${namespace}/workflows/${encodeURIComponent(`ticket/${number}`)}`,
    },
    close: async () => {
      await live.end();
      await metrics.close();
      await core.close();
      await temporal.close();
    },
  };
}

interface WorkerOptions {
  readonly workflowBundle?: string;
  readonly signal?: AbortSignal;
  /** Closed with the worker. */
  readonly mailParser?: MailParser & Composed;
  /** Closed with the worker. */
  readonly fileReader?: FileReader & Composed;
  /** Event consumers in addition to the lifecycle. */
  readonly consumers?: readonly EventConsumer[];
}

/** The workers of all queues and the consumers of the event log. Waits for Temporal and MongoDB to be there. */
export async function composeWorker(
  config: Config,
  logger: Pino,
  options: WorkerOptions = {},
): Promise<Composed & { readonly deps: AppDeps; readonly workflows: string; ended(): Promise<void> }> {
  const { namespace } = config.temporal;
  // Loaded before any slow step, so that a faulty file is reported immediately.
  const vocabulary = await loadVocabulary(config.ai.vocabularyFile);
  const workflows = workflowsOf(options.workflowBundle, config.temporal.codecKeys.length > 0);
  const temporal = await retryUntilConnected(logger, 'Temporal', options.signal, () =>
    connectWorker(config.temporal),
  );
  await retryUntilConnected(logger, 'search attributes', options.signal, () =>
    ensureSearchAttributes(temporal, namespace),
  );
  const tracing = await openTracing(config, 'worker', logger);
  const mongo = await retryUntilConnected(logger, 'MongoDB', options.signal, () =>
    openMongo(config.mongo.uri, tracing.tracer, logger),
  );
  const { mailParser = new ParserPool(), fileReader = new FileReaderPool() } = options;
  const ground = { temporal, mongo, tracing, vocabulary, mailParser, fileReader };
  const core = composeCore(config, logger, { role: 'worker', ...ground });
  const metrics = await openMetrics(config, 'worker', core.metrics, core.deps);
  const inbound = await openInbound(config, core.deps);
  const workers = await WorkerGroup.start({
    connection: temporal,
    namespace,
    dataConverter: dataConverterFor(config.temporal.codecKeys),
    queues: taskQueues(config.temporal.taskQueuePrefix),
    activities: createActivities(core.deps),
    tracer: core.deps.tracer,
    runUntilCancelled,
    aiRatePerMinute: config.ai.ratePerMinute,
    sizes: config.worker,
    workflows,
  });
  const consumers = startConsumers(core.deps, {
    countsFigures: config.figures.isEnabled,
    more: options.consumers,
  });
  void core.checkAi();
  void core.deps.calibrations.refresh();
  const schedules = config.schedules.isEnabled ? keepSchedules(config, logger, temporal) : null;
  return {
    deps: core.deps,
    // The file that they are loaded from, for the log.
    workflows: 'path' in workflows ? workflows.path : workflows.bundle.codePath,
    ended: () => workers.ended(),
    close: async () => {
      // Requests to slow endpoints would outlast the drain.
      core.deps.webhookSender.close();
      // If Temporal hangs, closing some of these exceeds the grace period. All close in parallel, so the workers
      // still drain.
      await closeTogether(inbound, schedules, consumers, mailParser, fileReader, workers);
      await metrics.close();
      await core.close();
      await temporal.close();
    },
  };
}

/** Maintains the schedules in the background. If Temporal rejects them, tickets do not have to wait. */
function keepSchedules(config: Config, logger: Pino, connection: TemporalConnection): ScheduleKeeper {
  const { namespace, taskQueuePrefix, codecKeys } = config.temporal;
  const place = { connection, namespace, dataConverter: dataConverterFor(codecKeys) };
  const schedules = schedulesOf(taskQueuePrefix, config.schedules);
  return new ScheduleKeeper(async () => {
    for (const schedule of schedules) await ensureSchedule(place, schedule);
  }, logger);
}
