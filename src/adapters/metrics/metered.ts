import type { TicketRepository } from '../../ports/tickets/ticket-repository.js';
import { DomainError } from '../../domain/errors.js';
import { insteadOf } from '../../domain/instead-of.js';
import type { TicketEvent } from '../../domain/tickets/events.js';
import type { Priority } from '../../domain/ticket-fields.js';
import type { Embedder } from '../../ports/embedder.js';
import type { LanguageModel, NoteTokens } from '../../ports/language-model.js';
import type { Quota, RateLimiter } from '../../ports/rate-limiter.js';
import type { ReceivedMailRepository } from '../../ports/inbound-mail/received-mails.js';
import type { Definitions } from './definitions.js';
import { secondsBetween } from './prom-metrics.js';

/* Decorators that record metrics after the wrapped call succeeds. */

/** Counts committed ticket events: a repeated step without an effect does not count. */
export function meteredTickets(tickets: TicketRepository, counted: Definitions): TicketRepository {
  return insteadOf(tickets, {
    commit: async (...changes) => {
      await tickets.commit(...changes);
      for (const { after, events, endedSecrets = [], endedCodes = [] } of changes) {
        for (const event of events) {
          countEvent(counted, event, after.priority);
          countAutomaticAnswer(counted, event);
          if (event.type === 'ticket.created') counted.ticketsCreated.inc({ source: after.source });
        }
        for (const { ticketNumber } of endedSecrets) {
          counted.endedSecrets.inc({ kind: ticketNumber === null ? 'mail_switch' : 'ticket' });
        }
        for (const { kind } of endedCodes) counted.endedSecrets.inc({ kind });
      }
    },
  });
}

function countEvent(counted: Definitions, { type, details }: TicketEvent, priority: Priority): void {
  counted.ticketEvents.inc({ type });
  if (type !== 'sla.warning' && type !== 'sla.breached') return;
  const { target, due_at: dueAt, noticed_at: noticedAt } = details;
  const labels = { target: String(target), priority };
  if (type === 'sla.warning') {
    counted.slaWarnings.inc(labels);
    return;
  }
  counted.slaBreaches.inc(labels);
  counted.breachNotice.observe(secondsBetween(new Date(String(dueAt)), new Date(String(noticedAt))));
}

/** It waits for its time first. One that was not to be sent then is deleted, with the reason. */
function countAutomaticAnswer({ automaticAnswers }: Definitions, { type, details }: TicketEvent): void {
  if (type === 'ticket.commented' && details['is_automatic'] === true) {
    automaticAnswers.inc({ outcome: details['send_at'] === undefined ? 'sent' : 'planned', reason: '' });
  }
  if (type === 'ticket.comment_deleted' && details['because'] !== undefined) {
    automaticAnswers.inc({ outcome: 'withheld', reason: 'not_sent' });
  }
}

/** Counts received mails and their outcomes. */
export function meteredReceivedMails(
  mails: ReceivedMailRepository,
  { mailsIn, mailsProcessed }: Definitions,
): ReceivedMailRepository {
  return insteadOf(mails, {
    keep: async (mail, raw, event) => {
      const kept = await mails.keep(mail, raw, event);
      mailsIn.inc({ source: mail.source, result: kept.isNew ? 'kept' : 'copy' });
      return kept;
    },
    addFailed: async (mail, fault) => {
      await mails.addFailed(mail, fault);
      mailsIn.inc({ source: mail.source, result: 'left' });
    },
    finish: async (id, outcome, accountId) => {
      await mails.finish(id, outcome, accountId);
      mailsProcessed.inc({
        outcome: outcome.kind,
        reason: 'reason' in outcome ? (outcome.reason ?? '') : '',
      });
    },
    fail: async (id, fault) => {
      await mails.fail(id, fault);
      mailsProcessed.inc({ outcome: 'failed', reason: '' });
    },
  });
}

/** Counts what the limits refuse. */
export function meteredLimiter(limiter: RateLimiter, { rateLimited }: Definitions): RateLimiter {
  const noting = (limit: string, quota: Quota): Quota => {
    if (!quota.isAllowed) rateLimited.inc({ limit });
    return quota;
  };
  return insteadOf(limiter, {
    consume: async (policy, key) => noting(policy.name, await limiter.consume(policy, key)),
    look: async (policy, key) => noting(policy.name, await limiter.look(policy, key)),
  });
}

/** Counts the questions to a model, and how long they took. */
export function meteredModel(model: LanguageModel, { modelCalls }: Definitions): LanguageModel {
  const { provider, model: name } = model;
  return {
    provider,
    model: name,
    async complete(schema, prompt, signal) {
      const stop = modelCalls.startTimer({ provider, model: name, task: prompt.task });
      try {
        const answer = await model.complete(schema, prompt, signal);
        stop({ outcome: 'ok' });
        return answer;
      } catch (error) {
        stop({ outcome: error instanceof DomainError ? error.code : 'broken_off' });
        throw error;
      }
    },
  };
}

/** Counts the calls of an embedder, and how long they took. */
export function meteredEmbedder(embedder: Embedder, { modelCalls }: Definitions): Embedder {
  const [provider = '', model = provider] = embedder.model.split('/');
  return {
    model: embedder.model,
    dimensions: embedder.dimensions,
    async embed(texts, purpose, signal) {
      const stop = modelCalls.startTimer({ provider, model, task: 'embed' });
      try {
        const vectors = await embedder.embed(texts, purpose, signal);
        stop({ outcome: 'ok' });
        return vectors;
      } catch (error) {
        stop({ outcome: error instanceof DomainError ? error.code : 'broken_off' });
        throw error;
      }
    },
  };
}

/** Counts the tokens that a provider reports as used. */
export function countTokens({ modelTokens }: Definitions): NoteTokens {
  return ({ provider, model, input, output }) => {
    modelTokens.inc({ provider, model, direction: 'input' }, input);
    modelTokens.inc({ provider, model, direction: 'output' }, output);
  };
}
