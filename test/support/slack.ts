import { randomUUID } from 'node:crypto';
import { signed, type SlackStandIn } from './servers/slack-stand-in.js';

/** Sends requests to Holdfast as Slack does. */
export function slackAt(holdfastUrl: () => string, standIn: () => SlackStandIn) {
  const post = async (path: string, type: string, body: string, headers?: Record<string, string>) =>
    fetch(`${holdfastUrl()}/slack/${path}`, {
      method: 'POST',
      headers: { 'content-type': type, ...(headers ?? signed(standIn().signingSecret, body)) },
      body,
    });
  const event = (fields: object, eventId = `Ev${randomUUID()}`) => {
    const { teamId } = standIn();
    const body = { type: 'event_callback', team_id: teamId, event_id: eventId, event_time: 1, event: fields };
    return post('events', 'application/json', JSON.stringify(body));
  };
  const form = (path: string, fields: Record<string, string>) =>
    post(path, 'application/x-www-form-urlencoded', new URLSearchParams(fields).toString());
  return {
    post,
    event,
    /** A message, as the stand-in has it too. Returns its time. */
    async message(
      channel: string,
      user: string,
      text: string,
      fields: { readonly thread_ts?: string; readonly files?: object[]; readonly channel_type?: string } = {},
    ): Promise<string> {
      const ts = standIn().say(channel, user, text, fields.thread_ts);
      await event({ type: 'message', channel, user, text, ts, ...fields });
      return ts;
    },
    edit: (
      channel: string,
      user: string,
      ts: string,
      [before, after]: [string, string],
      threadTs?: string,
    ) => {
      const of = (text: string) => ({
        type: 'message',
        user,
        ts,
        text,
        ...(threadTs ? { thread_ts: threadTs } : {}),
      });
      const change = { message: of(after), previous_message: of(before) };
      return event({
        type: 'message',
        subtype: 'message_changed',
        channel,
        ts: standIn().nextTs(),
        ...change,
      });
    },
    remove: (channel: string, user: string, ts: string, threadTs?: string) => {
      const before = { type: 'message', user, ts, text: '', ...(threadTs ? { thread_ts: threadTs } : {}) };
      const change = { deleted_ts: ts, previous_message: before };
      return event({
        type: 'message',
        subtype: 'message_deleted',
        channel,
        ts: standIn().nextTs(),
        ...change,
      });
    },
    react: (channel: string, user: string, ts: string, reaction: string) =>
      event({ type: 'reaction_added', user, reaction, item: { type: 'message', channel, ts } }),
    command: (command: string, text: string, user: string, channel: string) =>
      form('commands', {
        ...{ command, text, user_id: user, channel_id: channel, team_id: standIn().teamId },
        trigger_id: randomUUID(),
      }),
    interact: (payload: object) =>
      form('interactions', {
        payload: JSON.stringify({ team: { id: standIn().teamId }, trigger_id: randomUUID(), ...payload }),
      }),
    press: (action: string, ticket: string, user: string, channel: string, threadTs: string) => ({
      ...{ type: 'block_actions', user: { id: user }, channel: { id: channel } },
      container: { type: 'message', message_ts: threadTs, thread_ts: threadTs },
      actions: [{ action_id: action, value: ticket }],
    }),
  };
}
