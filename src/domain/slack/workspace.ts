/** `reauth_required`: Slack no longer accepts the token. An administrator gives a new one. */
export const SLACK_WORKSPACE_STATES = ['active', 'disabled', 'reauth_required'] as const;
export type SlackWorkspaceState = (typeof SLACK_WORKSPACE_STATES)[number];

/** People of Slack without an account get one, or are refused. */
export const SLACK_STRANGERS = ['create', 'refuse'] as const;
export type SlackStrangers = (typeof SLACK_STRANGERS)[number];

export const MAX_SLACK_WORKSPACES = 50;

/** The last fault that an administrator must know of: the code that Slack gave. */
export interface SlackFault {
  readonly code: string;
  readonly at: Date;
}

/** A workspace of Slack in which the app is installed. */
export interface SlackWorkspace {
  readonly id: string;
  /** `T…` */
  readonly teamId: string;
  readonly name: string;
  /** The app's own user, `U…`, whose messages are ours. */
  readonly botUserId: string;
  /** Sealed; null for `SLACK_BOT_TOKEN`. */
  readonly token: string | null;
  /** Sealed; null for `SLACK_SIGNING_SECRET`. */
  readonly signingSecret: string | null;
  readonly strangers: SlackStrangers;
  readonly state: SlackWorkspaceState;
  readonly fault: SlackFault | null;
  readonly createdAt: Date;
  readonly version: number;
}

/** The context that binds a sealed secret to its workspace and its use. */
export function slackSecretContext(workspaceId: string, secret: 'token' | 'signing_secret'): string {
  return `slack:${workspaceId}:${secret}`;
}

/** The name of a person of Slack among the identities of an account. */
export function slackIdentity(userId: string): string {
  return `slack:${userId}`;
}
