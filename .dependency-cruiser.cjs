/** The import directions of docs/develop/architecture.md, checked by `npm run arch`. */
const only = (name, from, allowed, comment) => ({
  name,
  severity: 'error',
  comment,
  from: { path: from },
  to: { path: '^(src|workflows|activities|test|bench|web)/', pathNot: allowed },
});
const packageOnlyIn = (name, packages, rooms) => ({
  name,
  severity: 'error',
  from: { path: '^(src|workflows|activities)/', pathNot: rooms },
  to: { path: `^node_modules/(${packages})/` },
});

/** The features, low to high: in each layer a feature's folder imports no higher one. */
const FEATURES = [
  'desk',
  'sla',
  'access',
  'accounts',
  'files',
  'tickets',
  'mail',
  'knowledge',
  'inbound-mail',
  'settings',
  'operations',
  'similar-tickets',
  'presence',
  'notifications',
  'live',
  'ticket-search',
  'webhooks',
  'chat',
];
/** They use what is below mail, and none of the others uses them. */
const LEAVES = ['triage', 'policy-changes', 'personal-data', 'figures'];
/** They use all of the above, and none of those uses them. */
const TOPS = ['assist'];
const LAYERS = ['src/domain', 'src/ports', 'src/app', 'src/adapters/mongo'];

const notAbove = (layer, feature, higher) => ({
  name: `${layer.split('/').at(-1)}-${feature}-imports-nothing-higher`,
  severity: 'error',
  comment: `Low to high: ${FEATURES.join(', ')}. ${LEAVES.join(', ')} stand above tickets, by themselves. ${TOPS.join(', ')} above all.`,
  from: { path: `^${layer}/${feature}/` },
  to: { path: `^${layer}/(${higher.join('|')})/` },
});
const featureOrder = LAYERS.flatMap((layer) => [
  ...FEATURES.map((feature, rank) =>
    notAbove(layer, feature, [...FEATURES.slice(rank + 1), ...LEAVES, ...TOPS]),
  ),
  ...LEAVES.map((leaf) =>
    notAbove(layer, leaf, [
      ...FEATURES.slice(FEATURES.indexOf('mail')),
      ...LEAVES.filter((other) => other !== leaf),
      ...TOPS,
    ]),
  ),
]);

