export interface BannerFacts {
  readonly apiUrl: string;
  /** `undefined` when the MCP server is not started. */
  readonly mcpUrl?: string | undefined;
  readonly temporalUiUrl: string;
  /** Page for signing in, to read encrypted payloads in the Web UI. */
  readonly codecPage: string | undefined;
  /** `undefined` when mail goes to a server of the user's own. */
  readonly inboxUrl: string | undefined;
  readonly smtpUrl: string;
  /** `undefined` when no mail comes in. */
  readonly mailIn: { readonly url: string; readonly addresses: readonly string[] } | undefined;
  /** Metrics endpoints, by service. */
  readonly metrics: readonly { readonly service: string; readonly url: string }[];
  readonly mongoUri: string;
  readonly temporalAddress: string;
  readonly logDir: string;
  readonly pids: readonly { readonly label: string; readonly pid: number | undefined }[];
  readonly seconds: string;
}

const ACCOUNTS = [
  ['admin@holdfast.local', 'admin'],
  ['maya@holdfast.local', 'manager'],
  ['bob@holdfast.local', 'moderator: network, vpn, wifi, hardware, printer'],
  ['carol@holdfast.local', 'moderator: software, email, access, account, office'],
  ['alice@holdfast.local', 'user'],
] as const;

/** The console text once everything runs: the addresses, the accounts, and what to try. */
export function banner(facts: BannerFacts): string[] {
  const { apiUrl, mailIn } = facts;
  return [
    '',
    ...table([
      ['Console', apiUrl],
      ['API', apiUrl],
      ['API documentation', `${apiUrl}/docs`],
      ...(facts.mcpUrl === undefined ? [] : [['MCP, in a moment', facts.mcpUrl] as const]),
      ['Temporal Web UI', facts.temporalUiUrl],
      ...(facts.codecPage === undefined ? [] : [['… to read payloads in it', facts.codecPage] as const]),
      ...(facts.inboxUrl === undefined ? [] : [['Inbox (all mail sent)', facts.inboxUrl] as const]),
      ['SMTP', withoutSecrets(facts.smtpUrl)],
      ...(mailIn === undefined
        ? []
        : [['Mail in (SMTP)', `${mailIn.url} for ${mailIn.addresses.join(', ')}`] as const]),
      ...facts.metrics.map(({ service, url }) => [`Prometheus: ${service}`, url] as const),
      ['MongoDB', withoutSecrets(facts.mongoUri)],
      ['Temporal', facts.temporalAddress],
      ['Logs', facts.logDir],
      ...facts.pids.map(({ label, pid }) => [`${label} process`, String(pid ?? 'restarting')] as const),
    ]),
    '',
    'Demo accounts, password holdfast-demo:',
    ...table(ACCOUNTS),
    '',
    'Try this:',
    `  TOKEN=$(curl -s ${apiUrl}/api/v1/auth/login -H 'Content-Type: application/json' \\`,
    `    -d '{"email":"alice@holdfast.local","password":"holdfast-demo"}' | sed 's/.*"access_token":"\\([^"]*\\).*/\\1/')`,
    `  curl -s ${apiUrl}/api/v1/tickets -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' \\`,
    `    -d '{"title":"VPN drops every ten minutes","description":"Since this morning, on Wi-Fi and on cable."}'`,
    ...(mailIn === undefined
      ? []
      : [
          'Or write a mail:',
          `  printf 'From: alice@holdfast.local\\nSubject: The printer is on fire\\n\\nSecond floor.\\n' | curl -s ${mailIn.url} \\`,
          '    --mail-from alice@holdfast.local --mail-rcpt help@holdfast.local --upload-file -',
        ]),
    'Or let `npm run demo` submit sample tickets and follow them. Ctrl-C stops everything.',
    '',
    `Started in ${facts.seconds} s.`,
    'holdfast ready',
  ];
}

function table(rows: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `  ${name.padEnd(width)}  ${value}`);
}

function withoutSecrets(url: string): string {
  return url.replace(/\/\/[^/]*@/, '//');
}
