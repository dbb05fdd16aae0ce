import { openChat } from '../../app/chat/chat-token.js';
import { newChatToken, startChat } from '../../app/chat/start-chat.js';
import { nameAnswerAddress, sayInChat, showInChat } from '../../app/chat/talk.js';
import { DomainError } from '../../domain/errors.js';
import type { OpenedTicket } from '../../app/tickets/requester-links.js';
import type { ApiDeps } from '../deps.js';
import { openRoute, publicRoute, reply, type Route } from '../http/route.js';
import { followStream } from '../live/follow-stream.js';
import { eventStreamSchema } from '../live/schema.js';
import { presentChat } from './presenter.js';
import {
  chatAddressSchema,
  chatMessageSchema,
  chatPresenceSchema,
  chatSchema,
  chatStartSchema,
  chatTokenSchema,
} from './schema.js';

const PATH = '/api/v1/chat';
const FORM = { tag: 'chat', limit: 'chat', usesChatToken: true } as const;
const STARTING = { tag: 'chat', limit: 'chat_start', action: 'ticket.create' } as const;
const CHAT = { 200: { description: 'The conversation', schema: chatSchema } } as const;
/** Of a call with the token of a conversation. */
const PROBLEMS = ['unauthenticated', 'not_found', 'link_expired', 'unavailable'] as const;
const CHANGES = [...PROBLEMS, 'illegal_transition'] as const;
const STREAM = 'text/event-stream';

/** The conversation of a visitor or a requester with staff, for the page at `/chat`. */
export function chatRoutes(deps: ApiDeps): Route[] {
  return [
    openRoute({
      ...STARTING,
      method: 'post',
      path: `${PATH}/tokens`,
      operationId: 'createChatToken',
      summary: 'Create a token for a conversation',
      description: 'Nothing is stored before the first message.',
      request: {},
      responses: { 201: { description: 'The token', schema: chatTokenSchema } },
      problems: ['not_found'],
      handle: async (_, { actor }) =>
        reply(201, { token: await newChatToken(deps), name: actor?.name ?? null }),
    }),
    openRoute({
      ...STARTING,
      usesChatToken: true,
      method: 'post',
      path: PATH,
      operationId: 'startChat',
      summary: 'Create a conversation',
      description: 'Opens a ticket with `source` `chat`. Repeated with the same token it opens no other.',
      request: { body: chatStartSchema },
      responses: CHAT,
      problems: ['not_found', 'link_expired'],
      handle: async ({ body }, { actor, address, language, chatToken }) => {
        const { text, name = null, email = null } = body;
        const message = { token: required(chatToken), text, name, email, language };
        return chatReply(await startChat(deps, actor, message, address));
      },
    }),
    publicRoute({
      ...FORM,
      method: 'get',
      path: PATH,
      operationId: 'getChat',
      summary: 'Get a conversation',
      request: {},
      responses: CHAT,
      problems: PROBLEMS,
      handle: async (_, { chatToken }) => chatReply(await openChat(deps, required(chatToken))),
    }),
    publicRoute({
      ...FORM,
      method: 'post',
      path: `${PATH}/messages`,
      operationId: 'addChatMessage',
      summary: 'Create a message',
      creates: true,
      request: { body: chatMessageSchema },
      responses: { 201: { description: 'The conversation', schema: chatSchema } },
      problems: CHANGES,
      handle: async ({ body: { text } }, { chatToken, newResourceId: id }) =>
        reply(201, presentChat(await sayInChat(deps, required(chatToken), { id, body: text }))),
    }),
    publicRoute({
      ...FORM,
      method: 'put',
      path: `${PATH}/presence`,
      operationId: 'setChatPresence',
      summary: 'Update the presence of the requester',
      description: 'It ends after 30 seconds. What was seen is not mailed.',
      request: { body: chatPresenceSchema },
      responses: { 204: { description: 'It is shown', schema: null } },
      problems: PROBLEMS,
      handle: async ({ body }, { chatToken }) => {
        await showInChat(deps, required(chatToken), body);
        return reply(204, null);
      },
    }),
    publicRoute({
      ...FORM,
      method: 'put',
      path: `${PATH}/address`,
      operationId: 'setChatAddress',
      summary: 'Update the address for answers',
      request: { body: chatAddressSchema },
      responses: CHAT,
      problems: CHANGES,
      handle: async ({ body: { email } }, { chatToken }) =>
        chatReply(await nameAnswerAddress(deps, required(chatToken), email)),
    }),
    publicRoute({
      ...FORM,
      method: 'get',
      path: `${PATH}/events`,
      operationId: 'streamChatEvents',
      summary: 'List events of a conversation as they happen',
      description: 'Server-sent events, with the messages of `/ws/tickets` for its one ticket.',
      request: {},
      responses: { 200: { description: 'The stream', contentType: STREAM, schema: eventStreamSchema } },
      problems: PROBLEMS,
      handle: async (_, { chatToken, lastEventId }) => {
        const { ticket, actor } = await openChat(deps, required(chatToken));
        return followStream(deps, actor, { tickets: [ticket.id] }, lastEventId);
      },
    }),
  ];
}

function required(chatToken: string | undefined): string {
  if (chatToken !== undefined) return chatToken;
  throw new DomainError('unauthenticated', 'Send the token of the conversation (X-Chat-Token).');
}

function chatReply(opened: OpenedTicket) {
  return reply(200, presentChat(opened));
}
