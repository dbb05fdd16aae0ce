import { offerSetupLink } from './app/accounts/first-administrator.js';
import type { AppDeps } from './app/deps.js';

/**
 * Prints the link that creates the first administrator, on standard output and not in the log, whose lines are often
 * collected elsewhere. Without the database the API starts anyway, and the next start prints it.
 */
export async function printSetupLink(
  deps: Parameters<typeof offerSetupLink>[0] & Pick<AppDeps, 'logger'>,
  print: (text: string) => void = console.log,
): Promise<void> {
  try {
    const url = await offerSetupLink(deps);
    if (url === null) return;
    deps.logger.warn({}, 'no administrator exists: standard output has a link to create one');
    print(`\nCreate the first administrator with this link, once and within a day:\n\n  ${url}\n`);
  } catch (error) {
    deps.logger.warn({ err: error }, 'the link for the first administrator could not be made');
  }
}
