/** Returns a pattern, for a regular expression with or without the flag `u`, that matches exactly this text. */
export function escapePattern(text: string): string {
  return text.replaceAll(/[$()*+.?[\\\]^{|}/]/gu, String.raw`\$&`);
}