module.exports = {
  forbidden: [
    ...featureOrder,
    {
      name: 'what-all-features-share-knows-none',
      severity: 'error',
      from: { path: '^src/domain/[^/]+$' },
      to: { path: '^src/domain/[^/]+/' },
    },
    only(
      'domain-imports-nothing',
      '^src/domain/',
      '^src/domain/',
      'Pure rules: no I/O, no clock, no library.',
    ),
    {
      name: 'domain-imports-no-package',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { dependencyTypes: ['npm', 'npm-dev', 'core'] },
    },
    only('ports-know-the-domain', '^src/ports/', '^src/(ports|domain)/'),
    only('app-uses-domain-and-ports', '^src/app/', '^src/(app|domain|ports)/'),
    only('api-uses-app', '^src/api/', '^src/(api|app|domain|ports)/'),
    only(
      'mcp-is-a-door-beside-the-api',
      '^src/mcp/',
      '^src/(mcp|api|app|domain|ports)/',
      'Its tools call routes of the API, so that there is one path for rights and validation.',
    ),
    only(
      'adapters-implement-ports',
      '^src/adapters/(mongo|mail|inbound|ai|auth|calendar|files|file-analysis|http|knowledge|limits|mcp|metrics|search|system|telemetry)/',
      '^src/(adapters/(mongo|mail|inbound|ai|auth|calendar|files|file-analysis|http|knowledge|limits|mcp|metrics|search|system|telemetry)|domain|ports)/',
    ),
    only(
      'temporal-adapter-knows-contracts',
      '^src/adapters/temporal/',
      '^(src/(adapters/temporal|domain|ports)|workflows/(contracts/|ids))',
    ),
    only('activities-call-app', '^activities/', '^(activities|src/(app|domain|ports)|workflows/contracts)/'),
    only(
      'workflows-are-deterministic',
      '^workflows/',
      '^(workflows|src/domain)/',
      'Activities only as `import type`.',
    ),
    only(
      'client-stands-alone',
      '^src/client/',
      '^src/client/',
      'It may be taken out of the house: its types are made of the OpenAPI document.',
    ),
    only(
      'web-uses-the-client',
      '^web/',
      '^(web|src/client)/',
      'The console is a client like any other: it knows the API by its document.',
    ),
    only(
      'web-ui-knows-no-feature',
      '^web/ui/',
      '^web/(ui|texts/(texts|format|use-texts|languages)|app/store)',
    ),
    only(
      'web-live-knows-no-feature',
      '^web/live/',
      '^(web/(live|app/(api|query-keys|session-state|store))|src/client)',
    ),
    only(
      'dev-stands-alone',
      '^src/dev/',
      '^src/(dev/|adapters/system/(tsx|cache-dir))',
      'But for how node runs our TypeScript, and the cache directory: there is one of each.',
    ),
    packageOnlyIn('undici-in-its-room', 'undici|ipaddr\\.js', '^src/adapters/http/'),
    packageOnlyIn('web-push-in-its-room', 'web-push', '^src/adapters/auth/'),
    packageOnlyIn('standardwebhooks-in-its-room', 'standardwebhooks', '^src/adapters/auth/'),
    packageOnlyIn('mongoose-in-its-room', 'mongoose|mongodb', '^src/(adapters/mongo|dev)/'),
    packageOnlyIn('temporal-client-in-its-room', '@temporalio/client', '^src/adapters/temporal/'),
    packageOnlyIn('openapi-fetch-in-its-room', 'openapi-fetch', '^src/client/'),
    packageOnlyIn('ws-in-its-room', 'ws', '^src/api/live/'),
    packageOnlyIn('koa-in-its-room', 'koa|@koa', '^src/(api|mcp)/'),
    packageOnlyIn('mcp-server-in-its-room', '@modelcontextprotocol/server', '^src/(mcp/|cli/mcp)'),
    packageOnlyIn('mcp-client-in-its-room', '@modelcontextprotocol/client', '^src/(adapters/mcp/|cli/mcp)'),
    packageOnlyIn('redis-in-its-room', 'ioredis|rate-limiter-flexible', '^src/adapters/limits/'),
    packageOnlyIn('prom-client-in-its-room', 'prom-client', '^src/adapters/metrics/'),
    packageOnlyIn('gemini-in-its-room', '@google/generative-ai', '^src/adapters/ai/providers/gemini/'),
    packageOnlyIn('genai-in-its-room', '@google/genai', '^src/adapters/ai/providers/google-genai/'),
    packageOnlyIn('openai-in-its-room', 'openai', '^src/adapters/ai/providers/openai/'),
    packageOnlyIn('anthropic-in-its-room', '@anthropic-ai', '^src/adapters/ai/providers/anthropic/'),
    packageOnlyIn('onnxruntime-in-its-room', 'onnxruntime-node|@huggingface', '^src/adapters/ai/embeddings/'),
    packageOnlyIn('nodemailer-in-its-room', 'nodemailer', '^src/adapters/mail/'),
    packageOnlyIn('smtp-server-in-its-room', 'smtp-server', '^src/adapters/inbound/'),
    packageOnlyIn('imapflow-in-its-room', 'imapflow', '^src/adapters/inbound/'),
    packageOnlyIn('commonmark-in-its-room', 'commonmark', '^src/adapters/knowledge/'),
    packageOnlyIn('search-in-its-room', 'minisearch|@orama', '^src/adapters/search/'),
    packageOnlyIn('mailparser-in-its-room', 'mailparser', '^src/adapters/mail/'),
    packageOnlyIn('file-type-in-its-room', 'file-type', '^src/adapters/files/'),
    packageOnlyIn('busboy-in-its-room', 'busboy', '^src/api/files/'),
    packageOnlyIn(
      'file-readers-in-their-room',
      'unpdf|yauzl|tesseract|@kenjiuno',
      '^src/adapters/file-analysis/',
    ),
    packageOnlyIn('ical-in-its-room', 'ical\\.js', '^src/adapters/calendar/'),
    packageOnlyIn('opentelemetry-in-its-room', '@opentelemetry', '^src/adapters/telemetry/'),
    {
      name: 'opentelemetry-is-loaded-on-demand',
      severity: 'error',
      comment:
        'Whoever does not trace does not pay for it: `await import(...)`, once it is known that somebody wants to.',
      from: { pathNot: '^src/adapters/telemetry/' },
      to: {
        path: '^src/adapters/telemetry/(open-telemetry|reporting-exporter)',
        dynamic: false,
        dependencyTypesNot: ['type-only'],
      },
    },
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
