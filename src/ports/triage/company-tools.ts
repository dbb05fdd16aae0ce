/** A tool of a company's own server that a task may use. */
export interface CompanyTool {
  /** The name of the server in the AI configuration. */
  readonly server: string;
  readonly name: string;
  /** Written by the server: data, like its results. */
  readonly description: string;
  /** JSON Schema of the arguments, as text. */
  readonly inputSchema: string;
}

/** `refused`: the tool is not allowed, not there or not read-only. `failed`: no usable answer. `late`: no answer in time. */
export const TOOL_OUTCOMES = ['answered', 'refused', 'failed', 'late'] as const;
export type ToolOutcome = (typeof TOOL_OUTCOMES)[number];

/** What a call of a tool brought. `text` is empty unless it was answered. */
export interface ToolAnswer {
  readonly outcome: ToolOutcome;
  readonly text: string;
}

/**
 * Tools of MCP servers that an operator names for a task.
 * No method throws: a ticket never waits for a tool server, and none is lost because of one.
 */
export interface CompanyTools {
  /** The allowed tools whose servers answer, by the allow-list and the servers' word that they only read. */
  list(signal: AbortSignal): Promise<readonly CompanyTool[]>;
  call(tool: CompanyTool, args: Readonly<Record<string, unknown>>, signal: AbortSignal): Promise<ToolAnswer>;
}
