import { Client, StreamableHTTPClientTransport, type Tool } from '@modelcontextprotocol/client';
import type { OutboundHttp } from '../../ports/outbound-http.js';
import type { CompanyTool } from '../../ports/triage/company-tools.js';
import { guardedFetch } from './guarded-fetch.js';

/** A server of the AI configuration, as one task may use it. */
export interface ToolServerSettings {
  readonly name: string;
  readonly url: string;
  readonly token: string | undefined;
  readonly timeoutMs: number;
  /** The allow-list. */
  readonly tools: readonly string[];
  /** True lets tools run that do not say that they only read. */
  readonly mayWrite: boolean;
}

/** How long a list of tools is used again. */
const FRESH_MS = 60_000;
/** How long a server that failed is left alone, so that tickets do not wait for its timeouts. */
const REST_MS = 30_000;
/** A description or schema beyond this is no help for a model, and may be meant to fill its context. */
const MAX_DESCRIPTION = 500;
const MAX_SCHEMA = 4_000;
const MAX_PAGES = 3;

/** The tool ran and refused: the server is well. */
class ToolRefusal extends Error {
  override readonly name = 'ToolRefusal';
}

/** One MCP server. It is connected for each use: a session would outlive the server's restart. */
export class ToolServer {
  private listed: { readonly at: number; readonly tools: readonly Tool[] } | null = null;
  private restsUntil = 0;

  constructor(
    private readonly settings: ToolServerSettings,
    private readonly http: OutboundHttp,
    private readonly version: string,
    private readonly now: () => number = () => performance.now(),
  ) {}

  get isResting(): boolean {
    return this.now() < this.restsUntil;
  }

  /** The allowed tools that say that they only read, unless the server may write. @throws Error if the server fails */
  async list(signal: AbortSignal): Promise<readonly CompanyTool[]> {
    const { name, tools: allowed, mayWrite } = this.settings;
    const listed = await this.listAll(signal);
    return listed
      .filter((tool) => allowed.includes(tool.name))
      .filter(({ annotations }) => mayWrite || annotations?.readOnlyHint === true)
      .map((tool) => ({
        server: name,
        name: tool.name,
        description: (tool.description ?? '').slice(0, MAX_DESCRIPTION),
        inputSchema: JSON.stringify(tool.inputSchema),
      }))
      .filter(({ inputSchema }) => inputSchema.length <= MAX_SCHEMA);
  }

  /**
   * The text of the result. The library checks the structured part against the schema that the server declares.
   * @throws Error if the server fails, or breaks its own schema
   */
  async call(name: string, args: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<string> {
    return this.connected(signal, async (client, options) => {
      await client.listTools({}, options);
      const { content, structuredContent, isError } = await client.callTool(
        { name, arguments: args },
        options,
      );
      if (isError === true) throw new ToolRefusal('The tool returned an error.');
      if (structuredContent !== undefined) return JSON.stringify(structuredContent);
      return content.flatMap((part) => (part.type === 'text' ? [part.text] : [])).join('\n');
    });
  }

  private async listAll(signal: AbortSignal): Promise<readonly Tool[]> {
    if (this.listed !== null && this.now() - this.listed.at < FRESH_MS) return this.listed.tools;
    const tools = await this.connected(signal, async (client, options) => {
      const { tools: found } = await client.listTools({}, options);
      return found;
    });
    this.listed = { at: this.now(), tools };
    return tools;
  }

  private async connected<T>(
    signal: AbortSignal,
    use: (client: Client, options: { signal: AbortSignal; timeout: number }) => Promise<T>,
  ): Promise<T> {
    const { url, token, timeoutMs } = this.settings;
    const client = new Client(
      { name: 'holdfast', version: this.version },
      { versionNegotiation: { mode: 'auto' }, listMaxPages: MAX_PAGES, capabilities: {} },
    );
    const options = { signal, timeout: timeoutMs };
    try {
      await client.connect(
        new StreamableHTTPClientTransport(new URL(url), {
          fetch: guardedFetch(this.http, timeoutMs),
          requestInit: token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
        }),
        options,
      );
      return await use(client, options);
    } catch (error) {
      if (!(error instanceof ToolRefusal)) this.restsUntil = this.now() + REST_MS;
      throw error;
    } finally {
      await client.close().catch(() => undefined);
    }
  }
}
