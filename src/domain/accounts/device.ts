/** Browsers by the first word that names them alone: most also call themselves Chrome, Safari or Mozilla. */
const BROWSERS = [
  ['Edge', /\bEdgA?\//u],
  ['Opera', /\bOPR\//u],
  ['Samsung Internet', /\bSamsungBrowser\//u],
  ['Firefox', /\b(?:Firefox|FxiOS)\//u],
  ['Chrome', /\b(?:Chrome|CriOS|HeadlessChrome)\//u],
  ['Safari', /\bVersion\/[\d.]+.*\bSafari\//u],
] as const;

const SYSTEMS = [
  ['iPhone', /\biPhone\b/u],
  ['iPad', /\biPad\b/u],
  ['Android', /\bAndroid\b/u],
  ['Windows', /\bWindows\b/u],
  ['macOS', /\bMacintosh\b/u],
  ['ChromeOS', /\bCrOS\b/u],
  ['Linux', /\bLinux\b/u],
] as const;

/** Programs begin with their name: `curl/8.5`. */
const PROGRAM = /^([A-Za-z][\w.-]{0,39})(?:\/|$)/u;

/**
 * Returns what a person recognizes a device by: `Firefox, Windows`, `Safari, iPhone` or `curl`. Without versions, because those
 * change. Null for a header that names nothing.
 */
export function deviceOf(userAgent: string): string | null {
  const named = (list: readonly (readonly [string, RegExp])[]) =>
    list.find(([, pattern]) => pattern.test(userAgent))?.[0];
  const known = [named(BROWSERS), named(SYSTEMS)].filter((each) => each !== undefined);
  if (known.length > 0) return known.join(', ');
  return PROGRAM.exec(userAgent)?.[1] ?? null;
}
