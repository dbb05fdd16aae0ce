import { adminPeopleRoutes } from './admin/people-routes.js';
import { adminRoutes } from './admin/routes.js';
import { modelRoutes } from './admin/model-routes.js';
import { knowledgeGapRoutes } from './knowledge/gap-routes.js';
import { articleOfTicketRoutes } from './knowledge/ticket-routes.js';
import { knowledgeSearchRoutes } from './knowledge/search-routes.js';
import { articleRoutes } from './knowledge/routes.js';
import { articleVersionRoutes } from './knowledge/version-routes.js';
import { articleFeedbackRoutes } from './knowledge/feedback-routes.js';
import { sweepRoutes } from './admin/sweep-routes.js';
import { factorRoutes } from './auth/factor-routes.js';
import { keyRoutes } from './auth/key-routes.js';
import { authRoutes } from './auth/routes.js';
import { ownSessionRoutes } from './auth/own-session-routes.js';
import { sessionRoutes } from './auth/session-routes.js';
import { secretRoutes } from './auth/secret-routes.js';
import { deliveryRoutes } from './deliveries/routes.js';
import { ticketMailRoutes } from './deliveries/ticket-mail-routes.js';
import { bulkRoutes } from './bulk/routes.js';
import { teamRoutes } from './teams/routes.js';
import { choiceRoutes } from './choices/routes.js';
import { customFieldRoutes } from './custom-fields/routes.js';
import type { ApiDeps } from './deps.js';
import { fileRoutes } from './files/routes.js';
import { aiAgentRoutes } from './figures/agents-routes.js';
import { figureRoutes } from './figures/figures-routes.js';
import { aiFigureRoutes } from './figures/ai-routes.js';
import { explanationRoutes } from './outlook/explanation-routes.js';
import { outlookRoutes } from './outlook/routes.js';
import { healthRoutes } from './health/routes.js';
import { receivedMailRoutes } from './received-mails/routes.js';
import { mergeRoutes } from './people/merge-routes.js';
import { organisationRoutes } from './organisations/routes.js';
import { profileRoutes } from './people/profile-routes.js';
import { exportRoutes } from './people/export-routes.js';
import { peopleRoutes } from './people/routes.js';
import type { Route } from './http/route.js';
import { calendarRoutes } from './sla/calendar-routes.js';
import { policyMoveRoutes } from './sla/policy-move-routes.js';
import { policyRoutes } from './sla/policy-routes.js';
import { policyTrialRoutes } from './sla/trial-routes.js';
import { codecRoutes } from './temporal/routes.js';
import { assistRoutes } from './assist/routes.js';
import { staffAssistRoutes } from './assist/staff-routes.js';
import { satisfactionRoutes } from './tickets/satisfaction-routes.js';
import { ticketLifeRoutes } from './tickets/life-routes.js';
import { ticketTriageRoutes } from './tickets/triage-routes.js';
import { requesterLinkRoutes } from './tickets/requester-link-routes.js';
import { ticketLinkRoutes } from './tickets/link-routes.js';
import { ticketDeletionRoutes } from './tickets/deletion-routes.js';
import { similarTicketRoutes } from './similar-tickets/routes.js';
import { ticketListRoutes } from './tickets/list-routes.js';
import { addressRoutes } from './people/address-routes.js';
import { teamTimeRoutes } from './tickets/team-time-routes.js';
import { ticketRoutes } from './tickets/routes.js';
import { ticketAttachmentRoutes } from './tickets/attachment-routes.js';
import { participantRoutes } from './tickets/participant-routes.js';
import { ticketTalkRoutes } from './tickets/comments/comment-routes.js';
import { commentChangeRoutes } from './tickets/comments/comment-change-routes.js';
import { redactionRoutes } from './tickets/comments/redaction-routes.js';
import { notificationRoutes } from './notifications/routes.js';
import { presenceRoutes } from './presence/routes.js';
import { liveRoutes } from './live/routes.js';
import { chatRoutes } from './chat/routes.js';
import { mailTemplateRoutes } from './mail-templates/routes.js';
import { settingsRoutes } from './settings/routes.js';
import { slackChannelRoutes } from './slack/channel-routes.js';
import { slackWorkspaceRoutes } from './slack/routes.js';
import { webhookDeliveryRoutes } from './webhooks/delivery-routes.js';
import { webhookRoutes } from './webhooks/routes.js';
import { viewRoutes } from './views/routes.js';

/** Everything that the API answers, for the router and for the OpenAPI document. */
export function apiRoutes(deps: ApiDeps): readonly Route[] {
  return [
    // Before the tickets by id: "ai" is none.
    ...assistRoutes(deps),
    ...staffAssistRoutes(deps),
    ...ticketRoutes(deps),
    ...addressRoutes(deps),
    ...teamTimeRoutes(deps),
    ...ticketListRoutes(deps),
    ...similarTicketRoutes(deps),
    ...outlookRoutes(deps),
    ...explanationRoutes(deps),
    ...bulkRoutes(deps),
    ...ticketLifeRoutes(deps),
    ...satisfactionRoutes(deps),
    ...ticketTriageRoutes(deps),
    ...ticketLinkRoutes(deps),
    ...requesterLinkRoutes(deps),
    ...ticketTalkRoutes(deps),
    ...commentChangeRoutes(deps),
    ...redactionRoutes(deps),
    ...ticketAttachmentRoutes(deps),
    ...fileRoutes(deps),
    ...participantRoutes(deps),
    ...ticketDeletionRoutes(deps),
    ...authRoutes(deps),
    ...sessionRoutes(deps),
    ...ownSessionRoutes(deps),
    ...secretRoutes(deps),
    ...keyRoutes(deps),
    ...factorRoutes(deps),
    // Before the people by id: "me" is none.
    ...profileRoutes(deps),
    ...peopleRoutes(deps),
    ...exportRoutes(deps),
    ...mergeRoutes(deps),
    ...organisationRoutes(deps),
    ...adminPeopleRoutes(deps),
    ...adminRoutes(deps),
    ...modelRoutes(deps),
    ...deliveryRoutes(deps),
    ...ticketMailRoutes(deps),
    ...sweepRoutes(deps),
    ...receivedMailRoutes(deps),
    ...calendarRoutes(deps),
    ...policyRoutes(deps),
    ...policyMoveRoutes(deps),
    ...policyTrialRoutes(deps),
    ...codecRoutes(deps),
    ...choiceRoutes(deps),
    ...teamRoutes(deps),
    ...customFieldRoutes(deps),
    ...settingsRoutes(deps),
    ...mailTemplateRoutes(deps),
    // Before the articles by id: "search" is none.
    ...knowledgeSearchRoutes(deps),
    ...knowledgeGapRoutes(deps),
    ...articleRoutes(deps),
    ...articleVersionRoutes(deps),
    ...articleOfTicketRoutes(deps),
    ...articleFeedbackRoutes(deps),
    ...viewRoutes(deps),
    ...presenceRoutes(deps),
    ...notificationRoutes(deps),
    ...chatRoutes(deps),
    ...liveRoutes(deps),
    ...webhookRoutes(deps),
    ...webhookDeliveryRoutes(deps),
    ...slackWorkspaceRoutes(deps),
    ...slackChannelRoutes(deps),
    ...figureRoutes(deps),
    ...aiFigureRoutes(deps),
    ...aiAgentRoutes(deps),
    ...healthRoutes(deps),
  ];
}
