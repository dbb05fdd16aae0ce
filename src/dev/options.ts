import type { AppSpec } from './app.js';
import type { DevConsole } from './console.js';
import type { PortWish } from './servers/ports.js';

/** Options of {@link runDev}. If an address is given, that server is used and none is started. */
export interface DevOptions {
  readonly dataDir: string;
  readonly cacheDir?: string | undefined;
  readonly mongo: {
    readonly uri: string | undefined;
    readonly port: number;
    readonly binary: string | undefined;
  };
  readonly temporal: {
    readonly address: string | undefined;
    readonly port: number;
    readonly uiPort: number;
    readonly uiUrl: string;
    /** The codec endpoint for the Web UI, when payloads are encrypted. */
    readonly codecEndpoint?: string | undefined;
    readonly binary: string | undefined;
  };
  readonly inbox: {
    readonly smtpUrl: string | undefined;
    readonly smtpPort: number;
    readonly webPort: number;
  };
  /** The SMTP listener of the worker, and the addresses it accepts mail for. */
  readonly mailIn?: { readonly host: string; readonly port: number; readonly addresses: readonly string[] };
  /** Metrics ports. The apps receive them through `env`. */
  readonly metrics?: readonly PortWish[];
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string };
  /** Where the MCP server listens. It receives the port through `env`. */
  readonly mcp?: { readonly host: string; readonly port: number };
  /** A script that runs to its end once the database is up, before the apps start. */
  readonly seedScript?: string;
  /** A script that builds the console, beside the start of the servers. */
  readonly consoleScript?: string;
  /** In the order in which they are stopped last to first. */
  readonly apps: readonly AppSpec[];
  /** Directory of the scripts. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly console: DevConsole;
}
