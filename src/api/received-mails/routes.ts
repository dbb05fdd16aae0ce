import {
  listReceivedMails,
  openReceivedMail,
  readRawMail,
  readReceivedMail,
  replayMail,
} from '../../app/inbound-mail/kept/received-mails.js';
import type { ApiDeps } from '../deps.js';
import { fileReply, fileSchema } from '../http/file.js';
import { presentPage, toPageRequest } from '../http/paging.js';
import { reply, route, type Route } from '../http/route.js';
import { presentReceivedMail } from './presenter.js';
import {
  receivedMailListSchema,
  receivedMailParams,
  receivedMailQuerySchema,
  receivedMailSchema,
} from './schema.js';

const PATH = '/api/v1/admin/received-mails';
const TAG = 'administration';

/** Routes for received mails. */
export function receivedMailRoutes(deps: ApiDeps): Route[] {
  return [listRoute(deps), readRoute(deps), rawRoute(deps), replayRoute(deps), ticketRoute(deps)];
}

function listRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: PATH,
    tag: TAG,
    operationId: 'listReceivedMails',
    summary: 'List received mails, newest first',
    action: 'received_mail.list',
    request: { query: receivedMailQuerySchema },
    responses: { 200: { description: 'A page of mails', schema: receivedMailListSchema } },
    handle: async ({ query }, { actor }) => {
      const page = await listReceivedMails(deps, actor, {
        ...toPageRequest(query),
        ...(query.state === undefined ? {} : { states: query.state }),
        ...(query.kind === undefined ? {} : { kinds: query.kind }),
        ...(query.reason === undefined ? {} : { reasons: query.reason }),
        ...(query.unheard === true ? { isUnheard: true } : {}),
      });
      return reply(200, {
        received_mails: page.items.map(presentReceivedMail),
        ...presentPage(page, query.page_size),
      });
    },
  });
}

function readRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: `${PATH}/{mail}`,
    tag: TAG,
    operationId: 'getReceivedMail',
    summary: 'Get a received mail',
    action: 'received_mail.list',
    request: { params: receivedMailParams },
    responses: { 200: { description: 'The mail', schema: receivedMailSchema } },
    problems: ['not_found'],
    handle: async ({ params }, { actor }) =>
      reply(200, presentReceivedMail(await readReceivedMail(deps, actor, params.mail))),
  });
}

function rawRoute(deps: ApiDeps): Route {
  return route({
    method: 'get',
    path: `${PATH}/{mail}/raw`,
    tag: TAG,
    operationId: 'getRawReceivedMail',
    summary: 'Get the raw message of a received mail',
    description: 'Returned as a download. Open it with care, because Holdfast does not scan it for malware.',
    action: 'received_mail.administer',
    request: { params: receivedMailParams },
    responses: {
      200: {
        description: 'The message',
        contentType: 'message/rfc822',
        schema: fileSchema,
        headers: { 'Content-Disposition': 'Suggested file name' },
      },
    },
    problems: ['not_found'],
    handle: async ({ params }, { actor }) => {
      const raw = await readRawMail(deps, actor, params.mail);
      return fileReply(raw, { type: 'message/rfc822', name: `${params.mail}.eml` });
    },
  });
}

function replayRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: `${PATH}/{mail}/replay`,
    tag: TAG,
    operationId: 'replayReceivedMail',
    summary: 'Process a received mail again',
    description:
      'You can replay a mail that has failed, is `held`, or has been `kept` for more than an hour. A held mail is released and not held again. The mail keeps its id, so nothing is created twice.',
    action: 'received_mail.administer',
    request: { params: receivedMailParams },
    responses: { 202: { description: 'The mail, waiting to be processed', schema: receivedMailSchema } },
    problems: ['not_found', 'illegal_transition'],
    handle: async ({ params }, { actor }) =>
      reply(202, presentReceivedMail(await replayMail(deps, actor, params.mail))),
  });
}

function ticketRoute(deps: ApiDeps): Route {
  return route({
    method: 'post',
    path: `${PATH}/{mail}/ticket`,
    tag: TAG,
    operationId: 'createTicketFromReceivedMail',
    summary: 'Create a ticket from a received mail',
    description:
      'Opens a ticket from the mail, whatever its outcome. The requester is the sender, or the caller if the sender cannot have an account. A workflow processes the mail, so `outcome` has the ticket soon after. Repeated calls change nothing.',
    action: 'received_mail.open_ticket',
    request: { params: receivedMailParams },
    responses: {
      202: { description: 'The mail, with its ticket once that exists', schema: receivedMailSchema },
    },
    problems: ['not_found', 'illegal_transition'],
    handle: async ({ params }, { actor }) =>
      reply(202, presentReceivedMail(await openReceivedMail(deps, actor, params.mail))),
  });
}
