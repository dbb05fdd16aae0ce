import type { AppSpec } from './app.js';
import type { DevConsole } from './console.js';
import type { PortWish } from './servers/ports.js';

/** What {@link runDev} needs to know. An address given means: use that one, start nothing. */
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
    /** Where the Web UI has payloads decrypted, when they are encrypted. */
    readonly codecEndpoint?: string | undefined;
    readonly binary: string | undefined;
  };
  readonly inbox: {
    readonly smtpUrl: string | undefined;
    readonly smtpPort: number;
    readonly webPort: number;
  };
  /** Where the worker takes mail, and for which addresses. */
  readonly mailIn?: { readonly host: string; readonly port: number; readonly addresses: readonly string[] };
  /** Where Prometheus may read; the apps are told of it by `env`. */
  readonly metrics?: readonly PortWish[];
  readonly http: { readonly host: string; readonly port: number; readonly publicUrl: string };
  /** A script that runs to its end once the database is up, before the apps start. */
  readonly seedScript?: string;
  /** In the order in which they are stopped last to first. */
  readonly apps: readonly AppSpec[];
  /** Where the scripts are. */
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  readonly console: DevConsole;
}
