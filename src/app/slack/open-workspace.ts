import { slackSecretContext, type SlackWorkspace } from '../../domain/slack/workspace.js';
import type { SlackClient } from '../../ports/slack/slack.js';
import type { AppDeps } from '../deps.js';

/** A workspace that Holdfast can talk to. */
export interface OpenWorkspace {
  readonly workspace: SlackWorkspace;
  readonly client: SlackClient;
}

type Deps = Pick<AppDeps, 'slack' | 'slackEnvironment' | 'sealer'>;

/** Null without a readable token: it was sealed with another server key, or the variable is gone. */
export function openWorkspace(deps: Deps, workspace: SlackWorkspace): OpenWorkspace | null {
  const token = secretOf(deps, workspace, 'token');
  return token === null ? null : { workspace, client: deps.slack.client(token) };
}

/** The opened secret of a workspace, or that of the environment; null for none. */
export function secretOf(
  { sealer, slackEnvironment }: Deps,
  workspace: SlackWorkspace,
  which: 'token' | 'signing_secret',
): string | null {
  const sealed = which === 'token' ? workspace.token : workspace.signingSecret;
  const { botToken, signingSecret } = slackEnvironment;
  if (sealed === null) return (which === 'token' ? botToken : signingSecret) ?? null;
  try {
    return sealer.open(sealed, slackSecretContext(workspace.id, which));
  } catch {
    return null;
  }
}
