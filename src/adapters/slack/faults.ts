import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api';
import { SlackError } from '../../ports/slack/slack.js';

/** Of docs.slack.dev: each method's page lists its errors. */
const TOKEN = [
  'account_inactive',
  'invalid_auth',
  'missing_scope',
  'not_authed',
  'org_login_required',
  'team_access_not_granted',
  'token_expired',
  'token_revoked',
];
const CHANNEL = [
  'channel_is_limited_access',
  'channel_not_found',
  'is_archived',
  'not_in_channel',
  'restricted_action',
  'posting_to_channel_denied',
];
const GONE = [
  'cant_delete_message',
  'cant_update_message',
  'edit_window_closed',
  'message_not_found',
  'thread_not_found',
];
const AWAY = ['fatal_error', 'internal_error', 'request_timeout', 'service_unavailable'];
const LIMITED = ['rate_limited', 'ratelimited', 'message_limit_exceeded'];

/** Every fault of the SDK as ours. Anything else is a bug, and stays as it is. */
export function toSlackError(error: unknown): unknown {
  if (error instanceof WebAPIRateLimitedError)
    return new SlackError('limited', 'ratelimited', error.retryAfter);
  if (error instanceof WebAPIPlatformError) return byCode(error.data.error);
  if (error instanceof WebAPIHTTPError) {
    const kind = error.statusCode >= 500 ? 'away' : 'refused';
    return new SlackError(kind, `http_${error.statusCode}`);
  }
  if (error instanceof WebAPIRequestError) return new SlackError('away', 'unreachable');
  return error;
}

function byCode(code: string): SlackError {
  if (LIMITED.includes(code)) return new SlackError('limited', code);
  if (TOKEN.includes(code)) return new SlackError('token', code);
  if (CHANNEL.includes(code)) return new SlackError('channel', code);
  if (GONE.includes(code)) return new SlackError('gone', code);
  return new SlackError(AWAY.includes(code) ? 'away' : 'refused', code);
}
