/** Made of the OpenAPI document by `npm run generate`; not to be edited. */

export interface paths {
  '/api/v1/ai/categorize': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Get the category, priority, type and skills of a text
     * @description Asks the triage model. No ticket is created.
     */
    post: operations['categorizeText'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ai/analyze-file': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Get the analysis of a file with a triage of its text
     * @description Waits up to eight seconds for the text of a file that was just uploaded. No ticket is created.
     */
    post: operations['analyzeFile'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/ai': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create or continue a conversation about a new ticket
     * @description Returns a draft, at most two questions, and similar tickets. No ticket is created before you confirm, unless `auto` is true.
     */
    post: operations['createTicketConversation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/ai/{conversation}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a conversation about a new ticket */
    get: operations['getTicketConversation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/ai/{conversation}/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create the ticket of a conversation
     * @description Creates the ticket from the draft and your changes. A repetition returns the same ticket.
     */
    post: operations['confirmTicketConversation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/ai/reply': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Get a draft of a reply
     * @description Drafts a reply from similar resolved tickets and names them. Nothing is sent.
     */
    post: operations['draftReply'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/ai/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a summary of a ticket
     * @description With next steps, and with language and sentiment of each message. It includes internal notes.
     */
    get: operations['getTicketSummary'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/ai/translate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Get a translation of a message
     * @description Needs a provider: the built-in rules do not translate. Nothing is stored.
     */
    post: operations['translateMessage'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List tickets
     * @description Requesters see only their own tickets. Separate the values of a filter with commas, or repeat the parameter.
     */
    get: operations['listTickets'];
    put?: never;
    /** Create a ticket */
    post: operations['createTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a ticket
     * @description With `at`, the ticket as it was after that event, as far as events record it. Its SLA clock then has no targets.
     */
    get: operations['getTicket'];
    put?: never;
    post?: never;
    /**
     * Delete a ticket
     * @description Permanently deletes the ticket with its comments, mails, activity log and links. A tombstone remains. The number is never used again.
     */
    delete: operations['deleteTicket'];
    options?: never;
    head?: never;
    /** Update a ticket */
    patch: operations['updateTicket'];
    trace?: never;
  };
  '/api/v1/users/me/addresses': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Request a code to add one of your addresses
     * @description Mails a code to the address. The answer is the same if another user has the address: then no mail is sent.
     */
    post: operations['requestAddress'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/me/addresses/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add one of your addresses with a mailed code
     * @description The address joins `other_addresses`. A mail from it is then a mail of yours. Your primary address gets a notice. A code works once, for 30 minutes, with at most five attempts from one network.
     */
    post: operations['confirmAddress'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/me/addresses/remove': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Remove one of your other addresses
     * @description The address leaves `other_addresses`. A mail from it is no longer a mail of yours. Your primary address gets a notice. The address is in the body, so that no log of a proxy has it.
     */
    post: operations['removeAddress'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/team-times': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the time of a ticket with each team
     * @description The time counts round the clock, from creation until the ticket is closed or cancelled. It is computed from the activity log. A dissolved team is shown as its successor.
     */
    get: operations['getTeamTimes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/moderator/tickets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your assigned tickets and your team's queue
     * @description The queue has the tickets that are neither assigned nor resolved. Separate the values of a filter with commas, or repeat the parameter.
     */
    get: operations['listModeratorTickets'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/stats/summary': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get ticket counts by status, priority and category
     * @description Counts only tickets that the caller can read. If counting is slow, the counts can be some seconds old. Separate the values of a filter with commas, or repeat the parameter.
     */
    get: operations['getTicketStatistics'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/similar': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List similar tickets
     * @description The most similar ticket is first. Only tickets that the caller can read are compared. Without embeddings, Holdfast compares words only.
     */
    get: operations['listSimilarTickets'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/outlook': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get what happens to a ticket next
     * @description The actions of Holdfast on this ticket if no person does anything: SLA warnings and breaches, escalation, assignment, reminders, closing.
     */
    get: operations['getTicketOutlook'];
    put?: never;
    /**
     * Get what a change of a ticket would cause
     * @description Checks the change by the rules of its own endpoint and saves nothing. You need the permission to make it.
     */
    post: operations['previewTicketChange'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/bulk/dry-run': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Get what a bulk update would cause
     * @description Takes the same body as a bulk update job and saves nothing. Each ticket is previewed as if it were the only one.
     */
    post: operations['previewBulkJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/explanation': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get why a ticket is as it is
     * @description Why it has its assignee, priority and SLA policy, and what its rules did.
     */
    get: operations['getTicketExplanation'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/bulk': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a bulk update job
     * @description Starts a job that runs in your name, with the permissions that you have while it runs. If one ticket is refused, the job continues with the others.
     */
    post: operations['createBulkJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/bulk/{job}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get bulk job progress and results
     * @description Jobs are kept for 30 days.
     */
    get: operations['getBulkJob'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Update the status of a ticket */
    patch: operations['updateTicketStatus'];
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/assign': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Assign a ticket to a moderator or to the queue */
    put: operations['replaceTicketAssignment'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Assign a ticket to a moderator or to the queue */
    patch: operations['assignTicket'];
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/accept': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Accept an assigned ticket */
    post: operations['acceptTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/decline': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Decline an assigned ticket
     * @description The ticket goes to the next suitable moderator who has not declined it, or to the queue.
     */
    post: operations['declineTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/resolve': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Resolve a ticket
     * @description An open ticket is started and resolved in one step.
     */
    post: operations['resolveTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/close': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Close a resolved ticket */
    post: operations['closeTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/reopen': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Reopen a resolved ticket */
    post: operations['reopenTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/cancel': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Cancel a ticket */
    post: operations['cancelTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/satisfaction': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Update your rating of the resolution of your ticket
     * @description For 30 days after the resolution. The newest rating counts.
     */
    put: operations['rateTicket'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/triage/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm the proposed triage of a ticket
     * @description Applies the proposal, with the values that you replace, and ends the wait. A repeat with the same decision changes nothing.
     */
    post: operations['confirmTriage'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/follow-up': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a follow-up to a closed ticket
     * @description Creates a ticket for the same requester and links both tickets.
     */
    post: operations['createFollowUpTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/split': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Split comments off into a new ticket
     * @description Creates a ticket for the same requester and links both tickets. Internal notes stay internal.
     */
    post: operations['splitTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/links': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a link between two tickets
     * @description Both tickets show the link.
     */
    post: operations['createTicketLink'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/merge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Merge a ticket into another
     * @description Closes the ticket with the code `merged`. The other ticket then shows its comments to users who can read both tickets.
     */
    post: operations['mergeTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/links/{link}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Delete a link between two tickets */
    delete: operations['deleteTicketLink'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/requester-links': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a link for the requester of a ticket
     * @description With the link, the requester reads and answers this ticket without a password, for 14 days.
     */
    post: operations['createRequesterLink'];
    /** Delete all links for the requester of a ticket */
    delete: operations['deleteRequesterLinks'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/comments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the comments of a ticket, oldest first
     * @description Includes the comments of tickets that were merged into this one. Requesters do not see internal notes.
     */
    get: operations['listComments'];
    put?: never;
    /**
     * Create a comment
     * @description With `send_at`, staff send a public comment later. Until then it can be taken back: requesters, mails and the SLA clock do not know of it.
     */
    post: operations['createComment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/activities': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List the activity log of a ticket, oldest first */
    get: operations['listActivities'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/comments/{comment}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Delete a comment
     * @description The author and staff can delete a comment while the ticket is open. Its text and files are removed. The thread shows who deleted it and when. Mails already sent cannot be recalled. Mails not sent yet are suppressed.
     */
    delete: operations['deleteComment'];
    options?: never;
    head?: never;
    /**
     * Update a comment
     * @description The author and staff can edit a comment while the ticket is open. Staff can read earlier versions. Mails already sent keep the old text. Mails not sent yet get the new text.
     */
    patch: operations['updateComment'];
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/comments/{comment}/take-back': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Delete a comment before it is sent
     * @description Returns the comment, with its text. Only staff see that it existed. Once it was sent, this cannot be undone: 409.
     */
    post: operations['takeBackComment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/comments/{comment}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the versions of a comment, oldest first
     * @description Only staff can list the versions. The last one is the current text. A comment has at most 50 versions.
     */
    get: operations['listCommentVersions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/comments/{comment}/redact': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Redact a comment
     * @description Only staff can redact, also on closed tickets. The request removes a text or a file from the comment and from the ticket’s own text. A job then removes it everywhere else: earlier versions, other comments, merged and split tickets, the activity log, mails, raw mails and exports. The job deletes a raw mail if it cannot remove exactly this text. Mails already sent cannot be recalled. Holdfast keeps no copy of the text after the job.
     */
    post: operations['redactComment'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/redact': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Redact a ticket
     * @description For staff, also on tickets that are over. Removes a text or a file from the ticket itself before it answers: title, description, tags, triage, custom fields and files. A job then removes it from everything else that is kept of the ticket, as with a comment.
     */
    post: operations['redactTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/redactions/{redaction}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a redaction, with its progress and result
     * @description Redactions are kept for 30 days. The activity log of the ticket keeps the result for longer.
     */
    get: operations['getRedaction'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/attachments/{attachment}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an attachment
     * @description Users who can read the ticket or comment can get its files. Only staff can get files of internal notes. The same file, with ranges: `GET /files/{file}/content`.
     */
    get: operations['getAttachment'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/files': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a file
     * @description Name its id in `file_ids` of a ticket or comment within 24 hours, or it is deleted. An upload that sends nothing for 30 seconds, or takes longer than 15 minutes, is refused.
     */
    post: operations['createFile'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/files/{file}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a file
     * @description For the readers of its ticket or comment. A file without a ticket is for its uploader only.
     */
    get: operations['getFile'];
    put?: never;
    post?: never;
    /**
     * Delete a file
     * @description For a file that no ticket has, by its uploader. Files of tickets are removed by a redaction.
     */
    delete: operations['deleteFile'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/files/{file}/content': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the content of a file
     * @description PNG, JPEG, WebP and GIF pictures have their type. Everything else is bytes to be saved. With `Range: bytes=…`, one range of it.
     */
    get: operations['getFileContent'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/files/{file}/analysis': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the analysis of a file
     * @description What Holdfast has read in the file. It is what its author has written, not what Holdfast says.
     */
    get: operations['getFileAnalysis'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/files/{file}/link': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a link to a file
     * @description The link opens the file for 15 minutes without a sign-in, as long as you may read it.
     */
    get: operations['getFileLink'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/participants': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Add a participant to a ticket
     * @description The participant gets public comments by mail, can answer by mail, and can leave with one click. They need no account. Adding a participant again changes nothing, but mails go to a rejected address again.
     */
    post: operations['createParticipant'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/participants/{participant}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove a participant from a ticket
     * @description The participant gets no more mails about the ticket. A later mail does not add them again.
     */
    delete: operations['deleteParticipant'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/deleted-tickets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List deleted tickets, newest first */
    get: operations['listDeletedTickets'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/register': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create an account for yourself
     * @description Administrators can disable registration, or limit it to mail domains. In production, or with such a limit, you get a code by mail. The account becomes active when you send the code to `verify-otp`.
     */
    post: operations['registerAccount'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/login': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign in with a password
     * @description Returns tokens. Users with a second factor get a `factor_token` instead.
     */
    post: operations['signIn'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/refresh': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Exchange a refresh token for new tokens
     * @description A refresh token works once. Using it a second time ends the session.
     */
    post: operations['refreshTokens'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/logout': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign out of this session
     * @description The access token and the refresh token of the session stop working.
     */
    post: operations['signOut'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get the signed-in user */
    get: operations['getCurrentUser'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/session': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a session in a browser
     * @description Takes a password or a mailed code, and sets a cookie for pages of this site. Users with a second factor get a `factor_token`, and send it back with a code.
     */
    post: operations['createSession'];
    /**
     * Delete this session
     * @description The session ends, and the browser removes its cookie.
     */
    delete: operations['deleteSession'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/sessions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List your sessions, newest first */
    get: operations['listSessions'];
    put?: never;
    post?: never;
    /**
     * Delete all your other sessions
     * @description The session of this request stays. Tokens, cookies, sockets and pushes of the others end.
     */
    delete: operations['deleteOtherSessions'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/sessions/{session}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Delete one of your sessions */
    delete: operations['deleteOwnSession'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/request-otp': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Request a sign-in code by mail */
    post: operations['requestSignInCode'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/verify-otp': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Sign in with a mailed code
     * @description A code works once, for ten minutes, with at most five attempts from one network. It proves the address. If the address was not proven before, the password, sessions and API keys from before are removed. The code from the registration mail removes nothing. Users with a second factor get a `factor_token` instead of tokens.
     */
    post: operations['signInWithCode'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/request-password-reset': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Request a password reset link by mail */
    post: operations['requestPasswordReset'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/reset-password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Reset a password with a mailed token
     * @description Ends every session of the account and revokes its API keys. The mailed link leads to a page that does the same.
     */
    post: operations['resetPassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/change-password': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Change your password
     * @description Ends your other sessions.
     */
    post: operations['changePassword'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/api-keys': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List your API keys */
    get: operations['listApiKeys'];
    put?: never;
    /**
     * Create an API key
     * @description The key acts in your name, within its scopes. It is shown only once.
     */
    post: operations['createApiKey'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/api-keys/{key}/activities': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List what was done to tickets with an API key, newest first */
    get: operations['listApiKeyActivities'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/api-keys/{key}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Revoke an API key */
    delete: operations['deleteApiKey'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/verify-factor': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Complete a sign-in with the second factor
     * @description Takes the `factor_token` from `login` or `verify-otp`. The token is valid for five minutes.
     */
    post: operations['verifySecondFactor'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/factors/totp': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get your second factor */
    get: operations['getSecondFactor'];
    put?: never;
    /**
     * Start the setup of an authenticator app
     * @description Signing in requires a code only after you confirm one. Each call creates a new secret.
     */
    post: operations['createSecondFactor'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/factors/totp/confirm': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Confirm the authenticator app with a code
     * @description Every sign-in requires a code from now on. Ends your other sessions.
     */
    post: operations['confirmSecondFactor'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/auth/factors/totp/remove': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Remove your second factor */
    post: operations['removeSecondFactor'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{user}/factors/totp': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /**
     * Remove the second factor of a user
     * @description For a user who lost the app and the recovery codes. Holdfast informs the user by mail.
     */
    delete: operations['deleteUserSecondFactor'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/me': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get your profile */
    get: operations['getProfile'];
    /** Update your profile */
    put: operations['updateProfile'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/me/notifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get your notification settings */
    get: operations['getNotificationSettings'];
    /**
     * Update your notification settings
     * @description You cannot switch off mails about assignments and about your account. In quiet hours, mails wait until the end. Mails about urgent tickets, escalations, codes and sign-in links do not wait.
     */
    put: operations['updateNotificationSettings'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List users */
    get: operations['listUsers'];
    put?: never;
    /** Create a user */
    post: operations['createUser'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{user}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a user */
    get: operations['getUser'];
    put?: never;
    post?: never;
    /**
     * Erase a user and their personal data
     * @description Ends the account at once and replaces the name wherever it is stored. Open tickets are assigned again. Tickets stay readable. This cannot be undone.
     */
    delete: operations['eraseUser'];
    options?: never;
    head?: never;
    /**
     * Update a user
     * @description Users can change their own contact details and availability. Staff can change the contact details of requesters, and managers their organisation. Administrators can change everything. If a moderator is deactivated or gets another role, their open tickets are assigned again.
     */
    patch: operations['updateUser'];
    trace?: never;
  };
  '/api/v1/users/{user}/export': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Export all data of a user
     * @description Returns the data at once if no list has more than 500 rows. Otherwise returns the current export job, or starts one. A user has one export at a time.
     */
    get: operations['exportUser'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{user}/exports': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create an export job for all data of a user
     * @description Always exports with a job, whatever the size. If a job for the user runs, it is returned instead. The file of an earlier export is deleted.
     */
    post: operations['createUserExport'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{user}/exports/{job}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get export job progress */
    get: operations['getUserExport'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{user}/exports/{job}/content': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the exported file
     * @description A JSON file with the content of `GET /users/{user}/export`.
     */
    get: operations['getUserExportContent'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{user}/merge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the merge of a user
     * @description Null for a person who was never merged into another.
     */
    get: operations['getUserMerge'];
    put?: never;
    /**
     * Merge a user into another
     * @description For a requester with two accounts. Addresses and identities move at once, tickets and comments by a durable job. The other person keeps role, name and all fields of their own. Sessions and API keys of the merged account end. Staff cannot be merged into another person, and only administrators merge a requester into staff.
     */
    post: operations['mergeUser'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/{user}/merge/undo': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Cancel the merge of a user
     * @description Within a day. Each person has their own addresses, identities, tickets and comments again. What the other person has done since stays theirs. Sessions and API keys stay ended.
     */
    post: operations['cancelUserMerge'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organisations': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List organisations */
    get: operations['listOrganisations'];
    put?: never;
    /** Create an organisation */
    post: operations['createOrganisation'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/organisations/{organisation}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get an organisation */
    get: operations['getOrganisation'];
    put?: never;
    post?: never;
    /**
     * Delete an organisation without people
     * @description Its tickets stay, with its id.
     */
    delete: operations['deleteOrganisation'];
    options?: never;
    head?: never;
    /** Update an organisation */
    patch: operations['updateOrganisation'];
    trace?: never;
  };
  '/api/v1/admin/users': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List accounts */
    get: operations['listAccounts'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/users/{user}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update an account
     * @description Same as `PATCH /users/{user}`.
     */
    patch: operations['updateAccount'];
    trace?: never;
  };
  '/api/v1/admin/security-events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List security events, newest first
     * @description Includes sign-ins, failures, and changes of roles and keys. Kept for one year.
     */
    get: operations['listSecurityEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/rerun-ai': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a job that runs triage again
     * @description With `dry_run`, the job only compares: the tickets stay as they are.
     */
    post: operations['createTriageJob'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/rerun-ai/{job}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get triage job progress */
    get: operations['getTriageJob'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/ai/models': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List versions of the local classifier, newest first
     * @description The newest twenty versions are kept, and the active one.
     */
    get: operations['listTriageModels'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/ai/models/train': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a training of the local classifier
     * @description As the schedule does once a day. A training that is already running continues instead. The result is in the list of versions.
     */
    post: operations['createTriageTraining'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/ai/models/{version}/activate': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Update the active version of the local classifier
     * @description Every process uses it within seconds. A version other than the newest one is pinned: trainings add versions, but do not replace it until an administrator activates the newest version.
     */
    post: operations['activateTriageModel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List outgoing mails, newest first */
    get: operations['listDeliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/deliveries/{delivery}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get an outgoing mail */
    get: operations['getDelivery'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/deliveries/{delivery}/resend': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Resend an outgoing mail
     * @description You can resend a delivery that was sent, failed or suppressed, or that Holdfast has tried to send for a day. The new mail is a separate delivery. Holdfast sends it even if the address was rejected before.
     */
    post: operations['resendDelivery'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/mails': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the mails about a ticket, newest first
     * @description Whether each mail was sent, and whether it came back.
     */
    get: operations['listTicketMails'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/sweeps': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List repair sweeps, newest first
     * @description Sweeps are kept for one month.
     */
    get: operations['listSweeps'];
    put?: never;
    /**
     * Start a repair sweep
     * @description Starts the sweep that otherwise runs every few minutes. It is in the list once it has started.
     */
    post: operations['createSweep'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/received-mails': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List received mails, newest first */
    get: operations['listReceivedMails'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/received-mails/{mail}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a received mail */
    get: operations['getReceivedMail'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/received-mails/{mail}/raw': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the raw message of a received mail
     * @description Returned as a download. Open it with care, because Holdfast does not scan it for malware.
     */
    get: operations['getRawReceivedMail'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/received-mails/{mail}/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Process a received mail again
     * @description You can replay a mail that has failed, is `held`, or has been `kept` for more than an hour. A held mail is released and not held again. The mail keeps its id, so nothing is created twice.
     */
    post: operations['replayReceivedMail'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/admin/received-mails/{mail}/ticket': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a ticket from a received mail
     * @description Opens a ticket from the mail, whatever its outcome. The requester is the sender, or the caller if the sender cannot have an account. A workflow processes the mail, so `outcome` has the ticket soon after. Repeated calls change nothing.
     */
    post: operations['createTicketFromReceivedMail'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sla/calendars': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List calendars in their newest version */
    get: operations['listCalendars'];
    put?: never;
    /** Create a calendar */
    post: operations['createCalendar'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sla/calendars/{calendar}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a calendar */
    get: operations['getCalendar'];
    /**
     * Create a new version of a calendar
     * @description SLA policies keep the version that they name.
     */
    put: operations['updateCalendar'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sla/calendars/{calendar}/holidays': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Import holidays from an iCalendar file
     * @description Creates a new version. Existing holidays do not change. Events that are not days off are listed with the reason. With `dry_run`, nothing is saved.
     */
    post: operations['importHolidays'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sla/policies': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List SLA policies in their newest version */
    get: operations['listPolicies'];
    put?: never;
    /** Create an SLA policy */
    post: operations['createPolicy'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sla/policies/{policy}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get an SLA policy */
    get: operations['getPolicy'];
    /**
     * Create a new version of an SLA policy
     * @description New tickets get the newest version of `default`. Existing tickets keep their version.
     */
    put: operations['updatePolicy'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sla/policies/{policy}/apply': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Apply an SLA policy to open tickets
     * @description Time already used still counts, and only the targets change. With `dry_run`, you get a preview. Tickets that have this version, or are resolved, closed or cancelled, do not change.
     */
    post: operations['applyPolicy'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sla/jobs/{job}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get SLA policy job progress */
    get: operations['getPolicyJob'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/sla/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Preview an SLA policy on past tickets
     * @description Replays the activity log of each ticket under the policy and computes its targets again. The actions on the ticket stay the same. Changes nothing.
     */
    post: operations['previewPolicy'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/temporal/codec/decode': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Decode workflow payloads
     * @description Payloads that are not encrypted are returned unchanged. The namespace (`X-Namespace`) makes no difference.
     */
    post: operations['decodePayloads'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/temporal/codec/encode': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Encode workflow payloads
     * @description Payloads are returned unchanged if no key is set (`TEMPORAL_CODEC_KEYS`).
     */
    post: operations['encodePayloads'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/categories': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List categories
     * @description Sorted by position, with retired entries.
     */
    get: operations['listCategories'];
    put?: never;
    /** Create a category */
    post: operations['createCategory'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/categories/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a category */
    get: operations['getCategory'];
    put?: never;
    post?: never;
    /** Delete a category, or retire it while tickets have it */
    delete: operations['deleteCategory'];
    options?: never;
    head?: never;
    /** Update or retire a category */
    patch: operations['updateCategory'];
    trace?: never;
  };
  '/api/v1/ticket-types': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List ticket types
     * @description Sorted by position, with retired entries.
     */
    get: operations['listTicketTypes'];
    put?: never;
    /** Create a ticket type */
    post: operations['createTicketType'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ticket-types/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a ticket type */
    get: operations['getTicketType'];
    put?: never;
    post?: never;
    /** Delete a ticket type, or retire it while tickets have it */
    delete: operations['deleteTicketType'];
    options?: never;
    head?: never;
    /** Update or retire a ticket type */
    patch: operations['updateTicketType'];
    trace?: never;
  };
  '/api/v1/resolution-codes': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List resolution codes
     * @description Sorted by position, with retired entries.
     */
    get: operations['listResolutionCodes'];
    put?: never;
    /** Create a resolution code */
    post: operations['createResolutionCode'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/resolution-codes/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a resolution code */
    get: operations['getResolutionCode'];
    put?: never;
    post?: never;
    /** Delete a resolution code, or retire it while tickets have it */
    delete: operations['deleteResolutionCode'];
    options?: never;
    head?: never;
    /** Update or retire a resolution code */
    patch: operations['updateResolutionCode'];
    trace?: never;
  };
  '/api/v1/hold-reasons': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List hold reasons
     * @description Sorted by position, with retired entries.
     */
    get: operations['listHoldReasons'];
    put?: never;
    /** Create a hold reason */
    post: operations['createHoldReason'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/hold-reasons/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a hold reason */
    get: operations['getHoldReason'];
    put?: never;
    post?: never;
    /** Delete a hold reason, or retire it while tickets have it */
    delete: operations['deleteHoldReason'];
    options?: never;
    head?: never;
    /** Update or retire a hold reason */
    patch: operations['updateHoldReason'];
    trace?: never;
  };
  '/api/v1/teams': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List teams
     * @description By name, dissolved ones as well.
     */
    get: operations['listTeams'];
    put?: never;
    /** Create a team */
    post: operations['createTeam'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/teams/{id}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a team */
    get: operations['getTeam'];
    put?: never;
    post?: never;
    /**
     * Delete a team, or dissolve it while something names it
     * @description A team with open tickets is refused without `move_to`. With it, the other team replaces this one on all its tickets and for its members.
     */
    delete: operations['deleteTeam'];
    options?: never;
    head?: never;
    /** Update a team, or bring a dissolved one back */
    patch: operations['updateTeam'];
    trace?: never;
  };
  '/api/v1/custom-fields': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List custom fields
     * @description Includes retired fields. Requesters do not see internal fields.
     */
    get: operations['listCustomFields'];
    put?: never;
    /** Create a custom field */
    post: operations['createCustomField'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/custom-fields/{field}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a custom field */
    get: operations['getCustomField'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /** Update or retire a custom field */
    patch: operations['updateCustomField'];
    trace?: never;
  };
  '/api/v1/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the settings
     * @description Each with its source. Secrets are never returned.
     */
    get: operations['getSettings'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    /**
     * Update the settings
     * @description Every process uses them within two seconds. A setting of the environment cannot be changed (422).
     */
    patch: operations['updateSettings'];
    trace?: never;
  };
  '/api/v1/settings/smtp/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a test mail
     * @description Sends a mail to the caller with the settings in use, and returns what came of it.
     */
    post: operations['createSmtpTest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/settings/ai/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a test question to the AI provider
     * @description Asks the provider one short question with the settings in use. It costs a few tokens.
     */
    post: operations['createAiTest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mail-templates': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List mail templates
     * @description Every kind in every language, with the built-in words where nothing else is stored.
     */
    get: operations['listMailTemplates'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mail-templates/{kind}/{language}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get a mail template
     * @description In its newest version, or in an older one to go back to.
     */
    get: operations['getMailTemplate'];
    /**
     * Update a mail template
     * @description Makes a new version. A variable that the template cannot have is refused with the list.
     */
    put: operations['updateMailTemplate'];
    post?: never;
    /**
     * Delete a mail template
     * @description Goes back to the built-in words, in a new version.
     */
    delete: operations['deleteMailTemplate'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/mail-templates/{kind}/{language}/preview': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a preview of a mail template
     * @description Renders a mail with sample data. It stores and sends nothing.
     */
    post: operations['createMailTemplatePreview'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/knowledge/search': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List articles that match a search
     * @description By words, their stems and beginnings, with one wrong letter, and by meaning if there is an embedder.
     */
    get: operations['searchKnowledge'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/knowledge/suggest': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List articles that may answer a text
     * @description Published articles only, also for staff.
     */
    get: operations['suggestArticles'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/knowledge/gaps': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List questions of a week that no article answers
     * @description Groups of at least three tickets with similar titles, the largest first, and searches without a result. The newest 2,000 tickets of the week are compared.
     */
    get: operations['listKnowledgeGaps'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/knowledge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List articles
     * @description Published public articles without sign-in, unless the settings demand it. Staff see all articles.
     */
    get: operations['listArticles'];
    put?: never;
    /** Create an article */
    post: operations['createArticle'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/knowledge/{article}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get an article
     * @description Counts the reader once a day.
     */
    get: operations['getArticle'];
    put?: never;
    post?: never;
    /**
     * Delete an article
     * @description With its versions and feedback. Archive it instead if people may still need it.
     */
    delete: operations['deleteArticle'];
    options?: never;
    head?: never;
    /**
     * Update an article
     * @description Makes a new version. An archived article becomes a draft before it is published again.
     */
    patch: operations['updateArticle'];
    trace?: never;
  };
  '/api/v1/knowledge/{article}/versions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List versions of an article */
    get: operations['listArticleVersions'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/knowledge/{article}/revert': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Update an article to an earlier version
     * @description Makes a new version of its texts. State, visibility, owner and review day stay.
     */
    post: operations['revertArticle'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/knowledge': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a draft article of a resolved ticket
     * @description An internal draft of the question and the public answers of staff. Secrets, addresses, numbers and the requester are masked. Read it before you publish it.
     */
    post: operations['createArticleOfTicket'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/knowledge/{article}/feedback': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List feedback on an article */
    get: operations['listArticleFeedback'];
    put?: never;
    /**
     * Create feedback on an article
     * @description It replaces earlier feedback of the same reader. A network counts as one visitor.
     */
    post: operations['giveArticleFeedback'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/views': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List your views and shared views */
    get: operations['listViews'];
    put?: never;
    /** Create a view */
    post: operations['createView'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/views/{view}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a view */
    get: operations['getView'];
    put?: never;
    post?: never;
    /** Delete a view */
    delete: operations['deleteView'];
    options?: never;
    head?: never;
    /**
     * Update a view
     * @description You can update your own views. Managers and administrators can also update shared views.
     */
    patch: operations['updateView'];
    trace?: never;
  };
  '/api/v1/views/{view}/tickets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the tickets of a view
     * @description Includes only tickets that the caller can read.
     */
    get: operations['listViewTickets'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/draft': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get your unsent comment on a ticket */
    get: operations['getDraft'];
    /**
     * Update your unsent comment on a ticket
     * @description Creates it if necessary. It is deleted 30 days after the last change.
     */
    put: operations['updateDraft'];
    post?: never;
    /** Delete your unsent comment on a ticket */
    delete: operations['deleteDraft'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/presence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Update your presence on a ticket
     * @description It ends after 30 seconds. Repeat it more often, and send `away` when you leave.
     */
    put: operations['updatePresence'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/tickets/{ticket}/read': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Update the time until which you have read a ticket */
    put: operations['markTicketRead'];
    post?: never;
    /**
     * Delete the time until which you have read a ticket
     * @description The ticket is then unread if the other side has the last word.
     */
    delete: operations['markTicketUnread'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/notifications': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List your notifications, newest first
     * @description Leaves out tickets that you can no longer read. They are deleted after 90 days.
     */
    get: operations['listNotifications'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/notifications/read': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Update notifications to read */
    put: operations['markNotificationsRead'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/notifications/settings': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get the kinds of notifications that you get */
    get: operations['getNotificationChoice'];
    /** Update the kinds of notifications that you get */
    put: operations['updateNotificationChoice'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/me/push-subscriptions': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List your browsers with Web Push */
    get: operations['listPushSubscriptions'];
    put?: never;
    /**
     * Create a push subscription of this browser
     * @description Your notifications are pushed to the browser until the session ends. They contain the number of the ticket and no text of it. The kinds are those of `PUT /notifications/settings`. Nothing is pushed in your quiet hours. A browser that is subscribed again keeps its id. You can have 10; one more replaces the oldest. 404 where Web Push is not configured.
     */
    post: operations['createPushSubscription'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/users/me/push-subscriptions/{subscription}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    post?: never;
    /** Delete a push subscription */
    delete: operations['deletePushSubscription'];
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/chat/tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a token for a conversation
     * @description Nothing is stored before the first message.
     */
    post: operations['createChatToken'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/chat': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a conversation */
    get: operations['getChat'];
    put?: never;
    /**
     * Create a conversation
     * @description Opens a ticket with `source` `chat`. Repeated with the same token it opens no other.
     */
    post: operations['startChat'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/chat/messages': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** Create a message */
    post: operations['addChatMessage'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/chat/presence': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /**
     * Update the presence of the requester
     * @description It ends after 30 seconds. What was seen is not mailed.
     */
    put: operations['setChatPresence'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/chat/address': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    /** Update the address for answers */
    put: operations['setChatAddress'];
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/chat/events': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List events of a conversation as they happen
     * @description Server-sent events, with the messages of `/ws/tickets` for its one ticket.
     */
    get: operations['streamChatEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/live/tokens': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a token for one live connection
     * @description The token opens one socket at `/ws/tickets`, `/ws/notifications` or `/ws/files`, within 30 seconds.
     */
    post: operations['createLiveToken'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/events/stream': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List ticket events as they happen
     * @description Server-sent events, with the messages of `/ws/tickets`. Without a filter you get the events of every ticket that you can read.
     */
    get: operations['streamEvents'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List webhooks */
    get: operations['listWebhooks'];
    put?: never;
    /**
     * Create a webhook
     * @description Sends events to a URL, signed by Standard Webhooks. The secret is shown only once.
     */
    post: operations['createWebhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{webhook}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a webhook */
    get: operations['getWebhook'];
    put?: never;
    post?: never;
    /**
     * Delete a webhook
     * @description Nothing more is sent to it.
     */
    delete: operations['deleteWebhook'];
    options?: never;
    head?: never;
    /**
     * Update a webhook
     * @description A webhook that is enabled again gets events from now on. A recovery sends the earlier ones.
     */
    patch: operations['updateWebhook'];
    trace?: never;
  };
  '/api/v1/webhooks/{webhook}/rotate-secret': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a new secret for a webhook
     * @description For 24 hours, each request has two signatures, by the new and by the former secret. The secret is shown only once.
     */
    post: operations['rotateWebhookSecret'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{webhook}/deliveries': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List deliveries of a webhook
     * @description They are stored for 30 days, without text of tickets.
     */
    get: operations['listWebhookDeliveries'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{webhook}/deliveries/{delivery}/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create another attempt of a delivery
     * @description Sends it now, in any state, with the same `webhook-id` and all retries.
     */
    post: operations['replayWebhookDelivery'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{webhook}/recover': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a recovery of missed events
     * @description Sends the events since an instant that the webhook does not have: failed ones, and those while it was disabled.
     */
    post: operations['recoverWebhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/webhooks/{webhook}/test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create a test delivery
     * @description Sends `webhook.test`, once. A disabled webhook gets it as well.
     */
    post: operations['testWebhook'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/slack/workspaces': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List workspaces of Slack
     * @description All of them, with what waits in each.
     */
    get: operations['listSlackWorkspaces'];
    put?: never;
    /**
     * Create a connection to a workspace of Slack
     * @description Asks Slack which workspace the token is of.
     */
    post: operations['createSlackWorkspace'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/slack/workspaces/{workspace}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a workspace of Slack */
    get: operations['getSlackWorkspace'];
    put?: never;
    post?: never;
    /**
     * Delete a connection to a workspace of Slack
     * @description Its channels are deleted too. Messages in Slack stay.
     */
    delete: operations['deleteSlackWorkspace'];
    options?: never;
    head?: never;
    /**
     * Update a workspace of Slack
     * @description A new token connects it again, after Slack has refused the former one. Then everything that waits is shown.
     */
    patch: operations['updateSlackWorkspace'];
    trace?: never;
  };
  '/api/v1/slack/workspaces/{workspace}/channels': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** List channels of a workspace of Slack */
    get: operations['listSlackChannels'];
    put?: never;
    /**
     * Create the settings of a channel of Slack
     * @description Invite the app to the channel first.
     */
    post: operations['createSlackChannel'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/slack/workspaces/{workspace}/channels/{channel}': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get a channel of Slack */
    get: operations['getSlackChannel'];
    put?: never;
    post?: never;
    /**
     * Delete the settings of a channel of Slack
     * @description Its messages make no more tickets. Threads of tickets stay connected.
     */
    delete: operations['deleteSlackChannel'];
    options?: never;
    head?: never;
    /** Update a channel of Slack */
    patch: operations['updateSlackChannel'];
    trace?: never;
  };
  '/api/v1/slack/workspaces/{workspace}/requests': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List requests of a workspace of Slack
     * @description What Slack has sent, and its outcome, without text of people. Stored for 30 days.
     */
    get: operations['listSlackRequests'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/slack/workspaces/{workspace}/requests/{request}/replay': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /**
     * Create another attempt of a request of Slack
     * @description Processes a failed request again.
     */
    post: operations['replaySlackRequest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/metrics/dashboard': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the figures of the desk
     * @description Tickets count by the category, team, priority and assignee that they have now. The CSV has the parts of the series.
     */
    get: operations['getDashboard'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/metrics/tickets-by-category': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the figures of each category
     * @description Tickets count by the category, team, priority and assignee that they have now.
     */
    get: operations['getFiguresByCategory'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/metrics/tickets-by-priority': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the figures of each priority
     * @description Tickets count by the category, team, priority and assignee that they have now.
     */
    get: operations['getFiguresByPriority'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/metrics/tickets-by-status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the tickets of a period by status
     * @description Tickets count by the category, team, priority and assignee that they have now.
     */
    get: operations['getFiguresByStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/metrics/resolution-time': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get times to resolution and first response
     * @description Tickets count by the category, team, priority and assignee that they have now. The CSV has the parts of the series.
     */
    get: operations['getResolutionTimes'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/metrics/sla': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the attainment of SLA targets
     * @description Tickets count by the category, team, priority and assignee that they have now. The CSV has the parts of the series.
     */
    get: operations['getSlaFigures'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/metrics/agents': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the figures of each moderator
     * @description Tickets count by the category, team, priority and assignee that they have now. Counts stand beside load and capacity, because people work different hours.
     */
    get: operations['getAgentFigures'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/metrics/ai': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get figures of AI triage
     * @description Accuracy by provider and model, from the 100,000 newest tickets of the period at most.
     */
    get: operations['getAiFigures'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/ai/agents/status': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * Get the status of AI providers
     * @description Providers by task, in the order in which they are asked, by the calls of the last 15 minutes.
     */
    get: operations['getAiAgentsStatus'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get the health of every service */
    get: operations['getHealth'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get liveness of this process */
    get: operations['getLiveness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get readiness of this process */
    get: operations['getReadiness'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/health': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get the health of every service */
    get: operations['getHealthV1'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/health/live': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get liveness of this process */
    get: operations['getLivenessV1'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  '/api/v1/health/ready': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /** Get readiness of this process */
    get: operations['getReadinessV1'];
    put?: never;
    post?: never;
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface webhooks {
  'ticket.created': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.created of a ticket */
    post: operations['receiveTicketCreated'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.edited': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.edited of a ticket */
    post: operations['receiveTicketEdited'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.triaged': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.triaged of a ticket */
    post: operations['receiveTicketTriaged'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.triage_fell_back': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.triage_fell_back of a ticket */
    post: operations['receiveTicketTriageFellBack'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.triage_proposed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.triage_proposed of a ticket */
    post: operations['receiveTicketTriageProposed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.triage_confirmed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.triage_confirmed of a ticket */
    post: operations['receiveTicketTriageConfirmed'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.triage_applied': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.triage_applied of a ticket */
    post: operations['receiveTicketTriageApplied'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.assigned': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.assigned of a ticket */
    post: operations['receiveTicketAssigned'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.unassigned': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.unassigned of a ticket */
    post: operations['receiveTicketUnassigned'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.queued': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.queued of a ticket */
    post: operations['receiveTicketQueued'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.accepted': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.accepted of a ticket */
    post: operations['receiveTicketAccepted'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.declined': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.declined of a ticket */
    post: operations['receiveTicketDeclined'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.reminded': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.reminded of a ticket */
    post: operations['receiveTicketReminded'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.status_changed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.status_changed of a ticket */
    post: operations['receiveTicketStatusChanged'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.commented': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.commented of a ticket */
    post: operations['receiveTicketCommented'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.comment_edited': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.comment_edited of a ticket */
    post: operations['receiveTicketCommentEdited'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.comment_deleted': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.comment_deleted of a ticket */
    post: operations['receiveTicketCommentDeleted'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.comment_redacted': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.comment_redacted of a ticket */
    post: operations['receiveTicketCommentRedacted'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.redaction_finished': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.redaction_finished of a ticket */
    post: operations['receiveTicketRedactionFinished'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.linked': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.linked of a ticket */
    post: operations['receiveTicketLinked'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.unlinked': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.unlinked of a ticket */
    post: operations['receiveTicketUnlinked'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.merged': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.merged of a ticket */
    post: operations['receiveTicketMerged'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.split': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.split of a ticket */
    post: operations['receiveTicketSplit'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.comments_moved': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.comments_moved of a ticket */
    post: operations['receiveTicketCommentsMoved'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.deleted': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.deleted of a ticket */
    post: operations['receiveTicketDeleted'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.rated': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.rated of a ticket */
    post: operations['receiveTicketRated'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.participants_added': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.participants_added of a ticket */
    post: operations['receiveTicketParticipantsAdded'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.participant_removed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.participant_removed of a ticket */
    post: operations['receiveTicketParticipantRemoved'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.participant_refused': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.participant_refused of a ticket */
    post: operations['receiveTicketParticipantRefused'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.participant_reached': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.participant_reached of a ticket */
    post: operations['receiveTicketParticipantReached'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'ticket.requester_changed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event ticket.requester_changed of a ticket */
    post: operations['receiveTicketRequesterChanged'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'sla.warning': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event sla.warning of a ticket */
    post: operations['receiveSlaWarning'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'sla.breached': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event sla.breached of a ticket */
    post: operations['receiveSlaBreached'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'sla.escalated': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event sla.escalated of a ticket */
    post: operations['receiveSlaEscalated'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'sla.policy_changed': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** The event sla.policy_changed of a ticket */
    post: operations['receiveSlaPolicyChanged'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
  'webhook.test': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    get?: never;
    put?: never;
    /** A test */
    post: operations['receiveWebhookTest'];
    delete?: never;
    options?: never;
    head?: never;
    patch?: never;
    trace?: never;
  };
}
export interface components {
  schemas: {
    WebhookMessage: {
      type: components['schemas']['SentWebhookType'];
      /**
       * Format: date-time
       * @description The time of the event. `webhook-timestamp` is that of the request.
       */
      timestamp: string;
      data: {
        /** @description The id of the entry in the activity log; also `webhook-id` */
        event_id: string;
        ticket: components['schemas']['WebhookTicket'] | null;
        actor: components['schemas']['WebhookActor'] | null;
        /** @description True for what only staff may read */
        is_internal: boolean;
        /** @description Names of all changed fields */
        changed: string[];
        /** @description Values of changed fields that contain no text of people. `assignee` is an id. */
        changes: {
          [key: string]: components['schemas']['WebhookFieldChange'];
        };
        /** @description Ids and facts of this event type, such as `comment_id`. New ones may be added. */
        facts: {
          [key: string]: unknown;
        };
        text?: components['schemas']['WebhookMessageText'] | null;
      };
    };
    /** @enum {string} */
    SentWebhookType:
      | 'ticket.created'
      | 'ticket.edited'
      | 'ticket.triaged'
      | 'ticket.triage_fell_back'
      | 'ticket.triage_proposed'
      | 'ticket.triage_confirmed'
      | 'ticket.triage_applied'
      | 'ticket.assigned'
      | 'ticket.unassigned'
      | 'ticket.queued'
      | 'ticket.accepted'
      | 'ticket.declined'
      | 'ticket.reminded'
      | 'ticket.status_changed'
      | 'ticket.commented'
      | 'ticket.comment_edited'
      | 'ticket.comment_deleted'
      | 'ticket.comment_redacted'
      | 'ticket.redaction_finished'
      | 'ticket.linked'
      | 'ticket.unlinked'
      | 'ticket.merged'
      | 'ticket.split'
      | 'ticket.comments_moved'
      | 'ticket.deleted'
      | 'ticket.rated'
      | 'ticket.participants_added'
      | 'ticket.participant_removed'
      | 'ticket.participant_refused'
      | 'ticket.participant_reached'
      | 'ticket.requester_changed'
      | 'sla.warning'
      | 'sla.breached'
      | 'sla.escalated'
      | 'sla.policy_changed'
      | 'webhook.test';
    WebhookTicket: {
      id: string;
      number: string;
      version: number;
    };
    WebhookActor: {
      type: components['schemas']['ActorType'];
      id: string;
    };
    /** @enum {string} */
    ActorType: 'user' | 'system' | 'ai';
    /** @description The values before and after. */
    WebhookFieldChange: {
      from?: unknown;
      to?: unknown;
    };
    /** @description Only if the webhook asks for `text`: the text at the time of the request, at most 4,000 characters each. */
    WebhookMessageText: {
      title: string;
      description: string;
      comment: components['schemas']['WebhookComment'] | null;
    };
    WebhookComment: {
      id: string;
      body: string;
      is_internal: boolean;
    };
    Problem: {
      type: string;
      title: string;
      status: number;
      detail: string;
      /** @description The request id, also in the `X-Request-Id` header and in the logs. */
      instance: string;
      /**
       * @description Stable error code. Clients can branch on it.
       * @enum {string}
       */
      code:
        | 'malformed_request'
        | 'unauthenticated'
        | 'forbidden'
        | 'not_found'
        | 'method_not_allowed'
        | 'illegal_transition'
        | 'assignment_conflict'
        | 'capacity_reached'
        | 'duplicate'
        | 'unseen_comments'
        | 'last_admin'
        | 'workflow_ended'
        | 'request_in_progress'
        | 'file_held'
        | 'file_rejected'
        | 'link_expired'
        | 'version_conflict'
        | 'payload_too_large'
        | 'unsupported_media_type'
        | 'range_not_satisfiable'
        | 'invalid_input'
        | 'idempotency_mismatch'
        | 'version_required'
        | 'too_many_requests'
        | 'internal_error'
        | 'model_answer_invalid'
        | 'model_rejected'
        | 'delivery_rejected'
        | 'address_refused'
        | 'parse_timed_out'
        | 'parse_crashed'
        | 'model_unavailable'
        | 'overloaded'
        | 'unavailable';
      /** @description All validation errors of the request. */
      errors?: {
        path: string;
        message: string;
      }[];
    };
    CategorySuggestion: {
      category: string;
      priority: components['schemas']['TicketPriority'];
      type: string;
      required_skills: string[];
      /** @description ISO 639-1, lower case */
      language: string;
      sentiment: components['schemas']['Sentiment'];
      confidence: number;
      /** @description `local` for the built-in rules */
      provider: string;
      model: string;
      /** @description True if the configured provider failed and the built-in rules answered. */
      is_fallback: boolean;
    };
    /** @enum {string} */
    TicketPriority: 'low' | 'medium' | 'high' | 'urgent';
    /** @enum {string} */
    Sentiment: 'positive' | 'neutral' | 'negative';
    /**
     * @example {
     *       "text": "The VPN drops every ten minutes."
     *     }
     */
    TextToCategorize: {
      title?: string;
      text: string;
    };
    /** @description Null and empty until its text was read. `suggestion` is what triage says of the text. */
    AnalysedFile: {
      state: components['schemas']['FileState'];
      kind: components['schemas']['FileKind'] | null;
      /** @description The beginning of its text, at most 50,000 characters */
      text: string | null;
      language: string | null;
      summary: string | null;
      error_codes: string[];
      metadata: {
        [key: string]: string | number;
      };
      fault: components['schemas']['FileFault'] | null;
      suggestion: components['schemas']['CategorySuggestion'] | null;
    };
    /**
     * @description `scanning`: held until the virus scanner has seen it. `analysing`: usable; its text is being read. `rejected`: it cannot be downloaded.
     * @enum {string}
     */
    FileState: 'stored' | 'scanning' | 'analysing' | 'ready' | 'rejected';
    /** @enum {string} */
    FileKind:
      | 'image'
      | 'document'
      | 'table'
      | 'slides'
      | 'mail'
      | 'text'
      | 'archive'
      | 'audio'
      | 'video'
      | 'other';
    /**
     * @description Why a file has no text, or not all of it
     * @enum {string}
     */
    FileFault:
      | 'unsupported'
      | 'encrypted'
      | 'broken'
      | 'too_large'
      | 'too_many_pages'
      | 'timed_out'
      | 'out_of_memory'
      | 'failed';
    /**
     * @example {
     *       "file_id": "01a2312c-7637-7a3a-9fb7-1c2ed7eda2bc"
     *     }
     */
    FileToAnalyse: {
      file_id: string;
    };
    TicketConversation: {
      conversation_id: string;
      state: components['schemas']['ConversationState'];
      /** @description At most two in one conversation */
      questions: string[];
      draft: components['schemas']['TicketDraft'];
      /** @description Similar tickets that you may read */
      duplicates: components['schemas']['PossibleDuplicate'][];
      /** @description Articles that may help */
      articles: components['schemas']['SuggestedArticle'][];
      ticket: components['schemas']['Ticket'] | null;
      /** @description ISO 639-1, lower case */
      language: string;
      /**
       * Format: date-time
       * @description The conversation is deleted then.
       */
      expires_at: string;
      /** @description `local` for the built-in rules */
      provider: string;
      model: string;
      /** @description True if the configured provider failed and the built-in rules answered. */
      is_fallback: boolean;
    };
    /**
     * @description `asking`: questions are open. `ready`: the draft waits for your confirmation. `filed`: it is a ticket.
     * @enum {string}
     */
    ConversationState: 'asking' | 'ready' | 'filed';
    TicketDraft: {
      title: string;
      description: string;
      category: string;
      priority: components['schemas']['TicketPriority'];
    };
    PossibleDuplicate: {
      id: string;
      number: string;
      title: string;
      status: components['schemas']['TicketStatus'];
      /** @description Comparable within one answer only */
      score: number;
    };
    /** @enum {string} */
    TicketStatus:
      | 'open'
      | 'in_progress'
      | 'waiting_on_user'
      | 'on_hold'
      | 'resolved'
      | 'closed'
      | 'cancelled';
    SuggestedArticle: {
      id: string;
      title: string;
      score: number;
    };
    Ticket: {
      id: string;
      number: string;
      title: string;
      description: string;
      status: components['schemas']['TicketStatus'];
      priority: components['schemas']['TicketPriority'];
      /** @description The key of a category from `GET /categories`. The category can be retired. */
      category: string;
      /** @description The key of a ticket type from `GET /ticket-types`. The type can be retired. */
      type: string;
      requester: components['schemas']['Person'];
      /** @description The organisation of the requester when the ticket was created. */
      organisation_id: string | null;
      assignee: components['schemas']['Person'] | null;
      team: components['schemas']['TeamRef'] | null;
      tags: string[];
      custom_fields: components['schemas']['CustomFieldValues'];
      /** @description Returned to staff only. */
      required_skills?: string[];
      /** @description Ids of the moderators who declined the ticket. Returned to staff only. */
      declined_by?: string[];
      language: string | null;
      sentiment: components['schemas']['Sentiment'] | null;
      /** @enum {string} */
      source: 'api' | 'console' | 'mail' | 'slack' | 'ai' | 'mcp' | 'chat' | 'form';
      /** @description True if the text came by mail and neither a mail server nor a reply address authenticated its sender. Omitted otherwise. Returned to staff only. */
      sender_unproven?: boolean;
      /** @description True if the ticket came by mail and the requester got no confirmation. Mailing lists, programs and bursts of mail get none. Omitted otherwise. Returned to staff only. */
      receipt_held?: boolean;
      /** @description The Reply-To address of the mail that opened the ticket. Mails about the ticket go there. Omitted if they go to the address of the account. Returned to staff only. */
      answer_to?: components['schemas']['MailAddress'];
      triage: components['schemas']['Triage'];
      sla: {
        policy: string;
        state: components['schemas']['SlaState'];
        /** @description Null without such a target */
        first_response: components['schemas']['SlaPromise'] | null;
        /** @description From the oldest unanswered public word of the requester to a public answer: the current one, or the last. Null if there was none. */
        next_response: components['schemas']['SlaPromise'] | null;
        /** @description Null without such a target */
        resolution: components['schemas']['SlaPromise'] | null;
      };
      resolution_code: string | null;
      /** @description While the ticket is on hold: a key of `GET /hold-reasons`; it may be retired. */
      hold_reason: string | null;
      /**
       * Format: date-time
       * @description When Holdfast continues the ticket
       */
      hold_until: string | null;
      satisfaction: components['schemas']['Satisfaction'] | null;
      workflow: {
        id: string;
        /** @description Link to the workflow in the Temporal Web UI. Returned to staff only. */
        url?: string;
      };
      links: components['schemas']['Link'][];
      attachments: components['schemas']['Attachment'][];
      participants: components['schemas']['Participant'][];
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      /** Format: date-time */
      resolved_at: string | null;
      /** Format: date-time */
      closed_at: string | null;
      version: number;
      /** @description True if the other side has the last word and you have not read it. In reads and lists. */
      unread?: boolean;
      /** @description Others on this ticket now. Requesters see staff who write an answer. In reads and lists. */
      presence?: components['schemas']['Presence'][];
    };
    Person: {
      id: string;
      name: string;
    };
    TeamRef: {
      /** @description The key, under the name that paths use. */
      id: string;
      key: string;
      name: string;
    };
    /** @description Values by custom field key. Requesters do not see internal fields. */
    CustomFieldValues: {
      [key: string]: components['schemas']['CustomFieldValue'];
    };
    CustomFieldValue: string | number;
    MailAddress: {
      name: string;
      address: string;
    };
    /** @description Only staff see the provider, model, confidence, notes, suggested team and review. */
    Triage: {
      state: components['schemas']['TriageState'];
      summary: string | null;
      /** Format: date-time */
      at: string | null;
      provider?: string | null;
      model?: string | null;
      confidence?: number | null;
      helpful_notes?: string | null;
      suggested_team?: string | null;
      review?: components['schemas']['TriageReview'] | null;
      reviewed?: components['schemas']['TriageReviewOutcome'] | null;
    };
    /** @enum {string} */
    TriageState: 'pending' | 'needs_review' | 'done' | 'fallback';
    /** @description The proposed values, while `state` is `needs_review`. */
    TriageReview: {
      /**
       * Format: date-time
       * @description When the proposal applies without a person.
       */
      until: string;
      priority: components['schemas']['TicketPriority'];
      category: string;
      type: string;
      required_skills: string[];
    };
    /**
     * @description How the wait for a person ended. `timed_out`: the proposal applied without one. `ended`: the ticket was closed before.
     * @enum {string}
     */
    TriageReviewOutcome: 'confirmed' | 'timed_out' | 'ended';
    /** @enum {string} */
    SlaState: 'running' | 'paused' | 'stopped' | 'none';
    SlaPromise: {
      /** Format: date-time */
      due_at: string;
      /** Format: date-time */
      met_at: string | null;
      breached: boolean;
      /** @description Negative when overdue, null once met. */
      remaining_seconds: number | null;
      /** @description Used part of the working time, above 1 when overdue. Null once met. */
      used_share: number | null;
    };
    /** @description The requester’s rating of the resolution, from 1 (very dissatisfied) to 5 (very satisfied). */
    Satisfaction: {
      score: number;
      comment: string | null;
      /** Format: date-time */
      at: string;
    };
    Link: {
      id: string;
      /** @enum {string} */
      type:
        | 'duplicate_of'
        | 'blocks'
        | 'follow_up_of'
        | 'relates_to'
        | 'incident_of'
        | 'merged_into'
        | 'split_from';
      /**
       * @description `outward`: this ticket is the source of the link, for example a duplicate of the other. `inward`: the other ticket is the source.
       * @enum {string}
       */
      direction: 'outward' | 'inward';
      /** @description Number of the other ticket */
      ticket: string;
    };
    Attachment: {
      id: string;
      name: string;
      /** @description Media type that the sender declared */
      type: string;
      size_bytes: number;
      /** @description True if only staff can read the file, although others can read its ticket or comment. Omitted otherwise. Returned to staff only. */
      is_internal?: boolean;
    };
    /** @description A person in copy, who gets public comments by mail. */
    Participant: {
      id: string;
      name: string;
      email: string;
      /** Format: date-time */
      added_at: string;
      /** @description Since when a mail server rejects the address, and its answer. Holdfast sends no mail there while this is set. Add the participant again to clear it. Returned to staff only. */
      mail_problem?: components['schemas']['MailProblem'];
    };
    MailProblem: {
      /** Format: date-time */
      at: string;
      answer: string;
    };
    Presence: {
      person: components['schemas']['Person'];
      state: components['schemas']['PresenceState'];
      is_internal: boolean;
      /** Format: date-time */
      expires_at: string;
    };
    /** @enum {string} */
    PresenceState: 'viewing' | 'typing' | 'away';
    /**
     * @example {
     *       "text": "Since this morning the VPN drops every ten minutes."
     *     }
     */
    TicketMessage: {
      text: string;
      /** @description The conversation that the message continues. Omit it to start a new one. */
      conversation_id?: string;
      /** @description Files that you have uploaded with `POST /files` and not used yet, at most 20. */
      file_ids?: string[];
      /** @description True to create the ticket at once, without questions and confirmation. */
      auto?: boolean;
    };
    /**
     * @description The fields of the draft that you change. Omitted ones stay as drafted.
     * @example {
     *       "priority": "high"
     *     }
     */
    TicketDraftEdits: {
      title?: string;
      description?: string;
      /** @description A key of `GET /categories`. */
      category?: string;
      priority?: components['schemas']['TicketPriority'];
    };
    ReplyDraft: {
      /** @description Plain text. Each sentence that states something ends with the number of its source. */
      draft: string;
      /** @description The language of the draft */
      language: string;
      /** @description The sources that the draft names */
      sources: components['schemas']['ReplySource'][];
      /** @description `no_source`: no resolved ticket helps. `sentences_dropped`: some had no proof. `source_gone`: a source was deleted or changed. `other_language`: it is not in the language that you wanted. */
      notices: ('no_source' | 'sentences_dropped' | 'source_gone' | 'other_language')[];
      confidence: number;
      /** @description `local` for the built-in rules */
      provider: string;
      model: string;
      /** @description True if the configured provider failed and the built-in rules answered. */
      is_fallback: boolean;
    };
    ReplySource: {
      /** @enum {string} */
      type: 'ticket' | 'article';
      id: string;
      /** @description Number of the ticket; null for an article */
      number: string | null;
      title: string;
      /** @description Comparable within one answer only */
      score: number;
    };
    /** @example {} */
    ReplyRequest: {
      /**
       * @description Omit it for the language of the ticket.
       * @example en
       */
      language?: string;
    };
    TicketOverview: {
      summary: string;
      next_steps: string[];
      /** @description Of the description and the latest comments */
      messages: components['schemas']['MessageInsight'][];
      /** @description `local` for the built-in rules */
      provider: string;
      model: string;
      /** @description True if the configured provider failed and the built-in rules answered. */
      is_fallback: boolean;
    };
    MessageInsight: {
      /** @description Null for the description of the ticket */
      comment_id: string | null;
      language: string;
      sentiment: components['schemas']['Sentiment'];
    };
    Translation: {
      text: string;
      from: string;
      to: string;
      /** @description True if only the beginning was translated */
      is_cut: boolean;
      /** @description `local` for the built-in rules */
      provider: string;
      model: string;
      /** @description True if the configured provider failed and the built-in rules answered. */
      is_fallback: boolean;
    };
    /**
     * @description Translates a comment, a text of yours, or otherwise the description.
     * @example {
     *       "to": "en"
     *     }
     */
    TranslationRequest: {
      /**
       * @description ISO 639-1, lower case
       * @example en
       */
      to: string;
      comment_id?: string;
      text?: string;
    };
    /**
     * @description Triage fills in the fields that you omit. It does not change the ones that you set. Only staff can set `team` and `assignee_id`. If `assignee_id` is null, Holdfast does not assign the ticket automatically.
     * @example {
     *       "title": "VPN drops every ten minutes",
     *       "description": "Since this morning the VPN on my laptop disconnects every ten minutes."
     *     }
     */
    NewTicket: {
      title: string;
      description: string;
      priority?: components['schemas']['TicketPriority'];
      /** @description A key of `GET /categories`. */
      category?: string;
      /** @description A key of `GET /ticket-types`. */
      type?: string;
      tags?: string[];
      /** @description Id or key of a team of `GET /teams`. */
      team?: string | null;
      assignee_id?: string | null;
      custom_fields?: components['schemas']['NewCustomFieldValues'];
      /** @description Files that you have uploaded with `POST /files` and not used yet, at most 20. */
      file_ids?: string[];
      /** @description For staff: the person for whom they open the ticket, by phone or at the counter. */
      requester_id?: string;
    };
    /**
     * @description Values by custom field key. Null removes a value. Dates are `YYYY-MM-DD`.
     * @example {}
     */
    NewCustomFieldValues: {
      [key: string]: string | number | null;
    };
    /**
     * @description The fields to change, at least one. Requesters can change title and description.
     * @example {
     *       "priority": "high"
     *     }
     */
    TicketEdit: {
      title?: string;
      description?: string;
      priority?: components['schemas']['TicketPriority'];
      /** @description A key of `GET /categories`. */
      category?: string;
      /** @description A key of `GET /ticket-types`. */
      type?: string;
      tags?: string[];
      /** @description Id or key of a team of `GET /teams`. */
      team?: string | null;
      custom_fields?: components['schemas']['NewCustomFieldValues'];
    };
    /** @description The response is the same for every address. */
    Accepted: {
      message: string;
    };
    /**
     * @example {
     *       "email": "alice@home.example"
     *     }
     */
    NewAddress: {
      /** @example alice@holdfast.local */
      email: string;
    };
    User: {
      id: string;
      email: string;
      /** @description What others see */
      name: string;
      first_name: string | null;
      last_name: string | null;
      phone: string | null;
      department: string | null;
      location: string | null;
      /** @description Of mails to them. Null for that of each ticket, or English. */
      language: components['schemas']['MailLanguage'] | null;
      /** @description IANA name */
      time_zone: string | null;
      /** @description The languages that they speak, by ISO 639-1. Assignment prefers a moderator who speaks the language of the ticket. If empty, `language` counts. */
      languages: string[];
      other_addresses: string[];
      identities: string[];
      role: components['schemas']['Role'];
      skills: string[];
      team: components['schemas']['TeamRef'] | null;
      organisation_id: string | null;
      /** @description Which tickets of the organisation they read. Null for what the organisation says. */
      ticket_visibility: components['schemas']['TicketVisibility'] | null;
      /** @description Maximum number of open tickets that automatic assignment gives this moderator. */
      capacity: number;
      /** @description The current absence. Without `until` it has no end. Null if the user is available. */
      availability: components['schemas']['Absence'] | null;
      /** @description Name of the working calendar. Assignment prefers moderators who are at work. Null means always at work. */
      calendar: string | null;
      is_active: boolean;
      /** @description Since when the mail server rejects the address, and its answer. Null if it does not. Returned to administrators only. */
      mail_problem?: components['schemas']['MailProblem'] | null;
      /** Format: date-time */
      created_at: string;
      version: number;
    };
    /** @enum {string} */
    MailLanguage: 'en' | 'de' | 'es' | 'fr' | 'hi' | 'pt';
    /** @enum {string} */
    Role: 'user' | 'moderator' | 'manager' | 'admin';
    /** @enum {string} */
    TicketVisibility: 'own' | 'organisation';
    Absence: {
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      until: string | null;
    };
    /**
     * @example {
     *       "email": "alice@home.example",
     *       "code": "123456"
     *     }
     */
    AddressCode: {
      /** @example alice@holdfast.local */
      email: string;
      code: string;
    };
    TeamTimes: {
      periods: components['schemas']['TeamPeriod'][];
      totals: components['schemas']['TeamTotal'][];
    };
    TeamPeriod: {
      /** @description Null for the time without a team */
      team: components['schemas']['TeamRef'] | null;
      /** Format: date-time */
      from: string;
      /**
       * Format: date-time
       * @description Null while it lasts
       */
      to: string | null;
      seconds: number;
    };
    TeamTotal: {
      team: components['schemas']['TeamRef'] | null;
      seconds: number;
    };
    TicketList: {
      tickets: components['schemas']['Ticket'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    PointInTime: string;
    /** @enum {string} */
    TicketSort: '-created_at' | 'created_at' | '-updated_at' | 'updated_at';
    TicketSummary: {
      total: number;
      by_status: {
        open: number;
        in_progress: number;
        waiting_on_user: number;
        on_hold: number;
        resolved: number;
        closed: number;
        cancelled: number;
      };
      by_priority: {
        low: number;
        medium: number;
        high: number;
        urgent: number;
      };
      by_category: {
        [key: string]: number;
      };
      by_sla_state: {
        running: number;
        paused: number;
        stopped: number;
        none: number;
      };
      /** @description Tickets without an assignee that are not closed or cancelled. */
      unassigned: number;
      /** @description Tickets with a breached SLA target, including targets that were met late. */
      breached: number;
    };
    SimilarTickets: {
      similar: components['schemas']['SimilarTicket'][];
    };
    SimilarTicket: {
      ticket: components['schemas']['Ticket'];
      /** @description From 0 to 1. Compare it only with the scores of the same answer. */
      score: number;
      matched_by: components['schemas']['SimilarityMatch'];
    };
    /**
     * @description `words`: the titles share words. `meaning`: their embeddings are near. `both`.
     * @enum {string}
     */
    SimilarityMatch: 'words' | 'meaning' | 'both';
    Outlook: {
      ticket: components['schemas']['TicketAtVersion'];
      /**
       * Format: date-time
       * @description When the outlook was computed
       */
      at: string;
      /** @description The mails that the change sends at once */
      mails: components['schemas']['OutlookMail'][];
      /** @description The clock after the change */
      sla: {
        policy: string;
        state: components['schemas']['SlaState'];
        /** @description Null without such a target */
        first_response: components['schemas']['SlaPromise'] | null;
        /** @description From the oldest unanswered public word of the requester to a public answer: the current one, or the last. Null if there was none. */
        next_response: components['schemas']['SlaPromise'] | null;
        /** @description Null without such a target */
        resolution: components['schemas']['SlaPromise'] | null;
      };
      /** @description The actions ahead, earliest first */
      next: components['schemas']['OutlookAction'][];
      /** @description False if more may follow after `until` */
      is_complete: boolean;
      /**
       * Format: date-time
       * @description The instant up to which the actions are known
       */
      until: string;
    };
    TicketAtVersion: {
      id: string;
      number: string;
      version: number;
    };
    /** @description A mail, unless its recipient switches such mails off until then. */
    OutlookMail: {
      /** @enum {string} */
      kind:
        | 'assigned'
        | 'queued'
        | 'comment'
        | 'sla_warning'
        | 'sla_breached'
        | 'sla_escalated'
        | 'hold_ended'
        | 'received'
        | 'reply'
        | 'reminder'
        | 'resolved'
        | 'resolved_unanswered'
        | 'cancelled'
        | 'merged'
        | 'gathered';
      recipient: components['schemas']['Person'];
    };
    OutlookAction: {
      /**
       * Format: date-time
       * @description When the action is due. An overdue one is due now.
       */
      at: string;
      /** @description The action that the activity log will have */
      action: components['schemas']['ActivityAction'];
      /** @description The details that the activity log will have */
      details: {
        [key: string]: unknown;
      };
      /** @description Null if it follows from the action before it */
      unless: components['schemas']['OutlookCondition'] | null;
      mails: components['schemas']['OutlookMail'][];
    };
    /** @enum {string} */
    ActivityAction:
      | 'ticket.created'
      | 'ticket.edited'
      | 'ticket.triaged'
      | 'ticket.triage_fell_back'
      | 'ticket.triage_proposed'
      | 'ticket.triage_confirmed'
      | 'ticket.triage_applied'
      | 'ticket.assigned'
      | 'ticket.unassigned'
      | 'ticket.queued'
      | 'ticket.accepted'
      | 'ticket.declined'
      | 'ticket.reminded'
      | 'ticket.status_changed'
      | 'ticket.commented'
      | 'ticket.comment_edited'
      | 'ticket.comment_deleted'
      | 'ticket.comment_redacted'
      | 'ticket.redaction_finished'
      | 'ticket.linked'
      | 'ticket.unlinked'
      | 'ticket.merged'
      | 'ticket.split'
      | 'ticket.comments_moved'
      | 'ticket.deleted'
      | 'ticket.rated'
      | 'ticket.participants_added'
      | 'ticket.participant_removed'
      | 'ticket.participant_refused'
      | 'ticket.participant_reached'
      | 'ticket.requester_changed'
      | 'sla.warning'
      | 'sla.breached'
      | 'sla.escalated'
      | 'sla.policy_changed';
    /**
     * @description What prevents an action. answered: staff answer publicly; continued: a person ends the hold; taken_back: the comment is taken back; confirmed: a person confirms the triage.
     * @enum {string}
     */
    OutlookCondition:
      | 'answered'
      | 'resolved'
      | 'accepted'
      | 'requester_answers'
      | 'reopened'
      | 'continued'
      | 'taken_back'
      | 'confirmed';
    /**
     * @description A change that is not made yet. At least one field.
     * @example {
     *       "priority": "high"
     *     }
     */
    PlannedChange: {
      priority?: components['schemas']['TicketPriority'];
      assignee_id?: string | null;
      status?: components['schemas']['TicketStatus'];
      resolution_code?: string;
      /** @description A key of `GET /hold-reasons`. */
      hold_reason?: string;
      /**
       * @description When Holdfast continues the ticket: an instant, or a day in the time zone of its SLA calendar. At most two years ahead; null for no date.
       * @example 2027-01-04
       */
      hold_until?: string | null;
    };
    BulkPreview: {
      results: components['schemas']['BulkPreviewResult'][];
    };
    BulkPreviewResult: {
      ticket_id: string;
      number: string;
      /** @enum {string} */
      outcome: 'changed' | 'unchanged' | 'refused';
      /** @description Error code of a refusal, as in a problem */
      code: string | null;
      detail: string | null;
      /** @description The mails that the change sends at once */
      mails: components['schemas']['OutlookMail'][];
      /** @description The first action ahead. Null for none, and for one beyond some attempts to assign. */
      next: components['schemas']['OutlookAction'] | null;
    };
    /**
     * @description The tickets to change, by exactly one of `ticket_ids` and `filter`, and the change to make.
     * @example {
     *       "ticket_ids": [
     *         "TKT-2026-000041",
     *         "TKT-2026-000042"
     *       ],
     *       "change": {
     *         "priority": "high"
     *       }
     *     }
     */
    BulkRequest: {
      ticket_ids?: string[];
      /** @description Replaces `ticket_ids`. Selects all tickets that match the filters of `GET /tickets` now, at most 500. */
      filter?: components['schemas']['TicketFilter'];
      /** @description The versions that you expect, by the ids or numbers in `ticket_ids`. A ticket with a newer version is refused. A ticket without a version here is always changed. */
      versions?: {
        [key: string]: number;
      };
      change: components['schemas']['BulkChange'];
    };
    TicketFilter: {
      status?: components['schemas']['TicketStatus'][];
      priority?: components['schemas']['TicketPriority'][];
      category?: string[];
      type?: string[];
      sla_state?: components['schemas']['SlaState'][];
      triage_state?: components['schemas']['TriageState'][];
      /** @description `me`, `none`, or a user id */
      assignee?: string;
      /** @description A user id */
      requester?: string;
      /** @description The id of an organisation */
      organisation?: string;
      /** @description Id or key of a team */
      team?: string;
      tag?: string;
      /** @description `key:value` of a custom field. If repeated, every value must match. */
      custom_field?: string[];
      created_from?: components['schemas']['PointInTime'];
      created_to?: components['schemas']['PointInTime'];
      /** @description Words that the title must all contain, or a ticket number. With `sort=relevance`, words of the whole ticket. */
      q?: string;
    };
    /** @description The change to make to each ticket, completely or not at all. Fields come first, then the assignee, the comment and the status, with the rules of their own endpoints. Send `resolution_code` only with a `status`, and `hold_reason` and `hold_until` only with `on_hold`. A tag in both `add_tags` and `remove_tags` is kept. */
    BulkChange: {
      status?: components['schemas']['TicketStatus'];
      resolution_code?: string;
      /** @description A key of `GET /hold-reasons`. */
      hold_reason?: string;
      /**
       * @description When Holdfast continues the ticket: an instant, or a day in the time zone of its SLA calendar. At most two years ahead; null for no date.
       * @example 2027-01-04
       */
      hold_until?: string | null;
      priority?: components['schemas']['TicketPriority'];
      /** @description A key of `GET /categories`. */
      category?: string;
      /** @description A key of `GET /ticket-types`. */
      type?: string;
      /** @description Id or key of a team of `GET /teams`. */
      team?: string | null;
      assignee_id?: string | null;
      add_tags?: string[];
      remove_tags?: string[];
      comment?: components['schemas']['BulkComment'];
    };
    BulkComment: {
      body: string;
      /**
       * @description True for a note that only staff can read.
       * @default false
       */
      is_internal?: boolean;
    };
    TicketExplanation: {
      ticket: components['schemas']['TicketAtVersion'];
      assignee: components['schemas']['AssigneeExplanation'];
      priority: components['schemas']['PriorityExplanation'];
      sla_policy: components['schemas']['SlaPolicyExplanation'];
      /** @description The latest 100 actions of Holdfast itself, oldest first */
      rules: components['schemas']['RuleExplanation'][];
    };
    AssigneeExplanation: {
      value: components['schemas']['Person'] | null;
      cause: components['schemas']['ExplanationCause'];
      /** @description In plain English */
      sentence: string;
      event: components['schemas']['ExplanationEvent'] | null;
      /** @description What counted when routing chose. Null for other causes, for older assignments, and for keys without people:read. */
      routing: components['schemas']['AssignmentRouting'] | null;
    };
    /**
     * @description default: nothing has changed it. built_in_rules: no model answered.
     * @enum {string}
     */
    ExplanationCause: 'person' | 'routing' | 'triage' | 'built_in_rules' | 'escalation' | 'default';
    ExplanationEvent: {
      id: string;
      /** Format: date-time */
      at: string;
      action: components['schemas']['ActivityAction'];
      actor: components['schemas']['Actor'];
    };
    Actor: {
      type: components['schemas']['ActorType'];
      id: string;
      name: string;
    };
    AssignmentRouting: {
      /** @enum {string} */
      way: 'skill_and_load' | 'round_robin' | 'least_loaded' | 'off';
      required_skills: number;
      /** @description At most five, the chosen one first */
      candidates: components['schemas']['AssignmentCandidate'][];
      /** @description The number of further candidates */
      others: number;
    };
    AssignmentCandidate: {
      /** @description Null for a person who no longer exists */
      person: components['schemas']['Person'] | null;
      is_chosen: boolean;
      covered_skills: number;
      /**
       * Format: date-time
       * @description When they worked next
       */
      starts_at: string;
      /** @description Tickets before this one */
      load: number;
      capacity: number;
      /** Format: date-time */
      last_assigned_at: string | null;
      /** @description Whether they have the language of the ticket */
      speaks_language: boolean;
    };
    PriorityExplanation: {
      value: components['schemas']['TicketPriority'];
      cause: components['schemas']['ExplanationCause'];
      /** @description In plain English */
      sentence: string;
      event: components['schemas']['ExplanationEvent'] | null;
      /** @description Of triage, from 0 to 1 */
      confidence: number | null;
    };
    SlaPolicyExplanation: {
      /** @description `name@version` */
      value: string;
      /** @enum {string} */
      cause: 'person' | 'organisation' | 'rule' | 'default';
      /** @description In plain English */
      sentence: string;
      event: components['schemas']['ExplanationEvent'] | null;
      /** @description The conditions of the policy */
      rule: components['schemas']['SlaRule'] | null;
    };
    /** @description The tickets that the policy applies to: all conditions have to hold. Rules are tried by position. */
    SlaRule: {
      /** @default 500 */
      position?: number;
      conditions: components['schemas']['SlaCondition'][];
    };
    /** @description Holds if the ticket has one of the values */
    SlaCondition:
      | {
          /** @enum {string} */
          field: 'team' | 'category' | 'type' | 'tag' | 'source' | 'organisation' | 'vip';
          values: string[];
        }
      | {
          /** @enum {string} */
          field: 'custom_field';
          key: string;
          values: (string | number)[];
        };
    RuleExplanation: {
      /** @description In plain English */
      sentence: string;
      event: components['schemas']['ExplanationEvent'];
    };
    BulkJob: {
      job: components['schemas']['Job'];
    };
    Job: {
      id: string;
      state: components['schemas']['JobState'];
      total: number;
      /** @description Items processed so far, whatever the result */
      done: number;
      changed: number;
      failed: number;
    };
    /** @enum {string} */
    JobState: 'running' | 'done';
    BulkReport: {
      job: components['schemas']['Job'];
      /** @description Results of the tickets processed so far, in the order of `ticket_ids`. With a filter, the oldest ticket comes first. */
      results: components['schemas']['BulkResult'][];
    };
    BulkResult: {
      ticket_id: string;
      number: string;
      /**
       * @description `unchanged`: the ticket already had these values. `refused`: nothing was changed, and `code` says why.
       * @enum {string}
       */
      outcome: 'changed' | 'unchanged' | 'refused';
      /** @description Error code, as in a problem. Clients can branch on it. */
      code: string | null;
      detail: string | null;
    };
    /**
     * @description The status `closed` requires a `resolution_code`, a key from `GET /resolution-codes`. The status `on_hold` requires a `hold_reason`, a key from `GET /hold-reasons`. For a ticket on hold, it changes reason and date.
     * @example {
     *       "status": "in_progress"
     *     }
     */
    StatusChange: {
      status: components['schemas']['TicketStatus'];
      resolution_code?: string;
      /** @description A key of `GET /hold-reasons`. */
      hold_reason?: string;
      /**
       * @description When Holdfast continues the ticket: an instant, or a day in the time zone of its SLA calendar. At most two years ahead; null for no date.
       * @example 2027-01-04
       */
      hold_until?: string | null;
    };
    /**
     * @description The id of a moderator, or null to return the ticket to the queue.
     * @example {
     *       "assignee_id": null
     *     }
     */
    Assignment: {
      assignee_id: string | null;
    };
    /**
     * @example {
     *       "reason": "I know nothing about printers."
     *     }
     */
    Decline: {
      reason?: string;
    };
    /**
     * @example {
     *       "resolution_code": "fixed",
     *       "comment": "The gateway is up again."
     *     }
     */
    Resolution: {
      resolution_code?: string;
      /** @description A public comment for the requester. */
      comment?: string;
    };
    /**
     * @example {
     *       "resolution_code": "fixed"
     *     }
     */
    Closing: {
      resolution_code: string;
    };
    /**
     * @example {
     *       "reason": "It drops again."
     *     }
     */
    Reopening: {
      reason?: string;
    };
    /**
     * @example {
     *       "reason": "I found the cable."
     *     }
     */
    Cancellation: {
      reason?: string;
    };
    /**
     * @example {
     *       "score": 5
     *     }
     */
    Rating: {
      /** @description From 1 (very dissatisfied) to 5 (very satisfied) */
      score: number;
      /** @default null */
      comment?: string | null;
    };
    /**
     * @description The values that replace proposed ones. An empty object accepts the proposal.
     * @example {
     *       "priority": "high"
     *     }
     */
    TriageConfirmation: {
      priority?: components['schemas']['TicketPriority'];
      /** @description A key of `GET /categories`. */
      category?: string;
      /** @description A key of `GET /ticket-types`. */
      type?: string;
      required_skills?: string[];
      /** @description Id or key of a team of `GET /teams`. */
      team?: string | null;
    };
    /**
     * @description Without a `title`, the new ticket gets the title of the closed one.
     * @example {
     *       "description": "It drops again since the update."
     *     }
     */
    FollowUp: {
      title?: string;
      description: string;
    };
    /**
     * @description The ids of the comments to move. Title and description come from the public ones. If all are internal notes, a `description` is required.
     * @example {
     *       "comment_ids": [
     *         "019b2c6e-7d1f-7a55-8a51-6b1c3f0f2a10"
     *       ],
     *       "title": "The printer is out of toner"
     *     }
     */
    Split: {
      comment_ids: string[];
      title?: string;
      description?: string;
    };
    /**
     * @description A link from this ticket to another one, given by id or number.
     * @example {
     *       "type": "duplicate_of",
     *       "ticket": "TKT-2026-000041"
     *     }
     */
    NewLink: {
      /** @enum {string} */
      type: 'duplicate_of' | 'blocks' | 'follow_up_of' | 'relates_to' | 'incident_of';
      ticket: string;
    };
    /**
     * @description The id or number of the ticket to merge into.
     * @example {
     *       "into": "TKT-2026-000041"
     *     }
     */
    Merge: {
      into: string;
    };
    RequesterLink: {
      /** @description Send it to the requester only. */
      url: string;
      /** Format: date-time */
      expires_at: string;
    };
    CommentList: {
      comments: components['schemas']['Comment'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    Comment: {
      id: string;
      author: components['schemas']['Person'];
      body: string;
      is_internal: boolean;
      /** @description True if the text came by mail and neither a mail server nor a reply address authenticated its sender. Omitted otherwise. Returned to staff only. */
      sender_unproven?: boolean;
      /**
       * @deprecated
       * @description Same as `files`
       */
      attachments: components['schemas']['Attachment'][];
      files: components['schemas']['Attachment'][];
      /**
       * Format: date-time
       * @description When the comment becomes public. Omitted for all others. Returned to staff only.
       */
      send_at?: string;
      /**
       * @description No person wrote it: it quotes public articles. Omitted for all others.
       * @enum {boolean}
       */
      is_automatic?: true;
      /** Format: date-time */
      created_at: string;
      /**
       * Format: date-time
       * @description When the text was last edited. Null if never.
       */
      edited_at: string | null;
      /**
       * Format: date-time
       * @description When the comment was deleted, with its text and files. Null if it was not.
       */
      deleted_at: string | null;
      deleted_by: components['schemas']['Person'] | null;
      /**
       * @description It was deleted before it was sent. Omitted for all others.
       * @enum {boolean}
       */
      is_taken_back?: true;
      /** @description Increases with every change. Send it as ETag in `If-Match`. */
      version: number;
    };
    /**
     * @example {
     *       "body": "It works again since I changed the cable."
     *     }
     */
    NewComment: {
      body: string;
      /**
       * @description True for a note that only staff can read.
       * @default false
       */
      is_internal?: boolean;
      /** @description Files that you have uploaded with `POST /files` and not used yet, at most 20. */
      file_ids?: string[];
      /** @description The last event that you have seen. If another person has commented since, you get 409. */
      seen_event_id?: string;
      /**
       * Format: date-time
       * @description For public comments of staff: when it is sent, at most 92 days ahead. Until then only staff see it. Sent at once if omitted.
       */
      send_at?: string;
    };
    ActivityList: {
      activities: components['schemas']['Activity'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    Activity: {
      id: string;
      /** Format: date-time */
      at: string;
      actor: components['schemas']['Actor'];
      action: components['schemas']['ActivityAction'];
      /** @description `{from, to}` for changed values, plain values for other details. */
      details: {
        [key: string]: unknown;
      };
    };
    /**
     * @example {
     *       "body": "It works again since I changed the other cable."
     *     }
     */
    CommentEdit: {
      body: string;
    };
    CommentVersions: {
      versions: components['schemas']['CommentVersion'][];
    };
    /** @description A text of the comment, with its author and time */
    CommentVersion: {
      body: string;
      /** Format: date-time */
      at: string;
      by: components['schemas']['Person'];
    };
    RedactionAnswer: {
      redaction: components['schemas']['Redaction'];
    };
    Redaction: {
      id: string;
      ticket_id: string;
      /** @description Null for the ticket itself */
      comment_id: string | null;
      /** @description The redacted file. Null for a text. */
      file_id: string | null;
      /**
       * @description `failed`: the server’s secret changed while the job ran. Redact again.
       * @enum {string}
       */
      state: 'running' | 'done' | 'failed';
      /** @description Number of texts, mails and files redacted so far. `files_left` lists files that contain the text but were not changed. Redact them by `file_id`. `articles` are texts in articles that were made of the tickets, with their versions. */
      places: {
        comments: number;
        tickets: number;
        activities: number;
        mails: number;
        raw_mails_rewritten: number;
        raw_mails_removed: number;
        files_removed: number;
        files_left: number;
        exports_removed: number;
        articles: number;
      };
      requested_by: {
        id: string;
      };
      /** Format: date-time */
      requested_at: string;
      /** Format: date-time */
      finished_at: string | null;
    };
    /**
     * @example {
     *       "text": "correct horse battery staple"
     *     }
     */
    NewRedaction:
      | {
          /** @description The exact text to remove, including case and spaces */
          text: string;
        }
      | {
          /** @description A file of the comment or the ticket */
          file_id: string;
        };
    File: {
      id: string;
      name: string;
      /** @description Media type by content */
      type: string;
      size_bytes: number;
      uploaded_by: components['schemas']['Person'];
      /** Format: date-time */
      uploaded_at: string;
      state: components['schemas']['FileState'];
      /** @description What the virus scanner has found */
      rejected_because: string | null;
      /** @description Number of the ticket. Null while no ticket has it. */
      ticket: string | null;
      /** @description Null for a file of the description */
      comment_id: string | null;
      steps: components['schemas']['FileSteps'];
    };
    /** @description When each step was done */
    FileSteps: {
      /** Format: date-time */
      stored_at: string;
      /** Format: date-time */
      scanned_at: string | null;
      /** Format: date-time */
      read_at: string | null;
      /** Format: date-time */
      analysed_at: string | null;
    };
    NewFile: {
      /** @description Id or number of the only ticket that may have the file. Send it before `file`. */
      ticket?: string;
      /** Format: binary */
      file: string;
    };
    /** @description Null and empty until its text was read. */
    FileAnalysis: {
      state: components['schemas']['FileState'];
      kind: components['schemas']['FileKind'] | null;
      /** @description The beginning of its text, at most 50,000 characters */
      text: string | null;
      language: string | null;
      summary: string | null;
      error_codes: string[];
      metadata: {
        [key: string]: string | number;
      };
      fault: components['schemas']['FileFault'] | null;
    };
    FileLink: {
      /** Format: uri */
      url: string;
      /** Format: date-time */
      expires_at: string;
    };
    /**
     * @example {
     *       "email": "kim@customer.example",
     *       "name": "Kim Lee"
     *     }
     */
    NewParticipant: {
      /** @example alice@holdfast.local */
      email: string;
      name?: string;
    };
    TombstoneList: {
      deleted_tickets: components['schemas']['Tombstone'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    Tombstone: {
      id: string;
      number: string;
      /** Format: date-time */
      deleted_at: string;
      deleted_by: components['schemas']['Person'];
      reason: string | null;
    };
    Registered: {
      user: components['schemas']['User'];
    };
    /**
     * @description The new account has the role `user`.
     * @example {
     *       "email": "dave@example.org",
     *       "password": "correct horse battery staple",
     *       "name": "Dave"
     *     }
     */
    Registration: {
      /** @example alice@holdfast.local */
      email: string;
      /**
       * @description Common passwords are refused, and so are passwords that contain the user’s name or address.
       * @example correct horse battery staple
       */
      password: string;
      name: string;
    };
    SignIn: components['schemas']['Session'] | components['schemas']['FactorRequired'];
    Session: {
      access_token: string;
      /** @description Valid for one refresh within seven days. */
      refresh_token: string;
      /** @enum {string} */
      token_type: 'Bearer';
      /** @description Seconds until the access token expires. */
      expires_in: number;
      user: components['schemas']['User'];
    };
    /** @description The response for users with a second factor. Other users get a `Session`. */
    FactorRequired: {
      /** @enum {boolean} */
      factor_required: true;
      /** @description Send it with a code to `POST /auth/verify-factor`. */
      factor_token: string;
      /** @description Seconds until the token expires. */
      expires_in: number;
    };
    /**
     * @example {
     *       "email": "alice@holdfast.local",
     *       "password": "holdfast-demo"
     *     }
     */
    Login: {
      /** @example alice@holdfast.local */
      email: string;
      password: string;
    };
    /**
     * @example {
     *       "refresh_token": "hfr_…"
     *     }
     */
    Refresh: {
      refresh_token: string;
    };
    CookieSession: {
      /** @description Seconds until the session ends. */
      expires_in: number;
      user: components['schemas']['User'];
    };
    /**
     * @example {
     *       "email": "alice@holdfast.local",
     *       "password": "holdfast-demo"
     *     }
     */
    NewSession:
      | components['schemas']['Login']
      | components['schemas']['SignInCode']
      | components['schemas']['FactorVerification'];
    /**
     * @example {
     *       "email": "alice@holdfast.local",
     *       "otp": "123456"
     *     }
     */
    SignInCode: {
      /** @example alice@holdfast.local */
      email: string;
      otp: string;
    };
    /**
     * @example {
     *       "factor_token": "v1.…",
     *       "code": "123456"
     *     }
     */
    FactorVerification: {
      factor_token: string;
      /**
       * @description Six digits from the authenticator app, or a recovery code.
       * @example 123456
       */
      code: string;
    };
    OwnSessions: {
      sessions: components['schemas']['OwnSession'][];
    };
    OwnSession: {
      id: string;
      /**
       * @description `cookie`: the console. `tokens`: programs. `codec`: the Temporal Web UI.
       * @enum {string}
       */
      kind: 'tokens' | 'cookie' | 'codec';
      /** @description Browser and system, or the name of a program */
      device: string | null;
      /** @description True for the session of this request */
      is_current: boolean;
      /** Format: date-time */
      created_at: string;
      /**
       * Format: date-time
       * @description Up to five minutes ago
       */
      last_used_at: string | null;
      /** Format: date-time */
      expires_at: string;
    };
    /**
     * @example {
     *       "email": "alice@holdfast.local"
     *     }
     */
    EmailAddress: {
      /** @example alice@holdfast.local */
      email: string;
    };
    /**
     * @example {
     *       "token": "…",
     *       "password": "correct horse battery staple"
     *     }
     */
    PasswordReset: {
      token: string;
      /**
       * @description Common passwords are refused, and so are passwords that contain the user’s name or address.
       * @example correct horse battery staple
       */
      password: string;
    };
    /**
     * @example {
     *       "current_password": "holdfast-demo",
     *       "new_password": "correct horse battery staple"
     *     }
     */
    PasswordChange: {
      current_password: string;
      /**
       * @description Common passwords are refused, and so are passwords that contain the user’s name or address.
       * @example correct horse battery staple
       */
      new_password: string;
    };
    ApiKeyList: {
      api_keys: components['schemas']['ApiKey'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    ApiKey: {
      id: string;
      name: string;
      /** @description The first characters of the key. */
      prefix: string;
      scopes: components['schemas']['Scope'][];
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      expires_at: string;
      /**
       * Format: date-time
       * @description Precise to the minute.
       */
      last_used_at: string | null;
    };
    /** @enum {string} */
    Scope:
      | 'tickets:read'
      | 'tickets:write'
      | 'people:read'
      | 'people:write'
      | 'people:export'
      | 'knowledge:read'
      | 'knowledge:write'
      | 'files:read'
      | 'files:write'
      | 'webhooks:manage'
      | 'admin';
    CreatedApiKey: {
      api_key: components['schemas']['ApiKey'];
      /** @description The complete key. It is shown only once. */
      key: string;
    };
    /**
     * @example {
     *       "name": "monitoring",
     *       "scopes": [
     *         "tickets:write"
     *       ]
     *     }
     */
    NewApiKey: {
      name: string;
      scopes: components['schemas']['Scope'][];
      /**
       * Format: date-time
       * @description At most 366 days from now. The default is 90 days.
       */
      expires_at?: string;
    };
    ApiKeyActivityList: {
      activities: components['schemas']['ApiKeyActivity'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    ApiKeyActivity: {
      id: string;
      /** Format: date-time */
      at: string;
      action: components['schemas']['ActivityAction'];
      /** @description Number of the ticket */
      ticket: string;
    };
    SecondFactor: {
      /**
       * Format: date-time
       * @description Null if the user has no second factor.
       */
      added_at: string | null;
      recovery_codes_left: number;
      /** @description True if this installation requires a second factor for the user’s role. */
      is_required: boolean;
    };
    ProposedFactor: {
      /** @description The secret in base32, to type into an app. */
      secret: string;
      /** @description Address for a QR code that an authenticator app scans. */
      otpauth_uri: string;
    };
    /**
     * @description Users who have a password must send it again.
     * @example {
     *       "current_password": "holdfast-demo"
     *     }
     */
    NewFactor: {
      current_password?: string;
    };
    /** @description Each code replaces the authenticator app once. The codes are shown only once. */
    RecoveryCodes: {
      recovery_codes: string[];
    };
    /**
     * @example {
     *       "code": "123456"
     *     }
     */
    FactorCode: {
      /**
       * @description Six digits from the authenticator app, or a recovery code.
       * @example 123456
       */
      code: string;
    };
    /**
     * @description What is left out stays. A new name alone removes first and last name.
     * @example {
     *       "name": "Alice"
     *     }
     */
    Profile: {
      name: string;
      first_name?: string | null;
      last_name?: string | null;
      phone?: string | null;
      department?: string | null;
      location?: string | null;
      language?: components['schemas']['MailLanguage'] | null;
      /**
       * @description IANA name
       * @example Europe/Berlin
       */
      time_zone?: string | null;
      languages?: string[];
      /** @description The current absence. Without `until` it has no end. Null if the user is available. */
      availability?: components['schemas']['NewAbsence'] | null;
    };
    /** @description From now on without `from`: `{}` is "away". */
    NewAbsence: {
      /** Format: date-time */
      from?: string;
      /**
       * Format: date-time
       * @default null
       */
      until?: string | null;
    };
    /**
     * @example {
     *       "language": "de",
     *       "mails": {
     *         "comments": true,
     *         "status": true,
     *         "reminders": true,
     *         "queue": true,
     *         "sla_warnings": true,
     *         "escalations": true,
     *         "digests": false,
     *         "operation": true
     *       },
     *       "quiet_hours": {
     *         "from": "22:00",
     *         "to": "07:00",
     *         "time_zone": "Europe/Berlin"
     *       }
     *     }
     */
    Notifications: {
      /** @description The language of all mails to you. Null means the language of the ticket, or English. */
      language: components['schemas']['MailLanguage'] | null;
      /** @description True for each kind of mail that you get. */
      mails: {
        /** @description New comments by others on your tickets */
        comments: boolean;
        /** @description Your ticket was received, resolved (with the survey), cancelled or merged */
        status: boolean;
        /** @description Your ticket is waiting for your answer */
        reminders: boolean;
        /** @description No moderator is free for a ticket */
        queue: boolean;
        /** @description SLA targets at risk, and breaches */
        sla_warnings: boolean;
        /** @description Escalation steps */
        escalations: boolean;
        /** @description The daily digest */
        digests: boolean;
        /** @description Tickets repaired by a sweep, and addresses that reject mail */
        operation: boolean;
      };
      /** @description Mails wait until the quiet hours end. If `to` is earlier than `from`, the hours span midnight. */
      quiet_hours: components['schemas']['QuietHours'] | null;
    };
    QuietHours: {
      from: string;
      to: string;
      /**
       * @description IANA time zone name
       * @example Europe/Berlin
       */
      time_zone: string;
    };
    UserList: {
      users: components['schemas']['User'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    /**
     * @description Without a password, the user gets a mail with a link to choose one. Without an organisation, they join that of their mail domain.
     * @example {
     *       "email": "dave@holdfast.local",
     *       "name": "Dave",
     *       "role": "moderator",
     *       "skills": [
     *         "network"
     *       ]
     *     }
     */
    NewUser: {
      /** @example alice@holdfast.local */
      email: string;
      name: string;
      first_name?: string | null;
      last_name?: string | null;
      phone?: string | null;
      department?: string | null;
      location?: string | null;
      language?: components['schemas']['MailLanguage'] | null;
      /**
       * @description IANA name
       * @example Europe/Berlin
       */
      time_zone?: string | null;
      languages?: string[];
      /** @description Addresses beside `email`. A mail from one of them is a mail of this person. Sign-in and mails use `email`. An address belongs to one person. */
      other_addresses?: string[];
      /** @description Names in other systems. Each belongs to one person. */
      identities?: string[];
      /** @default user */
      role?: components['schemas']['Role'];
      skills?: string[];
      /** @description Id or key of a team of `GET /teams`. */
      team?: string | null;
      organisation_id?: string | null;
      capacity?: number;
      /**
       * @description Common passwords are refused, and so are passwords that contain the user’s name or address.
       * @example correct horse battery staple
       */
      password?: string;
    };
    /**
     * @description The fields to change. Users can change their own contact details and availability. Staff can change the contact details of requesters, and managers their organisation. New parts of a name without `name` make the name. A new name alone removes its parts.
     * @example {
     *       "skills": [
     *         "network",
     *         "vpn"
     *       ],
     *       "capacity": 15
     *     }
     */
    UserEdit: {
      name?: string;
      first_name?: string | null;
      last_name?: string | null;
      phone?: string | null;
      department?: string | null;
      location?: string | null;
      language?: components['schemas']['MailLanguage'] | null;
      /**
       * @description IANA name
       * @example Europe/Berlin
       */
      time_zone?: string | null;
      languages?: string[];
      /** @example alice@holdfast.local */
      email?: string;
      /** @description Addresses beside `email`. A mail from one of them is a mail of this person. Sign-in and mails use `email`. An address belongs to one person. */
      other_addresses?: string[];
      /** @description Names in other systems. Each belongs to one person. */
      identities?: string[];
      role?: components['schemas']['Role'];
      skills?: string[];
      /** @description Id or key of a team of `GET /teams`. */
      team?: string | null;
      organisation_id?: string | null;
      ticket_visibility?: components['schemas']['TicketVisibility'] | null;
      capacity?: number;
      /** @description The current absence. Without `until` it has no end. Null if the user is available. */
      availability?: components['schemas']['NewAbsence'] | null;
      calendar?: string | null;
      is_active?: boolean;
    };
    PersonExport: {
      person: components['schemas']['User'];
      notifications: components['schemas']['Notifications'];
      tickets: {
        number: string;
        title: string;
        description: string;
        status: string;
        priority: string;
        category: string;
        tags: string[];
        custom_fields: components['schemas']['CustomFieldValues'];
        language: string | null;
        sentiment: string | null;
        satisfaction: components['schemas']['Satisfaction'] | null;
        /** @description Address for mails about the ticket, if not the address of the account */
        answer_to: components['schemas']['MailAddress'] | null;
        /** @description Message-ID of the mail that created it */
        message_id: string | null;
        /** Format: date-time */
        created_at: string;
        /** Format: date-time */
        closed_at: string | null;
      }[];
      comments: {
        ticket_id: string;
        body: string;
        is_internal: boolean;
        /** @description Message-ID of the mail that created it */
        message_id: string | null;
        /** Format: date-time */
        created_at: string;
        /** Format: date-time */
        edited_at: string | null;
        /** Format: date-time */
        deleted_at: string | null;
        earlier_versions: {
          body: string;
          /** Format: date-time */
          at: string;
        }[];
      }[];
      activities: {
        ticket_number: string;
        action: string;
        details: {
          [key: string]: unknown;
        };
        /** Format: date-time */
        at: string;
      }[];
      mails: {
        kind: string;
        state: string;
        /** Format: date-time */
        created_at: string;
        /** Format: date-time */
        sent_at: string | null;
      }[];
      /** @description Original mails from the user that are still stored */
      received_mails: {
        id: string;
        size_bytes: number;
        /** Format: date-time */
        received_at: string;
        /** Format: date-time */
        expires_at: string;
      }[];
      security_events: {
        action: string;
        address: string | null;
        details: {
          [key: string]: unknown;
        };
        /** Format: date-time */
        at: string;
      }[];
      sessions: {
        /** Format: date-time */
        created_at: string;
        /** Format: date-time */
        expires_at: string;
      }[];
      api_keys: {
        name: string;
        prefix: string;
        scopes: string[];
        /** Format: date-time */
        created_at: string;
        /** Format: date-time */
        expires_at: string;
        /** Format: date-time */
        last_used_at: string | null;
      }[];
      /** @description Tickets where the user’s address is or was in copy */
      participations: {
        ticket_number: string;
        name: string;
        email: string | null;
        /** Format: date-time */
        added_at: string;
        /** Format: date-time */
        removed_at: string | null;
      }[];
      /** @description Conversations about tickets that were to be created */
      conversations: {
        state: string;
        messages: string[];
        questions: string[];
        title: string;
        description: string;
        ticket_number: string | null;
        /** Format: date-time */
        created_at: string;
        /** Format: date-time */
        expires_at: string;
      }[];
      /** @description Unsent comments */
      drafts: {
        ticket_id: string;
        body: string;
        is_internal: boolean;
        /** Format: date-time */
        saved_at: string;
        replaced: {
          body: string;
          is_internal: boolean;
          /** Format: date-time */
          saved_at: string;
        }[];
      }[];
      ticket_notifications: {
        kind: string;
        ticket_number: string;
        /** Format: date-time */
        at: string;
        /** Format: date-time */
        read_at: string | null;
      }[];
      /** @description When the user last read each ticket */
      read_marks: {
        ticket_id: string;
        /** Format: date-time */
        read_at: string;
      }[];
      /** @description Files that the user uploaded or mailed. `GET /files/{file}/content` has the content, and `/analysis` the text. */
      files: {
        id: string;
        name: string;
        type: string;
        size_bytes: number;
        /** Format: date-time */
        uploaded_at: string;
        summary: string | null;
      }[];
      /** @description True if a list was too long for one response. */
      truncated: boolean;
    };
    /** @description An export to a file, for users with more than 500 rows in a list */
    PersonExportJob: {
      /** @description Progress in rows. An export changes nothing. `failed` is 1 if the export failed. */
      job: components['schemas']['Job'];
      /** @description Null until the export has succeeded */
      file: components['schemas']['ExportFile'] | null;
    };
    ExportFile: {
      url: string;
      size_bytes: number;
      /** Format: date-time */
      expires_at: string;
    };
    PersonMergeAnswer: {
      merge: components['schemas']['PersonMerge'] | null;
    };
    PersonMerge: {
      id: string;
      into_id: string;
      /**
       * @description `moving`, `undoing`: tickets and comments are on their way.
       * @enum {string}
       */
      state: 'moving' | 'done' | 'undoing' | 'undone';
      /** @description Moved so far; after an undo, back so far. */
      tickets: number;
      comments: number;
      /** Format: date-time */
      merged_at: string;
      /**
       * Format: date-time
       * @description 24 hours after the merge
       */
      undo_until: string;
    };
    /**
     * @description The id of the person who stays.
     * @example {
     *       "into": "0195569e-7c00-7000-8000-000000000042"
     *     }
     */
    NewMerge: {
      into: string;
    };
    OrganisationList: {
      organisations: components['schemas']['Organisation'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    Organisation: {
      id: string;
      name: string;
      domains: string[];
      policy: string | null;
      notes: string | null;
      is_vip: boolean;
      ticket_visibility: components['schemas']['TicketVisibility'];
      /** Format: date-time */
      created_at: string;
      version: number;
    };
    /**
     * @example {
     *       "name": "Example Ltd",
     *       "domains": [
     *         "example.com"
     *       ]
     *     }
     */
    NewOrganisation: {
      name: string;
      /**
       * @description People with an address at one of them join when they register, prove the address, write a verified mail or are created. Subdomains count as others. A domain belongs to one organisation. Free-mail domains are refused.
       * @default []
       */
      domains?: string[];
      /**
       * @description Name of the SLA policy of their new tickets, in its newest version. Null for that of the desk.
       * @default null
       */
      policy?: string | null;
      /**
       * @description For staff.
       * @default null
       */
      notes?: string | null;
      /** @default false */
      is_vip?: boolean;
      /**
       * @description `organisation`: its people read the tickets of all its people, without internal notes. A person can have a rule of their own. People with an unproven address read their own tickets only.
       * @default own
       */
      ticket_visibility?: components['schemas']['TicketVisibility'];
    };
    /**
     * @description What to change; the rest stays. `domains` are replaced as a whole.
     * @example {
     *       "is_vip": true
     *     }
     */
    OrganisationEdit: {
      name?: string;
      /** @description People with an address at one of them join when they register, prove the address, write a verified mail or are created. Subdomains count as others. A domain belongs to one organisation. Free-mail domains are refused. */
      domains?: string[];
      /** @description Name of the SLA policy of their new tickets, in its newest version. Null for that of the desk. */
      policy?: string | null;
      /** @description For staff. */
      notes?: string | null;
      is_vip?: boolean;
      /** @description `organisation`: its people read the tickets of all its people, without internal notes. A person can have a rule of their own. People with an unproven address read their own tickets only. */
      ticket_visibility?: components['schemas']['TicketVisibility'];
    };
    SecurityEventList: {
      security_events: components['schemas']['SecurityEvent'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    SecurityEvent: {
      id: string;
      /** Format: date-time */
      at: string;
      action: components['schemas']['AccountEventType'];
      actor: components['schemas']['Actor'];
      user: components['schemas']['Person'] | null;
      address: string | null;
      details: {
        [key: string]: unknown;
      };
    };
    /** @enum {string} */
    AccountEventType:
      | 'account.registered'
      | 'account.created'
      | 'account.edited'
      | 'account.deactivated'
      | 'account.reactivated'
      | 'account.erased'
      | 'account.exported'
      | 'account.merged'
      | 'account.merge_undone'
      | 'account.signed_in'
      | 'account.sign_in_failed'
      | 'account.sign_in_refused'
      | 'account.signed_out'
      | 'account.refresh_token_reused'
      | 'account.code_requested'
      | 'account.password_reset_requested'
      | 'account.password_changed'
      | 'account.second_factor_asked'
      | 'account.second_factor_added'
      | 'account.second_factor_removed'
      | 'account.mail_resent'
      | 'account.address_refused'
      | 'account.address_accepted'
      | 'account.api_key_created'
      | 'account.api_key_revoked'
      | 'form.submitted'
      | 'settings.changed'
      | 'mail_template.changed'
      | 'article.created'
      | 'article.edited'
      | 'article.deleted'
      | 'organisation.created'
      | 'organisation.edited'
      | 'organisation.deleted'
      | 'webhook.created'
      | 'webhook.edited'
      | 'webhook.deleted'
      | 'webhook.secret_rotated'
      | 'webhook.disabled'
      | 'slack.connected'
      | 'slack.edited'
      | 'slack.disconnected';
    RerunJob: {
      job: components['schemas']['Job'];
      /** @description Of a dry run: the first 1000 answers */
      comparisons?: components['schemas']['TriageComparison'][];
    };
    TriageComparison: {
      /** @description Its number */
      ticket: string;
      before: components['schemas']['TriageValues'];
      after: components['schemas']['TriageValues'];
      changed: boolean;
      provider: string;
      model: string;
      prompt_version: string;
      confidence: number;
      /** @description Whether the answer would wait for a person */
      needs_review: boolean;
    };
    TriageValues: {
      priority: string;
      category: string;
      type: string;
      required_skills: string[];
    };
    /**
     * @description Send either `fallback_only: true`, or tickets by id or number.
     * @example {
     *       "fallback_only": true
     *     }
     */
    RerunRequest: components['schemas']['RerunFallbacks'] | components['schemas']['RerunTickets'];
    RerunFallbacks: {
      /** @enum {boolean} */
      fallback_only: true;
      /** @description True compares the answers with the tickets and writes nothing. A provider charges for it. */
      dry_run?: boolean;
    };
    RerunTickets: {
      /** @enum {boolean} */
      fallback_only?: false;
      ticket_ids: string[];
      /** @description True compares the answers with the tickets and writes nothing. A provider charges for it. */
      dry_run?: boolean;
    };
    TriageModelList: {
      models: components['schemas']['TriageModel'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
      active: components['schemas']['TriageActivation'];
      training: components['schemas']['TriageTrainingState'];
    };
    TriageModel: {
      version: number;
      /** @description The `triage.model` of tickets that it triages */
      name: string;
      /** Format: date-time */
      trained_at: string;
      /** @description Account; null for the schedule */
      requested_by: string | null;
      /** @description Tickets that it learned from */
      examples: number;
      /** Format: date-time */
      newest_ticket_at: string;
      /** @description Labels above the daily limit of a person, which were not learned */
      ignored_labels: components['schemas']['IgnoredLabels'];
      tasks: components['schemas']['TriageTaskFigures'][];
      comparison: components['schemas']['TriageModelComparison'];
      /**
       * @description `pinned`: better, but an administrator has gone back
       * @enum {string}
       */
      outcome: 'promoted' | 'not_better' | 'pinned';
      size_bytes: number;
      is_active: boolean;
    };
    IgnoredLabels: {
      total: number;
      people: components['schemas']['IgnoredLabelsOfPerson'][];
    };
    IgnoredLabelsOfPerson: {
      id: string;
      labels: number;
    };
    TriageTaskFigures: {
      /**
       * @description `team` is the assignee's
       * @enum {string}
       */
      task: 'category' | 'priority' | 'type' | 'team' | 'skills';
      /** @description Number of different labels */
      labels: number;
      /** @description Tickets with a label */
      examples: number;
      /** @description The newest of them, on which the version was judged */
      held_back: number;
      accuracy: number;
      macro_f1: number;
      /** @description Expected distance of confidence and accuracy */
      calibration_error: number;
      /** @description Of the rules of the vocabulary, on the same tickets */
      rules_accuracy: number;
      /** @description True if the version answers this task; otherwise the rules do */
      serves: boolean;
    };
    TriageModelComparison: {
      /** @description Version that was active; 0 for the rules */
      with: number;
      tickets: number;
      /** @description Mean accuracy over the tasks, with the rules in those not served */
      quality: number;
      active_quality: number;
    };
    TriageActivation: {
      /** @description 0 for the rules */
      version: number;
      /**
       * Format: date-time
       * @description Null if no version was ever activated
       */
      at: string | null;
      /** @description Account; null for an automatic promotion */
      by: string | null;
      /** @description True: trainings do not replace it */
      is_pinned: boolean;
    };
    TriageTrainingState: {
      is_running: boolean;
      last: components['schemas']['LastTriageTraining'] | null;
    };
    LastTriageTraining: {
      /** Format: date-time */
      at: string;
      /** @enum {string} */
      result: 'promoted' | 'not_better' | 'pinned' | 'too_few' | 'failed';
      examples: number;
      version: number | null;
    };
    TriageTrainingAnswer: {
      training: components['schemas']['TriageTraining'];
    };
    TriageTraining: {
      id: string;
    };
    TriageActivationAnswer: {
      active: components['schemas']['TriageActivation'];
    };
    DeliveryList: {
      deliveries: components['schemas']['Delivery'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    Delivery: {
      id: string;
      kind: components['schemas']['MailKind'];
      /** @description Holdfast retries `queued` and `sending` deliveries, but not `failed` ones. `suppressed`: not sent, because the address was rejected before, the recipient switched such mails off, or a batched mail contains it. */
      state: components['schemas']['DeliveryState'];
      recipient: components['schemas']['Person'];
      ticket_id: string | null;
      attempts: number;
      /** @description Last answer of the mail server, or why no mail was sent */
      answer: string | null;
      /**
       * Format: date-time
       * @description Earliest time to send a queued mail, for example the end of quiet hours
       */
      not_before: string | null;
      /** @description The id of the batched mail that contains this notification */
      carried_by: string | null;
      message_id: string;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      sent_at: string | null;
    };
    /** @enum {string} */
    MailKind:
      | 'assigned'
      | 'queued'
      | 'comment'
      | 'sla_warning'
      | 'sla_breached'
      | 'sla_escalated'
      | 'hold_ended'
      | 'received'
      | 'reply'
      | 'reminder'
      | 'resolved'
      | 'resolved_unanswered'
      | 'cancelled'
      | 'merged'
      | 'gathered'
      | 'sign_in_code'
      | 'password_reset'
      | 'welcome'
      | 'address_code'
      | 'password_changed'
      | 'address_changed'
      | 'address_added'
      | 'address_removed'
      | 'people_merged'
      | 'api_key_created'
      | 'second_factor_added'
      | 'second_factor_removed'
      | 'tickets_repaired'
      | 'daily_digest'
      | 'address_refused'
      | 'article_review'
      | 'webhook_disabled'
      | 'form_confirmation';
    /** @enum {string} */
    DeliveryState: 'queued' | 'sending' | 'sent' | 'failed' | 'suppressed';
    TicketMailList: {
      mails: components['schemas']['TicketMail'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    TicketMail: {
      id: string;
      kind: components['schemas']['MailKind'];
      /** @description `sent`: a mail server has accepted it. `returned` says whether it came back. */
      state: components['schemas']['DeliveryState'];
      recipient: components['schemas']['Person'];
      /** @description The comment that the mail is about */
      comment_id: string | null;
      attempts: number;
      /** @description Last answer of the mail server, or why no mail was sent */
      answer: string | null;
      /** @description When a mail server returned the accepted mail, and its status. Null if none did. */
      returned: components['schemas']['MailProblem'] | null;
      /**
       * Format: date-time
       * @description Earliest time to send a queued mail
       */
      not_before: string | null;
      /** @description The id of the batched mail that contains this notification */
      carried_by: string | null;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      sent_at: string | null;
    };
    SweepList: {
      sweeps: components['schemas']['Sweep'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    Sweep: {
      id: string;
      /** @description The account that started the sweep. Null for the schedule. */
      requested_by: string | null;
      /** Format: date-time */
      started_at: string;
      /**
       * Format: date-time
       * @description Null, like `report`, while the sweep runs or if it was abandoned
       */
      finished_at: string | null;
      report: components['schemas']['SweepReport'] | null;
    };
    SweepReport: {
      /** @description Open tickets checked */
      checked: number;
      /** @description Tickets whose workflow was missing or had ended. It was started again. */
      repaired: components['schemas']['TicketTally'];
      /** @description Closed or cancelled tickets whose workflow still ran. It was woken. */
      lingering: components['schemas']['TicketTally'];
      /** @description Tickets that a person has to check */
      stuck: components['schemas']['TicketTally'];
      /** @description Tickets that could not be checked. The log has the reason. */
      failed: components['schemas']['TicketTally'];
      /** @description People whose load differed from the weights of their open tickets. It was corrected. */
      corrected_loads: number;
      events_published: number;
      events_unpublished: number;
    };
    TicketTally: {
      count: number;
      /** @description Numbers of the first 500 tickets */
      tickets: string[];
    };
    SweepAnswer: {
      sweep: components['schemas']['Sweep'];
    };
    ReceivedMailList: {
      received_mails: components['schemas']['ReceivedMail'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    ReceivedMail: {
      id: string;
      /** @enum {string} */
      source: 'imap' | 'smtp';
      /** @description Envelope recipients. Empty for mails from an IMAP mailbox. */
      recipients: string[];
      size_bytes: number;
      /** Format: date-time */
      received_at: string;
      /** @description `kept`: the mail waits to be processed. `failed`: a person has to check it, and `fault` has the reason. */
      state: components['schemas']['ReceivedMailState'];
      outcome: components['schemas']['MailOutcome'] | null;
      fault: string | null;
      /** @description The account of the sender */
      account_id: string | null;
      /**
       * Format: date-time
       * @description When Holdfast deletes the mail and this record
       */
      expires_at: string;
    };
    /** @enum {string} */
    ReceivedMailState: 'kept' | 'done' | 'failed';
    MailOutcome: {
      kind: components['schemas']['MailOutcomeKind'];
      /** @description The ticket that the mail opened, also as a follow-up, or was added to */
      ticket: components['schemas']['TicketReference'] | null;
      /** @description Mail commands that were executed */
      commands: string[];
      /** @description Accounts whose mails bounced */
      account_ids: string[];
      /** @description Why the mail had no effect. `receipt_held`: it opened a ticket, but the sender got no confirmation. */
      reason: string | null;
    };
    /** @enum {string} */
    MailOutcomeKind: 'opened' | 'commented' | 'followed_up' | 'bounce' | 'ignored' | 'refused' | 'held';
    TicketReference: {
      id: string;
      number: string;
    };
    CalendarList: {
      calendars: components['schemas']['Calendar'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    Calendar: {
      name: string;
      /**
       * @description IANA time zone name
       * @example Europe/Berlin
       */
      time_zone: string;
      week: components['schemas']['WorkingWeek'];
      /** @default [] */
      holidays?: components['schemas']['Holiday'][];
      version: number;
      /** Format: date-time */
      created_at: string | null;
      created_by: components['schemas']['Person'] | null;
    };
    /** @description Shifts in local time. A shift whose end is not after its start ends on the next day. */
    WorkingWeek: {
      /** @default [] */
      monday?: components['schemas']['Shift'][];
      /** @default [] */
      tuesday?: components['schemas']['Shift'][];
      /** @default [] */
      wednesday?: components['schemas']['Shift'][];
      /** @default [] */
      thursday?: components['schemas']['Shift'][];
      /** @default [] */
      friday?: components['schemas']['Shift'][];
      /** @default [] */
      saturday?: components['schemas']['Shift'][];
      /** @default [] */
      sunday?: components['schemas']['Shift'][];
    };
    Shift: {
      start: string;
      end: string;
    };
    Holiday: {
      /**
       * @description `YYYY-MM-DD` for one year, `MM-DD` for every year
       * @example 12-25
       */
      date: string;
      name: string;
    };
    /**
     * @example {
     *       "name": "office",
     *       "time_zone": "Europe/Berlin",
     *       "week": {
     *         "monday": [
     *           {
     *             "start": "09:00",
     *             "end": "17:00"
     *           }
     *         ],
     *         "tuesday": [
     *           {
     *             "start": "09:00",
     *             "end": "17:00"
     *           }
     *         ],
     *         "wednesday": [
     *           {
     *             "start": "09:00",
     *             "end": "17:00"
     *           }
     *         ],
     *         "thursday": [
     *           {
     *             "start": "09:00",
     *             "end": "17:00"
     *           }
     *         ],
     *         "friday": [
     *           {
     *             "start": "09:00",
     *             "end": "17:00"
     *           }
     *         ]
     *       },
     *       "holidays": [
     *         {
     *           "date": "12-25",
     *           "name": "Christmas Day"
     *         }
     *       ]
     *     }
     */
    NewCalendar: {
      name: string;
      /**
       * @description IANA time zone name
       * @example Europe/Berlin
       */
      time_zone: string;
      week: components['schemas']['WorkingWeek'];
      /** @default [] */
      holidays?: components['schemas']['Holiday'][];
    };
    /**
     * @description The complete new calendar.
     * @example {
     *       "time_zone": "Europe/Berlin",
     *       "week": {
     *         "monday": [
     *           {
     *             "start": "09:00",
     *             "end": "17:00"
     *           }
     *         ],
     *         "tuesday": [
     *           {
     *             "start": "09:00",
     *             "end": "17:00"
     *           }
     *         ],
     *         "wednesday": [
     *           {
     *             "start": "09:00",
     *             "end": "17:00"
     *           }
     *         ],
     *         "thursday": [
     *           {
     *             "start": "09:00",
     *             "end": "17:00"
     *           }
     *         ],
     *         "friday": [
     *           {
     *             "start": "09:00",
     *             "end": "17:00"
     *           }
     *         ]
     *       },
     *       "holidays": [
     *         {
     *           "date": "12-25",
     *           "name": "Christmas Day"
     *         }
     *       ]
     *     }
     */
    CalendarEdit: {
      /**
       * @description IANA time zone name
       * @example Europe/Berlin
       */
      time_zone: string;
      week: components['schemas']['WorkingWeek'];
      /** @default [] */
      holidays?: components['schemas']['Holiday'][];
    };
    /** @description The new version of the calendar, with a report on the file. In a dry run, the unchanged calendar. */
    HolidayImportResult: {
      name: string;
      /**
       * @description IANA time zone name
       * @example Europe/Berlin
       */
      time_zone: string;
      week: components['schemas']['WorkingWeek'];
      /** @default [] */
      holidays?: components['schemas']['Holiday'][];
      version: number;
      /** Format: date-time */
      created_at: string | null;
      created_by: components['schemas']['Person'] | null;
      import: {
        dry_run: boolean;
        /** @description Days off in the file, in order */
        days: {
          /** @example 2026-12-25 */
          date: string;
          name: string;
          /** @description False if the calendar already has this holiday */
          is_new: boolean;
        }[];
        /** @description Events that are not days off, at most 200 */
        left_out: {
          name: string;
          /** @description First day of the event. Null if it cannot be read. */
          date: string | null;
          /** @enum {string} */
          reason: 'observance' | 'timed' | 'cancelled' | 'unreadable';
          message: string;
        }[];
        left_out_total: number;
      };
    };
    /**
     * @description The default range starts last year and ends with the third year from now.
     * @example {
     *       "ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//holidays//EN\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
     *       "from": "2026-01-01",
     *       "to": "2026-12-31"
     *     }
     */
    HolidayImport: {
      /** @description Content of an iCalendar file (RFC 5545) */
      ics: string;
      /**
       * Format: date
       * @description First day of the range. Send both `from` and `to`, or neither.
       */
      from?: string;
      /**
       * Format: date
       * @description Last day of the range
       */
      to?: string;
      /**
       * @description Also import observances, which are not days off, for example from Google’s holiday calendars
       * @default false
       */
      include_observances?: boolean;
      /**
       * @description Show the changes without saving them
       * @default false
       */
      dry_run?: boolean;
    };
    SlaPolicyList: {
      policies: components['schemas']['SlaPolicy'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    SlaPolicy: {
      name: string;
      /** @default null */
      rule?: components['schemas']['SlaRule'] | null;
      /**
       * @description Purpose of the policy
       * @default null
       */
      description?: string | null;
      /**
       * @description `name@version`, or a name for the newest version
       * @default always@1
       * @example always@1
       */
      calendar?: string;
      targets: components['schemas']['SlaTargetsByPriority'];
      /**
       * @description Other targets for a category, a team, or both. The first match wins.
       * @default []
       */
      exceptions?: components['schemas']['SlaException'][];
      /**
       * @default [
       *       "waiting_on_user"
       *     ]
       */
      pause_statuses?: components['schemas']['PausingStatus'][];
      /**
       * @description True if the first-response clock also pauses while the ticket waits for its requester
       * @default false
       */
      first_response_pauses?: boolean;
      /** @default null */
      warn_at_share?: number | null;
      /**
       * @description Further shares of a target at which the assignee is warned
       * @default []
       */
      warn_at_shares?: number[];
      /** @default [] */
      escalation?: components['schemas']['SlaEscalationStep'][];
      /** @default 4320 */
      auto_close_minutes?: number;
      /** @default 5 */
      queue_retry_minutes?: number;
      /**
       * @description Working minutes that an assignee has to accept a ticket before it is reassigned. Null means no limit.
       * @default null
       */
      acknowledge_minutes?: number | null;
      /**
       * @description Minutes between reminders while the ticket waits for its requester. Null means no reminders.
       * @default null
       */
      reminder_minutes?: number | null;
      version: number;
      /** Format: date-time */
      created_at: string | null;
      created_by: components['schemas']['Person'] | null;
    };
    SlaTargetsByPriority: {
      low: components['schemas']['SlaTargets'];
      medium: components['schemas']['SlaTargets'];
      high: components['schemas']['SlaTargets'];
      urgent: components['schemas']['SlaTargets'];
    };
    /** @description Targets in working time of the calendar. Null for no target. */
    SlaTargets: {
      /** @default null */
      first_response_minutes?: number | null;
      /**
       * @description From each unanswered public word of the requester, after the first answer of staff
       * @default null
       */
      next_response_minutes?: number | null;
      /** @default null */
      resolution_minutes?: number | null;
      /**
       * @description Number of working days, instead of minutes. The target is due at the end of that working day. 0 is the same day.
       * @default null
       */
      first_response_days?: number | null;
      /**
       * @description Number of working days, instead of minutes. The target is due at the end of that working day. 0 is the same day.
       * @default null
       */
      next_response_days?: number | null;
      /**
       * @description Number of working days, instead of minutes. The target is due at the end of that working day. 0 is the same day.
       * @default null
       */
      resolution_days?: number | null;
      /**
       * @description The calendar of these targets. Null for that of the policy.
       * @default null
       * @example always@1
       */
      calendar?: string | null;
    };
    SlaException: {
      /**
       * @description A key of `GET /categories`.
       * @default null
       */
      category?: string | null;
      /**
       * @description Id or key of a team of `GET /teams`.
       * @default null
       */
      team?: string | null;
      targets: {
        low?: components['schemas']['SlaTargets'];
        medium?: components['schemas']['SlaTargets'];
        high?: components['schemas']['SlaTargets'];
        urgent?: components['schemas']['SlaTargets'];
      };
    };
    /** @enum {string} */
    PausingStatus: 'open' | 'in_progress' | 'waiting_on_user';
    SlaEscalationStep: {
      /** @description Working minutes after the target is due. Negative for a step before it. */
      after_minutes: number;
      /** @enum {string} */
      action: 'notify_managers' | 'raise_priority' | 'reassign' | 'move_to_team' | 'mail';
      /**
       * @description The user who gets the mail of the action `mail`
       * @default null
       */
      recipient_id?: string | null;
      /**
       * @description The new team for the action `move_to_team`: id or key
       * @default null
       */
      team?: string | null;
    };
    /**
     * @example {
     *       "name": "premium",
     *       "description": "For customers with a premium contract",
     *       "calendar": "always@1",
     *       "targets": {
     *         "urgent": {
     *           "first_response_minutes": 15,
     *           "resolution_minutes": 240
     *         },
     *         "high": {
     *           "first_response_minutes": 60,
     *           "resolution_minutes": 480
     *         },
     *         "medium": {
     *           "first_response_minutes": 240,
     *           "resolution_minutes": 1440
     *         },
     *         "low": {
     *           "first_response_minutes": 480,
     *           "resolution_minutes": 4320
     *         }
     *       },
     *       "warn_at_share": 0.8,
     *       "escalation": [
     *         {
     *           "after_minutes": 60,
     *           "action": "notify_managers"
     *         }
     *       ],
     *       "acknowledge_minutes": 60,
     *       "reminder_minutes": 2880
     *     }
     */
    NewSlaPolicy: {
      name: string;
      /** @default null */
      rule?: components['schemas']['SlaRule'] | null;
      /**
       * @description Purpose of the policy
       * @default null
       */
      description?: string | null;
      /**
       * @description `name@version`, or a name for the newest version
       * @default always@1
       * @example always@1
       */
      calendar?: string;
      targets: components['schemas']['SlaTargetsByPriority'];
      /**
       * @description Other targets for a category, a team, or both. The first match wins.
       * @default []
       */
      exceptions?: components['schemas']['SlaException'][];
      /**
       * @default [
       *       "waiting_on_user"
       *     ]
       */
      pause_statuses?: components['schemas']['PausingStatus'][];
      /**
       * @description True if the first-response clock also pauses while the ticket waits for its requester
       * @default false
       */
      first_response_pauses?: boolean;
      /** @default null */
      warn_at_share?: number | null;
      /**
       * @description Further shares of a target at which the assignee is warned
       * @default []
       */
      warn_at_shares?: number[];
      /** @default [] */
      escalation?: components['schemas']['SlaEscalationStep'][];
      /** @default 4320 */
      auto_close_minutes?: number;
      /** @default 5 */
      queue_retry_minutes?: number;
      /**
       * @description Working minutes that an assignee has to accept a ticket before it is reassigned. Null means no limit.
       * @default null
       */
      acknowledge_minutes?: number | null;
      /**
       * @description Minutes between reminders while the ticket waits for its requester. Null means no reminders.
       * @default null
       */
      reminder_minutes?: number | null;
    };
    /**
     * @description The complete new policy.
     * @example {
     *       "description": "For customers with a premium contract",
     *       "calendar": "always@1",
     *       "targets": {
     *         "urgent": {
     *           "first_response_minutes": 15,
     *           "resolution_minutes": 240
     *         },
     *         "high": {
     *           "first_response_minutes": 60,
     *           "resolution_minutes": 480
     *         },
     *         "medium": {
     *           "first_response_minutes": 240,
     *           "resolution_minutes": 1440
     *         },
     *         "low": {
     *           "first_response_minutes": 480,
     *           "resolution_minutes": 4320
     *         }
     *       },
     *       "warn_at_share": 0.8,
     *       "escalation": [
     *         {
     *           "after_minutes": 60,
     *           "action": "notify_managers"
     *         }
     *       ],
     *       "acknowledge_minutes": 60,
     *       "reminder_minutes": 2880
     *     }
     */
    SlaPolicyEdit: {
      /** @default null */
      rule?: components['schemas']['SlaRule'] | null;
      /**
       * @description Purpose of the policy
       * @default null
       */
      description?: string | null;
      /**
       * @description `name@version`, or a name for the newest version
       * @default always@1
       * @example always@1
       */
      calendar?: string;
      targets: components['schemas']['SlaTargetsByPriority'];
      /**
       * @description Other targets for a category, a team, or both. The first match wins.
       * @default []
       */
      exceptions?: components['schemas']['SlaException'][];
      /**
       * @default [
       *       "waiting_on_user"
       *     ]
       */
      pause_statuses?: components['schemas']['PausingStatus'][];
      /**
       * @description True if the first-response clock also pauses while the ticket waits for its requester
       * @default false
       */
      first_response_pauses?: boolean;
      /** @default null */
      warn_at_share?: number | null;
      /**
       * @description Further shares of a target at which the assignee is warned
       * @default []
       */
      warn_at_shares?: number[];
      /** @default [] */
      escalation?: components['schemas']['SlaEscalationStep'][];
      /** @default 4320 */
      auto_close_minutes?: number;
      /** @default 5 */
      queue_retry_minutes?: number;
      /**
       * @description Working minutes that an assignee has to accept a ticket before it is reassigned. Null means no limit.
       * @default null
       */
      acknowledge_minutes?: number | null;
      /**
       * @description Minutes between reminders while the ticket waits for its requester. Null means no reminders.
       * @default null
       */
      reminder_minutes?: number | null;
    };
    PolicyMovePreview: {
      /** @example default@3 */
      policy: string;
      /** @description Number of tickets that would move */
      total: number;
      /** @description Number of tickets in this preview: the oldest, at most 1,000 */
      previewed: number;
      first_response: components['schemas']['PromiseMoves'];
      next_response: components['schemas']['PromiseMoves'];
      resolution: components['schemas']['PromiseMoves'];
      tickets: {
        id: string;
        number: string;
        status: components['schemas']['TicketStatus'];
        priority: components['schemas']['TicketPriority'];
        /**
         * @description The current policy of the ticket
         * @example default@1
         */
        policy: string;
        first_response: components['schemas']['PromiseMove'];
        next_response: components['schemas']['PromiseMove'];
        resolution: components['schemas']['PromiseMove'];
      }[];
    };
    /** @description Numbers of tickets among `previewed` */
    PromiseMoves: {
      sooner: number;
      later: number;
      unchanged: number;
      breached_at_once: number;
    };
    PromiseMove: {
      /** @description Null if the target was met or no longer applies, or if it begins with the move */
      due_at: components['schemas']['DueDateChange'] | null;
      breaches_at_once: boolean;
    };
    DueDateChange: {
      /** Format: date-time */
      from: string;
      /** Format: date-time */
      to: string;
    };
    PolicyMoveJob: {
      job: {
        id: string;
        state: components['schemas']['JobState'];
        total: number;
        done: number;
        /** @description Tickets that have the new version */
        moved: number;
        /** @description Tickets that were resolved, closed, cancelled or deleted before the job reached them */
        skipped: number;
        failed: number;
      };
    };
    /**
     * @example {
     *       "dry_run": true
     *     }
     */
    PolicyMove: {
      /**
       * @description Show the changes without saving them
       * @default false
       */
      dry_run?: boolean;
      /** @description The version to move to. The default is the newest. */
      version?: number;
      /** @description Only these tickets, by id or number, under any policy. The default is all tickets on other versions of this policy. */
      ticket_ids?: string[];
    };
    PolicyTrialOutcome: {
      /** Format: date-time */
      as_of: string;
      /** @description Number of tickets in the period */
      total: number;
      /** @description Number of tickets in this preview: the oldest, at most 1,000 */
      replayed: number;
      /** @description Number of these tickets that would be under the policy */
      chosen: number;
      cut_off: boolean;
      first_response: components['schemas']['SlaTallies'];
      next_response: components['schemas']['SlaTallies'];
      resolution: components['schemas']['SlaTallies'];
      tickets: {
        id: string;
        number: string;
        status: components['schemas']['TicketStatus'];
        priority: components['schemas']['TicketPriority'];
        /** @example default@1 */
        policy: string;
        /** @description True if the organisations and the ordered rules would choose the policy for the ticket as it is now. A policy written out in the request joins the rules. */
        is_chosen: boolean;
        first_response: components['schemas']['SlaVerdicts'];
        next_response: components['schemas']['SlaVerdicts'];
        resolution: components['schemas']['SlaVerdicts'];
      }[];
    };
    SlaTallies: {
      now: components['schemas']['SlaTally'];
      then: components['schemas']['SlaTally'];
    };
    SlaTally: {
      met: number;
      breached: number;
      pending: number;
      dropped: number;
    };
    /** @description Actual and simulated results. `pending`: the target is not due yet. `dropped`: the target does not count, because the ticket ended before it was due, was merged, or was closed unresolved. */
    SlaVerdicts: {
      now: components['schemas']['SlaVerdict'];
      then: components['schemas']['SlaVerdict'];
    };
    /** @enum {string} */
    SlaVerdict: 'met' | 'breached' | 'pending' | 'dropped';
    /**
     * @example {
     *       "policy": "default",
     *       "created_from": "2026-01-01",
     *       "created_to": "2026-04-01"
     *     }
     */
    PolicyTrial: {
      /** @description `name@version`, a name for the newest version, or a complete policy */
      policy: string | components['schemas']['SlaPolicyEdit'];
      /** @description The same for the calendar. The default is the calendar of the policy. */
      calendar?: string | components['schemas']['CalendarEdit'];
      /** @description Only tickets created at or after this time */
      created_from: components['schemas']['PointInTime'];
      /** @description Only tickets created before this time, at most 366 days after `created_from` */
      created_to: components['schemas']['PointInTime'];
      /**
       * @description True leaves out the tickets that would be under another policy
       * @default false
       */
      only_chosen?: boolean;
    };
    /**
     * @description Payloads in the JSON format of Temporal. `data` and the values of `metadata` are bytes in base64.
     * @example {
     *       "payloads": [
     *         {
     *           "metadata": {
     *             "encoding": "anNvbi9wbGFpbg=="
     *           },
     *           "data": "eyJ0aWNrZXQiOjF9"
     *         }
     *       ]
     *     }
     */
    TemporalPayloads: {
      payloads: ({
        metadata?: {
          [key: string]: string;
        };
        data?: string;
      } & {
        [key: string]: unknown;
      })[];
    };
    CategoryList: {
      categories: components['schemas']['Category'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    Category: {
      /** @description Same value as `key`. Paths call it `id`. */
      id: string;
      key: string;
      /** @description The label in the language of the reader, or in English. */
      label: string;
      labels: components['schemas']['ChoiceLabels'];
      description: string | null;
      position: number;
      is_active: boolean;
      /** @description True if Holdfast itself uses the entry. You cannot retire it. */
      is_system: boolean;
      version: number;
      /** Format: date-time */
      created_at: string | null;
      created_by: components['schemas']['Person'] | null;
      /** @description The team for tickets that get none from staff or triage. */
      default_team: string | null;
      /** @description The priority for tickets that get none from the requester or triage. */
      default_priority: components['schemas']['TicketPriority'] | null;
      /** @description A triage with less confidence waits for a person. Null for never. The built-in rules never wait. */
      review_below: number | null;
      /** @description How long it waits. Then the proposal applies. The default is 60. */
      review_minutes: number;
      /** @description From this confidence of the AI on, a new ticket gets an automatic answer from public articles. Null for never. The built-in rules never answer. */
      auto_answer_above: number | null;
      /** @description How long it waits for a person to be faster. The default is 10. */
      auto_answer_minutes: number;
    };
    /**
     * @description Labels by language. Readers of a language without a label see the English one.
     * @example {
     *       "en": "Billing",
     *       "de": "Abrechnung"
     *     }
     */
    ChoiceLabels: {
      en: string;
      de?: string;
      es?: string;
      fr?: string;
      hi?: string;
      pt?: string;
    };
    /**
     * @example {
     *       "key": "billing",
     *       "labels": {
     *         "en": "Billing",
     *         "de": "Abrechnung"
     *       },
     *       "default_team": "finance",
     *       "default_priority": "high"
     *     }
     */
    NewCategory: {
      /**
       * @description Permanent, because tickets store it.
       * @example billing
       */
      key: string;
      labels: components['schemas']['ChoiceLabels'];
      /**
       * @description Explains to users and to the AI when to choose this entry.
       * @default null
       */
      description?: string | null;
      /**
       * @description The sort order of lists, lowest first. The default is 500.
       * @default 500
       */
      position?: number;
      /**
       * @description The team for tickets that get none from staff or triage.
       * @default null
       */
      default_team?: string | null;
      /**
       * @description The priority for tickets that get none from the requester or triage.
       * @default null
       */
      default_priority?: components['schemas']['TicketPriority'] | null;
      /**
       * @description A triage with less confidence waits for a person. Null for never. The built-in rules never wait.
       * @default null
       */
      review_below?: number | null;
      /**
       * @description How long it waits. Then the proposal applies. The default is 60.
       * @default 60
       */
      review_minutes?: number;
      /**
       * @description From this confidence of the AI on, a new ticket gets an automatic answer from public articles. Null for never. The built-in rules never answer.
       * @default null
       */
      auto_answer_above?: number | null;
      /**
       * @description How long it waits for a person to be faster. The default is 10.
       * @default 10
       */
      auto_answer_minutes?: number;
    };
    /**
     * @description The fields to change. `labels` replaces all labels.
     * @example {
     *       "labels": {
     *         "en": "Invoices"
     *       }
     *     }
     */
    CategoryEdit: {
      labels?: components['schemas']['ChoiceLabels'];
      /** @description Explains to users and to the AI when to choose this entry. */
      description?: string | null;
      /** @description The sort order of lists, lowest first. The default is 500. */
      position?: number;
      /** @description False retires the entry. Tickets that have it keep it, and no other ticket can get it. */
      is_active?: boolean;
      /** @description The team for tickets that get none from staff or triage. */
      default_team?: string | null;
      /** @description The priority for tickets that get none from the requester or triage. */
      default_priority?: components['schemas']['TicketPriority'] | null;
      /** @description A triage with less confidence waits for a person. Null for never. The built-in rules never wait. */
      review_below?: number | null;
      /** @description How long it waits. Then the proposal applies. The default is 60. */
      review_minutes?: number;
      /** @description From this confidence of the AI on, a new ticket gets an automatic answer from public articles. Null for never. The built-in rules never answer. */
      auto_answer_above?: number | null;
      /** @description How long it waits for a person to be faster. The default is 10. */
      auto_answer_minutes?: number;
    };
    TicketTypeList: {
      ticket_types: components['schemas']['Choice'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    Choice: {
      /** @description Same value as `key`. Paths call it `id`. */
      id: string;
      key: string;
      /** @description The label in the language of the reader, or in English. */
      label: string;
      labels: components['schemas']['ChoiceLabels'];
      description: string | null;
      position: number;
      is_active: boolean;
      /** @description True if Holdfast itself uses the entry. You cannot retire it. */
      is_system: boolean;
      version: number;
      /** Format: date-time */
      created_at: string | null;
      created_by: components['schemas']['Person'] | null;
    };
    /**
     * @example {
     *       "key": "billing",
     *       "labels": {
     *         "en": "Billing",
     *         "de": "Abrechnung"
     *       }
     *     }
     */
    NewChoice: {
      /**
       * @description Permanent, because tickets store it.
       * @example billing
       */
      key: string;
      labels: components['schemas']['ChoiceLabels'];
      /**
       * @description Explains to users and to the AI when to choose this entry.
       * @default null
       */
      description?: string | null;
      /**
       * @description The sort order of lists, lowest first. The default is 500.
       * @default 500
       */
      position?: number;
    };
    /**
     * @description The fields to change. `labels` replaces all labels.
     * @example {
     *       "labels": {
     *         "en": "Invoices"
     *       }
     *     }
     */
    ChoiceEdit: {
      labels?: components['schemas']['ChoiceLabels'];
      /** @description Explains to users and to the AI when to choose this entry. */
      description?: string | null;
      /** @description The sort order of lists, lowest first. The default is 500. */
      position?: number;
      /** @description False retires the entry. Tickets that have it keep it, and no other ticket can get it. */
      is_active?: boolean;
    };
    ResolutionCodeList: {
      resolution_codes: components['schemas']['Choice'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    HoldReasonList: {
      hold_reasons: components['schemas']['HoldReason'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    HoldReason: {
      /** @description Same value as `key`. Paths call it `id`. */
      id: string;
      key: string;
      /** @description The label in the language of the reader, or in English. */
      label: string;
      labels: components['schemas']['ChoiceLabels'];
      description: string | null;
      position: number;
      is_active: boolean;
      /** @description True if Holdfast itself uses the entry. You cannot retire it. */
      is_system: boolean;
      version: number;
      /** Format: date-time */
      created_at: string | null;
      created_by: components['schemas']['Person'] | null;
      /** @description Whether the SLA clock pauses. A change applies to later holds, and not to tickets on hold. */
      pauses_clock: boolean;
      /** @description Whether a ticket needs a `hold_until`. */
      needs_date: boolean;
    };
    /**
     * @example {
     *       "key": "spare_part",
     *       "labels": {
     *         "en": "Spare part",
     *         "de": "Ersatzteil"
     *       },
     *       "pauses_clock": true
     *     }
     */
    NewHoldReason: {
      /**
       * @description Permanent, because tickets store it.
       * @example billing
       */
      key: string;
      labels: components['schemas']['ChoiceLabels'];
      /**
       * @description Explains to users and to the AI when to choose this entry.
       * @default null
       */
      description?: string | null;
      /**
       * @description The sort order of lists, lowest first. The default is 500.
       * @default 500
       */
      position?: number;
      /**
       * @description Whether the SLA clock pauses. A change applies to later holds, and not to tickets on hold.
       * @default true
       */
      pauses_clock?: boolean;
      /**
       * @description Whether a ticket needs a `hold_until`.
       * @default false
       */
      needs_date?: boolean;
    };
    /**
     * @description The fields to change. `labels` replaces all labels.
     * @example {
     *       "pauses_clock": false
     *     }
     */
    HoldReasonEdit: {
      labels?: components['schemas']['ChoiceLabels'];
      /** @description Explains to users and to the AI when to choose this entry. */
      description?: string | null;
      /** @description The sort order of lists, lowest first. The default is 500. */
      position?: number;
      /** @description False retires the entry. Tickets that have it keep it, and no other ticket can get it. */
      is_active?: boolean;
      /** @description Whether the SLA clock pauses. A change applies to later holds, and not to tickets on hold. */
      pauses_clock?: boolean;
      /** @description Whether a ticket needs a `hold_until`. */
      needs_date?: boolean;
    };
    TeamList: {
      teams: components['schemas']['Team'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    Team: {
      /** @description The key, under the name that paths use. */
      id: string;
      key: string;
      name: string;
      /** @description The active staff whose `team` it is. Managers change it with `team` in `PATCH /users/{user}`. */
      members: components['schemas']['Person'][];
      lead: components['schemas']['Person'] | null;
      skills: string[];
      calendar: string | null;
      mail_address: string | null;
      assigns: components['schemas']['TeamAssignment'];
      /** @description False for a dissolved team. */
      is_active: boolean;
      /** @description The key of the team that replaces a dissolved one on its tickets. */
      moved_to: string | null;
      version: number;
      /** Format: date-time */
      created_at: string | null;
      created_by: components['schemas']['Person'] | null;
    };
    /** @enum {string} */
    TeamAssignment: 'skill_and_load' | 'round_robin' | 'least_loaded' | 'off';
    /**
     * @example {
     *       "key": "network",
     *       "name": "Network",
     *       "skills": [
     *         "network",
     *         "vpn"
     *       ]
     *     }
     */
    NewTeam: {
      /**
       * @description Permanent: tickets and people hold it.
       * @example network
       */
      key: string;
      name: string;
      /**
       * @description The id of a moderator, manager or administrator who is mailed about tickets that no member can get. Null for the managers.
       * @default null
       */
      lead_id?: string | null;
      /**
       * @description For tickets whose skills no single person has.
       * @default []
       */
      skills?: string[];
      /**
       * @description Working hours of members without a calendar of their own.
       * @default null
       */
      calendar?: string | null;
      /**
       * @description Mail to it opens tickets of the team. It must be an address that the desk receives mail for. Null for none.
       * @default null
       * @example alice@holdfast.local
       */
      mail_address?: string | null;
      /**
       * @description `skill_and_load`: the member with most of the skills, then the lowest load. `round_robin`: who has waited longest. `least_loaded`: who has the fewest open tickets. `off`: a person assigns.
       * @default skill_and_load
       */
      assigns?: components['schemas']['TeamAssignment'];
    };
    /**
     * @description What to change; the rest stays. `skills` are replaced as a whole.
     * @example {
     *       "assigns": "round_robin"
     *     }
     */
    TeamEdit: {
      name?: string;
      /** @description The id of a moderator, manager or administrator who is mailed about tickets that no member can get. Null for the managers. */
      lead_id?: string | null;
      /** @description For tickets whose skills no single person has. */
      skills?: string[];
      /** @description Working hours of members without a calendar of their own. */
      calendar?: string | null;
      /**
       * @description Mail to it opens tickets of the team. It must be an address that the desk receives mail for. Null for none.
       * @example alice@holdfast.local
       */
      mail_address?: string | null;
      /** @description `skill_and_load`: the member with most of the skills, then the lowest load. `round_robin`: who has waited longest. `least_loaded`: who has the fewest open tickets. `off`: a person assigns. */
      assigns?: components['schemas']['TeamAssignment'];
      /**
       * @description Brings a dissolved team back, with its tickets and members.
       * @enum {boolean}
       */
      is_active?: true;
    };
    CustomFieldList: {
      custom_fields: components['schemas']['CustomField'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    CustomField: {
      key: string;
      label: string;
      rules: components['schemas']['CustomFieldRules'];
      required: components['schemas']['FieldRequirement'];
      /** @description The categories whose tickets have the field, each with what it requires. Null for all categories, with `required`. */
      categories: components['schemas']['FieldOfCategory'][] | null;
      is_internal: boolean;
      is_active: boolean;
      version: number;
      /** Format: date-time */
      created_at: string | null;
      created_by: components['schemas']['Person'] | null;
    };
    /** @description The type and the limits of the values. You cannot change the type later. */
    CustomFieldRules:
      | components['schemas']['TextFieldRules']
      | components['schemas']['NumberFieldRules']
      | components['schemas']['ChoiceFieldRules']
      | components['schemas']['DateFieldRules'];
    TextFieldRules: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'text';
      /** @default 200 */
      max_length?: number;
    };
    NumberFieldRules: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'number';
      /** @default null */
      min?: number | null;
      /** @default null */
      max?: number | null;
    };
    ChoiceFieldRules: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'choice';
      options: string[];
    };
    DateFieldRules: {
      /**
       * @description discriminator enum property added by openapi-typescript
       * @enum {string}
       */
      type: 'date';
      /**
       * Format: date
       * @default null
       */
      min?: string | null;
      /**
       * Format: date
       * @default null
       */
      max?: string | null;
    };
    /** @enum {string} */
    FieldRequirement: 'no' | 'at_submission' | 'to_resolve';
    /**
     * @example {
     *       "category": "network",
     *       "required": "at_submission"
     *     }
     */
    FieldOfCategory: {
      category: string;
      required: components['schemas']['FieldRequirement'];
    };
    /**
     * @example {
     *       "key": "region",
     *       "label": "Region",
     *       "rules": {
     *         "type": "choice",
     *         "options": [
     *           "emea",
     *           "apac"
     *         ]
     *       }
     *     }
     */
    NewCustomField: {
      /** @example region */
      key: string;
      label: string;
      rules: components['schemas']['CustomFieldRules'];
      /**
       * @description `at_submission`: the API refuses new tickets without a value. `to_resolve`: staff cannot resolve a ticket without a value.
       * @default no
       */
      required?: components['schemas']['FieldRequirement'];
      /**
       * @description The categories whose tickets have the field, each with what it requires. Null for all categories, with `required`.
       * @default null
       */
      categories?: components['schemas']['FieldOfCategory'][] | null;
      /**
       * @description True if only staff can read and fill in the field. You cannot change this later.
       * @default false
       */
      is_internal?: boolean;
    };
    /**
     * @description The fields to change. Existing values of tickets do not change.
     * @example {
     *       "label": "Region of the office"
     *     }
     */
    CustomFieldEdit: {
      label?: string;
      rules?: components['schemas']['CustomFieldRules'];
      /** @description `at_submission`: the API refuses new tickets without a value. `to_resolve`: staff cannot resolve a ticket without a value. */
      required?: components['schemas']['FieldRequirement'];
      /** @description The categories whose tickets have the field, each with what it requires. Null for all categories, with `required`. */
      categories?: components['schemas']['FieldOfCategory'][] | null;
      /** @description False retires the field. Tickets keep their values and get no new ones. */
      is_active?: boolean;
    };
    Settings: {
      desk_name: components['schemas']['TextSetting'];
      sender: components['schemas']['SenderSetting'];
      smtp_url: components['schemas']['SecretSetting'];
      smtp_requires_tls: components['schemas']['FlagSetting'];
      send_delay_seconds: components['schemas']['NumberSetting'];
      reopens_by_answer: components['schemas']['FlagSetting'];
      capacity_weights: components['schemas']['CapacityWeightsSetting'];
      public_knowledge: components['schemas']['FlagSetting'];
      public_form: components['schemas']['FlagSetting'];
      public_chat: components['schemas']['FlagSetting'];
      gemini_api_key: components['schemas']['SecretSetting'];
      gemini_model: components['schemas']['TextSetting'];
      version: number;
      /** Format: date-time */
      created_at: string | null;
      created_by: components['schemas']['Person'] | null;
    };
    TextSetting: {
      value: string;
      source: components['schemas']['SettingSource'];
    };
    /**
     * @description `environment` wins and cannot be changed here, then `database`, then the `default` of Holdfast.
     * @enum {string}
     */
    SettingSource: 'environment' | 'database' | 'default';
    SenderSetting: {
      value: {
        name: string;
        address: string;
      };
      source: components['schemas']['SettingSource'];
    };
    /** @description A secret is never returned. */
    SecretSetting: {
      is_set: boolean;
      /** @description The host of a URL, or the end of a key. Null where nothing is set. */
      shown: string | null;
      /** @description False if it was sealed with another JWT_SECRET. Store it again then. */
      is_readable: boolean;
      source: components['schemas']['SettingSource'];
    };
    FlagSetting: {
      value: boolean;
      source: components['schemas']['SettingSource'];
    };
    /** @description Seconds that a mail about a comment waits, so that its author can change or delete it. */
    NumberSetting: {
      value: number;
      source: components['schemas']['SettingSource'];
    };
    CapacityWeightsSetting: {
      value: components['schemas']['CapacityWeights'];
      source: components['schemas']['SettingSource'];
    };
    /**
     * @description How much of the capacity of its assignee a ticket takes, by priority.
     * @example {
     *       "low": 1,
     *       "medium": 1,
     *       "high": 2,
     *       "urgent": 3
     *     }
     */
    CapacityWeights: {
      low: number;
      medium: number;
      high: number;
      urgent: number;
    };
    /**
     * @description What to change; the rest stays. Null goes back to the default.
     * @example {
     *       "desk_name": "Acme IT"
     *     }
     */
    SettingsEdit: {
      desk_name?: string | null;
      sender?: components['schemas']['Sender'] | null;
      /** @description `smtp://user:password@host:587` or `smtps://host`, with special characters of user and password percent-encoded. */
      smtp_url?: string | null;
      smtp_requires_tls?: boolean | null;
      send_delay_seconds?: number | null;
      reopens_by_answer?: boolean | null;
      capacity_weights?: components['schemas']['CapacityWeights'] | null;
      public_knowledge?: boolean | null;
      public_form?: boolean | null;
      public_chat?: boolean | null;
      gemini_api_key?: string | null;
      gemini_model?: string | null;
    };
    /**
     * @example {
     *       "name": "Acme IT",
     *       "address": "help@acme.example"
     *     }
     */
    Sender: {
      name: string;
      /** @example alice@holdfast.local */
      address: string;
    };
    SettingsTest: {
      /** @enum {string} */
      result: 'ok' | 'not_set' | 'refused' | 'unavailable' | 'invalid_answer';
      detail: string;
      took_ms: number;
    };
    MailTemplateList: {
      mail_templates: components['schemas']['MailTemplate'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    MailTemplate: {
      kind: components['schemas']['MailTemplateKind'];
      language: components['schemas']['MailLanguage'];
      subject: string;
      text: string;
      /** @description True for the words of Holdfast. */
      is_built_in: boolean;
      variables: components['schemas']['MailTemplateVariables'];
      version: number;
      /** Format: date-time */
      created_at: string | null;
      created_by: components['schemas']['Person'] | null;
    };
    /** @enum {string} */
    MailTemplateKind:
      | 'received'
      | 'reply'
      | 'reminder'
      | 'last_reminder'
      | 'resolved'
      | 'resolved_unanswered'
      | 'cancelled'
      | 'merged'
      | 'merged_known'
      | 'sign_in_code'
      | 'registration_code'
      | 'password_reset'
      | 'welcome';
    /** @description The variables that each part may have. */
    MailTemplateVariables: {
      subject: string[];
      text: string[];
    };
    /**
     * @description Plain text with `{{variables}}`, which are escaped like all text of a mail. A ticket’s number and title are added to the subject.
     * @example {
     *       "subject": "We have your ticket",
     *       "text": "Thank you. Your ticket number is {{number}}.\nWe answer within a day."
     *     }
     */
    MailTemplateWords: {
      subject: string;
      text: string;
    };
    /** @description A mail with sample data. Its links do not work. */
    MailTemplatePreview: {
      subject: string;
      text: string;
      html: string;
    };
    /**
     * @description The words to look at; those in use if omitted. Plain text with `{{variables}}`, which are escaped like all text of a mail. A ticket’s number and title are added to the subject.
     * @example {}
     */
    MailTemplatePreviewRequest: {
      subject?: string;
      text?: string;
    };
    KnowledgeResults: {
      /** @description Best first. */
      results: components['schemas']['KnowledgeResult'][];
      index: components['schemas']['SearchIndex'];
    };
    KnowledgeResult: {
      article: components['schemas']['ArticleSummary'];
      /** @description From 0 to 1, for the order only. */
      score: number;
      /** @description Plain text of the answer around the matches. */
      excerpt: string;
      /** @description Words of the excerpt that matched, as they are written there. */
      matched_words: string[];
      matched_by: components['schemas']['MatchWay'][];
    };
    /** @description An article without its answer. */
    ArticleSummary: {
      id: string;
      title: string;
      question: string;
      category: string | null;
      keywords: string[];
      language: string;
      translation_of: string | null;
      /** @description Those that you may read. */
      translations: components['schemas']['ArticleTranslation'][];
      visibility: components['schemas']['ArticleVisibility'];
      state: components['schemas']['ArticleState'];
      is_featured: boolean;
      /** @description For staff; null for others. */
      owner: components['schemas']['Person'] | null;
      /**
       * Format: date
       * @description For staff; null for others.
       */
      review_by: string | null;
      /** @description Each person counts once a day. */
      view_count: number;
      helpful_count: number;
      not_helpful_count: number;
      /** @description People who said that it helped, and opened no ticket for 24 hours. Each counts once, about an hour later. Visitors without a sign-in do not count. */
      deflected_count: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      /** Format: date-time */
      published_at: string | null;
      version: number;
    };
    ArticleTranslation: {
      id: string;
      language: string;
      title: string;
    };
    /** @enum {string} */
    ArticleVisibility: 'public' | 'internal';
    /** @enum {string} */
    ArticleState: 'draft' | 'published' | 'archived';
    /** @enum {string} */
    MatchWay: 'text' | 'meaning';
    /** @description While it is being built, articles can be missing. */
    SearchIndex: {
      state: components['schemas']['SearchIndexState'];
      indexed: number;
      total: number;
    };
    /** @enum {string} */
    SearchIndexState: 'current' | 'building' | 'behind';
    KnowledgeSuggestions: {
      /** @description Best first. */
      results: components['schemas']['KnowledgeResult'][];
    };
    KnowledgeGaps: {
      /** Format: date-time */
      since: string;
      /** Format: date-time */
      until: string;
      compared_tickets: number;
      questions: components['schemas']['UnansweredQuestion'][];
      /** @description Searches without a result, the most frequent first. Those with personal data are left out. */
      searches: components['schemas']['MissedSearch'][];
    };
    UnansweredQuestion: {
      /** @description What most of their titles share. */
      words: string[];
      ticket_count: number;
      /** @description Numbers of the newest ones. */
      tickets: string[];
      categories: string[];
      /** @description A public article with these words that more readers found useless than useful. */
      unhelpful_article: components['schemas']['UnhelpfulArticle'] | null;
    };
    UnhelpfulArticle: {
      id: string;
      title: string;
      helpful_count: number;
      not_helpful_count: number;
    };
    MissedSearch: {
      text: string;
      count: number;
    };
    ArticleList: {
      articles: components['schemas']['ArticleSummary'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    Article: {
      id: string;
      title: string;
      question: string;
      category: string | null;
      keywords: string[];
      language: string;
      translation_of: string | null;
      /** @description Those that you may read. */
      translations: components['schemas']['ArticleTranslation'][];
      visibility: components['schemas']['ArticleVisibility'];
      state: components['schemas']['ArticleState'];
      is_featured: boolean;
      /** @description For staff; null for others. */
      owner: components['schemas']['Person'] | null;
      /**
       * Format: date
       * @description For staff; null for others.
       */
      review_by: string | null;
      /** @description Each person counts once a day. */
      view_count: number;
      helpful_count: number;
      not_helpful_count: number;
      /** @description People who said that it helped, and opened no ticket for 24 hours. Each counts once, about an hour later. Visitors without a sign-in do not count. */
      deflected_count: number;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      /** Format: date-time */
      published_at: string | null;
      version: number;
      /** @description As written, in CommonMark. */
      answer: string;
      /** @description The answer as safe HTML, without scripts, styles, forms and pictures. */
      answer_html: string;
      /** @description The ticket that it was made of. For staff; null for others. */
      ticket_id: string | null;
    };
    /**
     * @example {
     *       "title": "Connect to the VPN",
     *       "question": "How do I get into the company network from home?",
     *       "answer": "Open the VPN client and press **Connect**.",
     *       "visibility": "public",
     *       "state": "published"
     *     }
     */
    NewArticle: {
      title: string;
      question: string;
      /** @description CommonMark. HTML is shown as text, and pictures become links. */
      answer: string;
      /** @default null */
      category?: string | null;
      /** @default [] */
      keywords?: string[];
      /**
       * @default en
       * @example en
       */
      language?: string;
      /**
       * @description The id of the article that this one translates. Null for an original.
       * @default null
       */
      translation_of?: string | null;
      visibility: components['schemas']['ArticleVisibility'];
      /** @default draft */
      state?: components['schemas']['ArticleState'];
      /** @default false */
      is_featured?: boolean;
      /** @description The id of an active member of staff who keeps it correct. Null leaves it to the managers. The author if omitted. */
      owner_id?: string | null;
      /**
       * Format: date
       * @default null
       */
      review_by?: string | null;
    };
    /**
     * @description What to change; the rest stays.
     * @example {
     *       "is_featured": true
     *     }
     */
    ArticleEdit: {
      title?: string;
      question?: string;
      answer?: string;
      category?: string | null;
      keywords?: string[];
      /** @example en */
      language?: string;
      /** @description The id of the article that this one translates. Null for an original. */
      translation_of?: string | null;
      visibility?: components['schemas']['ArticleVisibility'];
      state?: components['schemas']['ArticleState'];
      is_featured?: boolean;
      /** @description The id of an active member of staff who keeps it correct. Null leaves it to the managers. */
      owner_id?: string | null;
      /** Format: date */
      review_by?: string | null;
    };
    ArticleVersionList: {
      versions: components['schemas']['ArticleVersion'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    ArticleVersion: {
      title: string;
      question: string;
      answer: string;
      category: string | null;
      keywords: string[];
      language: string;
      visibility: components['schemas']['ArticleVisibility'];
      state: components['schemas']['ArticleState'];
      version: number;
      /** Format: date-time */
      created_at: string | null;
      created_by: components['schemas']['Person'] | null;
    };
    /**
     * @example {
     *       "version": 1
     *     }
     */
    ArticleRevert: {
      version: number;
    };
    /**
     * @example {
     *       "helpful": true
     *     }
     */
    NewArticleFeedback: {
      helpful: boolean;
      /** @default null */
      comment?: string | null;
    };
    ArticleFeedbackList: {
      feedback: components['schemas']['ArticleFeedback'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    /** @description Without its author, so that readers write openly. */
    ArticleFeedback: {
      is_helpful: boolean;
      comment: string | null;
      /** Format: date-time */
      at: string;
    };
    ViewList: {
      views: components['schemas']['View'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    View: {
      id: string;
      name: string;
      filters: components['schemas']['TicketFilter'];
      sort: components['schemas']['TicketSort'];
      is_shared: boolean;
      owner: components['schemas']['Person'];
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      updated_at: string;
      version: number;
      /** @description Unread tickets among the 100 of the view that changed last. With `unread=true`. */
      unread_count?: number;
    };
    /**
     * @example {
     *       "name": "My open tickets",
     *       "filters": {
     *         "assignee": "me",
     *         "status": [
     *           "open",
     *           "in_progress"
     *         ]
     *       }
     *     }
     */
    NewView: {
      name: string;
      /** @description The filters of `GET /tickets`. `assignee: me` means the user who reads the view. */
      filters?: components['schemas']['TicketFilter'];
      /** @default -created_at */
      sort?: components['schemas']['TicketSort'];
      /**
       * @description True if all staff can read the view. Only managers and administrators can share views.
       * @default false
       */
      is_shared?: boolean;
    };
    /**
     * @description The fields to change. `filters` replaces all filters.
     * @example {
     *       "sort": "-updated_at"
     *     }
     */
    ViewEdit: {
      name?: string;
      /** @description The filters of `GET /tickets`. `assignee: me` means the user who reads the view. */
      filters?: components['schemas']['TicketFilter'];
      sort?: components['schemas']['TicketSort'];
      /** @description True if all staff can read the view. Only managers and administrators can share views. */
      is_shared?: boolean;
    };
    Draft: {
      body: string;
      is_internal: boolean;
      /** @description 0 if there is no draft */
      version: number;
      /** Format: date-time */
      saved_at: string | null;
      /** @description Texts that another tab replaced without having seen them, newest first, at most 5. */
      replaced: components['schemas']['ReplacedDraft'][];
    };
    ReplacedDraft: {
      body: string;
      is_internal: boolean;
      /** Format: date-time */
      saved_at: string;
    };
    /**
     * @example {
     *       "body": "Have you tried",
     *       "version": 0
     *     }
     */
    DraftInput: {
      body: string;
      /**
       * @description True for an internal note.
       * @default false
       */
      is_internal?: boolean;
      /**
       * @description The version that you know; 0 if you know of no draft. If it is stale, the other text is kept.
       * @default 0
       */
      version?: number;
    };
    /**
     * @example {
     *       "state": "typing"
     *     }
     */
    PresenceInput: {
      state: components['schemas']['PresenceState'];
      /**
       * @description True for an internal note.
       * @default false
       */
      is_internal?: boolean;
    };
    /** @example {} */
    ReadInput: {
      /** @description The last event that you have seen. Default: now */
      seen_event_id?: string;
    };
    NotificationList: {
      notifications: components['schemas']['Notification'][];
      /** @description At most 1,000 are counted. */
      unread_count: number;
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    Notification: {
      id: string;
      /** @enum {string} */
      kind: 'assigned' | 'mentioned' | 'answered' | 'sla';
      ticket: components['schemas']['NotifiedTicket'];
      event_id: string;
      actor: components['schemas']['Person'] | null;
      /** Format: date-time */
      at: string;
      /** Format: date-time */
      read_at: string | null;
    };
    NotifiedTicket: {
      id: string;
      number: string;
      title: string;
    };
    /**
     * @description Without `ids`, all are marked as read.
     * @example {}
     */
    ReadNotifications: {
      ids?: string[];
    };
    /**
     * @example {
     *       "assigned": true,
     *       "mentioned": true,
     *       "answered": true,
     *       "sla": false
     *     }
     */
    NotificationChoice: {
      /** @description A ticket is assigned to you */
      assigned: boolean;
      /** @description An internal note names you with `@` */
      mentioned: boolean;
      /** @description Your ticket has an answer, or the requester of your assigned ticket has written */
      answered: boolean;
      /** @description An SLA target of your assigned ticket is at risk or breached */
      sla: boolean;
    };
    PushSubscriptions: {
      /** @description `applicationServerKey` to subscribe with. Null where Web Push is not configured. */
      public_key: string | null;
      push_subscriptions: components['schemas']['PushSubscription'][];
    };
    PushSubscription: {
      id: string;
      /** @description Host of the push service */
      service: string;
      /** @description True for the browser of this session */
      is_this_session: boolean;
      /** Format: date-time */
      created_at: string;
    };
    /**
     * @description `PushSubscription.toJSON()` of a browser, without `expirationTime`.
     * @example {
     *       "endpoint": "https://push.example.com/wpush/v2/abc",
     *       "keys": {
     *         "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
     *         "auth": "BTBZMqHH6r4Tts7J_aSIgg"
     *       }
     *     }
     */
    NewPushSubscription: {
      /** @description URL of the push service of the browser */
      endpoint: string;
      keys: components['schemas']['PushKeys'];
    };
    PushKeys: {
      p256dh: string;
      auth: string;
    };
    ChatToken: {
      /** @description Send it as `X-Chat-Token` with every call of the conversation. */
      token: string;
      /** @description The name of the signed-in person; null for a visitor */
      name: string | null;
    };
    Chat: {
      number: string;
      status: components['schemas']['TicketStatus'];
      /** @description True if nothing can be added */
      is_over: boolean;
      /** @description Where answers go while the visitor is away; null if nowhere */
      email: string | null;
      /** @description Oldest first, at most the first one and the latest 50 */
      messages: components['schemas']['ChatMessage'][];
    };
    ChatMessage: {
      id: string;
      is_own: boolean;
      author: string;
      /** @description Null for a deleted message */
      text: string | null;
      /** Format: date-time */
      at: string;
    };
    /**
     * @example {
     *       "text": "My badge does not open the door.",
     *       "name": "Vera"
     *     }
     */
    ChatStart: {
      text: string;
      /** @description Of a visitor */
      name?: string;
      /**
       * @description Where a visitor gets answers while they are away
       * @example alice@holdfast.local
       */
      email?: string;
    };
    /**
     * @example {
     *       "text": "It is the door in room 7."
     *     }
     */
    ChatMessageInput: {
      text: string;
    };
    /**
     * @example {
     *       "state": "typing"
     *     }
     */
    ChatPresence: {
      state: components['schemas']['ChatPresenceState'];
      /** @description Id of the newest message on the screen. It is not mailed. */
      seen?: string;
    };
    /** @enum {string} */
    ChatPresenceState: 'viewing' | 'typing' | 'away';
    /**
     * @example {
     *       "email": "vera@example.org"
     *     }
     */
    ChatAddress: {
      /** @example alice@holdfast.local */
      email: string;
    };
    LiveToken: {
      /** @description Opens one connection. Send the subprotocols `holdfast.v1` and `token.<token>`. */
      token: string;
      /** @description Seconds */
      expires_in: number;
    };
    WebhookList: {
      webhooks: components['schemas']['Webhook'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    Webhook: {
      id: string;
      url: string;
      events: components['schemas']['WebhookEventType'][];
      description: string | null;
      text: components['schemas']['WebhookText'];
      is_ordered: boolean;
      state: components['schemas']['WebhookState'];
      /** @description `by_hand`: an administrator. `gone`: it answered 410. `failing`: no event reached it for five days. */
      disabled_reason: components['schemas']['WebhookDisabledReason'] | null;
      /** Format: date-time */
      disabled_at: string | null;
      /**
       * Format: date-time
       * @description The first failure since the last success
       */
      failing_since: string | null;
      /**
       * Format: date-time
       * @description Until then, the secret before the last rotation signs as well.
       */
      former_secret_until: string | null;
      /** @description The person who gets mails about it */
      owner_id: string;
      /** Format: date-time */
      created_at: string;
      version: number;
    };
    /** @enum {string} */
    WebhookEventType:
      | 'ticket.created'
      | 'ticket.edited'
      | 'ticket.triaged'
      | 'ticket.triage_fell_back'
      | 'ticket.triage_proposed'
      | 'ticket.triage_confirmed'
      | 'ticket.triage_applied'
      | 'ticket.assigned'
      | 'ticket.unassigned'
      | 'ticket.queued'
      | 'ticket.accepted'
      | 'ticket.declined'
      | 'ticket.reminded'
      | 'ticket.status_changed'
      | 'ticket.commented'
      | 'ticket.comment_edited'
      | 'ticket.comment_deleted'
      | 'ticket.comment_redacted'
      | 'ticket.redaction_finished'
      | 'ticket.linked'
      | 'ticket.unlinked'
      | 'ticket.merged'
      | 'ticket.split'
      | 'ticket.comments_moved'
      | 'ticket.deleted'
      | 'ticket.rated'
      | 'ticket.participants_added'
      | 'ticket.participant_removed'
      | 'ticket.participant_refused'
      | 'ticket.participant_reached'
      | 'ticket.requester_changed'
      | 'sla.warning'
      | 'sla.breached'
      | 'sla.escalated'
      | 'sla.policy_changed';
    /** @enum {string} */
    WebhookText: 'none' | 'public' | 'all';
    /** @enum {string} */
    WebhookState: 'active' | 'disabled';
    /** @enum {string} */
    WebhookDisabledReason: 'by_hand' | 'gone' | 'failing';
    WebhookWithSecret: {
      id: string;
      url: string;
      events: components['schemas']['WebhookEventType'][];
      description: string | null;
      text: components['schemas']['WebhookText'];
      is_ordered: boolean;
      state: components['schemas']['WebhookState'];
      /** @description `by_hand`: an administrator. `gone`: it answered 410. `failing`: no event reached it for five days. */
      disabled_reason: components['schemas']['WebhookDisabledReason'] | null;
      /** Format: date-time */
      disabled_at: string | null;
      /**
       * Format: date-time
       * @description The first failure since the last success
       */
      failing_since: string | null;
      /**
       * Format: date-time
       * @description Until then, the secret before the last rotation signs as well.
       */
      former_secret_until: string | null;
      /** @description The person who gets mails about it */
      owner_id: string;
      /** Format: date-time */
      created_at: string;
      version: number;
      /** @description Verifies the signatures. It is shown only in this response. */
      secret: string;
    };
    /**
     * @example {
     *       "url": "https://hooks.example.com/holdfast",
     *       "events": [
     *         "ticket.created",
     *         "ticket.status_changed"
     *       ]
     *     }
     */
    NewWebhook: {
      /**
       * Format: uri
       * @description Receives `POST` requests. `https`; `http` outside of production, and to hosts in `OUTBOUND_ALLOWED_HOSTS`. Private and local addresses are refused, also if the name gets one later.
       * @example https://hooks.example.com/holdfast
       */
      url: string;
      /**
       * @description The event types to send. Empty for all, also future ones.
       * @default []
       */
      events?: components['schemas']['WebhookEventType'][];
      /** @default null */
      description?: string | null;
      /**
       * @description `none`: ids and changed fields only. `public`: also title, description and public comments. `all`: internal notes too. Other values than `none` need the scope `tickets:read`.
       * @default none
       */
      text?: components['schemas']['WebhookText'];
      /**
       * @description True to send the events of a ticket one after the other. Later ones then wait for the retries of an earlier one.
       * @default false
       */
      is_ordered?: boolean;
    };
    /**
     * @description What to change; the rest stays. `events` are replaced as a whole.
     * @example {
     *       "events": [
     *         "ticket.created"
     *       ]
     *     }
     */
    WebhookEdit: {
      /**
       * Format: uri
       * @description Receives `POST` requests. `https`; `http` outside of production, and to hosts in `OUTBOUND_ALLOWED_HOSTS`. Private and local addresses are refused, also if the name gets one later.
       * @example https://hooks.example.com/holdfast
       */
      url?: string;
      /** @description The event types to send. Empty for all, also future ones. */
      events?: components['schemas']['WebhookEventType'][];
      description?: string | null;
      /** @description `none`: ids and changed fields only. `public`: also title, description and public comments. `all`: internal notes too. Other values than `none` need the scope `tickets:read`. */
      text?: components['schemas']['WebhookText'];
      /** @description True to send the events of a ticket one after the other. Later ones then wait for the retries of an earlier one. */
      is_ordered?: boolean;
      /** @description To disable it, or to enable it again. */
      state?: components['schemas']['WebhookState'];
    };
    WebhookDeliveryList: {
      deliveries: components['schemas']['WebhookDelivery'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    WebhookDelivery: {
      id: string;
      /** @description The `webhook-id` header of all its requests */
      event_id: string;
      type: components['schemas']['SentWebhookType'];
      ticket_id: string | null;
      ticket_number: string | null;
      state: components['schemas']['WebhookDeliveryState'];
      /** Format: date-time */
      event_at: string;
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      next_attempt_at: string | null;
      /** Format: date-time */
      ended_at: string | null;
      /** @description The last 20, oldest first */
      attempts: components['schemas']['WebhookAttempt'][];
    };
    /** @enum {string} */
    WebhookDeliveryState: 'pending' | 'delivered' | 'failed';
    WebhookAttempt: {
      /** Format: date-time */
      at: string;
      duration_ms: number;
      /** @description HTTP status of the answer; null without one */
      status: number | null;
      /** @description Why there is no status. `endpoint_failing`: not sent, because the endpoint had failed several times in a row. */
      fault: components['schemas']['WebhookFault'] | null;
      /** @description The first 500 characters of an answer that is no success */
      answer: string | null;
    };
    /** @enum {string} */
    WebhookFault:
      | 'timed_out'
      | 'unreachable'
      | 'address_refused'
      | 'endpoint_failing'
      | 'endpoint_disabled'
      | 'secret_unreadable';
    WebhookRecovery: {
      id: string;
      /** Format: date-time */
      since: string;
    };
    /**
     * @example {
     *       "since": "2026-12-01T08:00:00Z"
     *     }
     */
    NewWebhookRecovery: {
      /**
       * Format: date-time
       * @description At most 90 days ago
       */
      since: string;
    };
    SlackWorkspaceList: {
      workspaces: components['schemas']['SlackWorkspace'][];
    };
    SlackWorkspace: {
      id: string;
      team_id: string;
      name: string;
      bot_user_id: string;
      /** @description True for the token of `SLACK_BOT_TOKEN`. */
      uses_environment: boolean;
      strangers: components['schemas']['SlackStrangers'];
      state: components['schemas']['SlackWorkspaceState'];
      fault: components['schemas']['SlackFault'] | null;
      backlog: components['schemas']['SlackBacklog'];
      /** Format: date-time */
      created_at: string;
      version: number;
    };
    /** @enum {string} */
    SlackStrangers: 'create' | 'refuse';
    /** @enum {string} */
    SlackWorkspaceState: 'active' | 'disabled' | 'reauth_required';
    /** @description What Slack said, by its own code, and when. */
    SlackFault: {
      code: string;
      /** Format: date-time */
      at: string;
    };
    SlackBacklog: {
      /** @description Requests of Slack that are not processed */
      incoming: number;
      /** @description Requests that are not processed without a replay */
      failed: number;
      /** @description Threads that do not show everything */
      outgoing: number;
    };
    /**
     * @description Secrets that are left out are those of the environment.
     * @example {
     *       "strangers": "refuse"
     *     }
     */
    NewSlackWorkspace: {
      /** @description Begins with `xoxb-`. Stored sealed, and never shown. */
      bot_token?: string;
      /** @description Stored sealed, and never shown. */
      signing_secret?: string;
      /**
       * @description People of Slack without an account: `create` gives members of the workspace one, by their confirmed address.
       * @default create
       */
      strangers?: components['schemas']['SlackStrangers'];
    };
    /**
     * @example {
     *       "strangers": "refuse"
     *     }
     */
    SlackWorkspaceEdit: {
      /** @description Begins with `xoxb-`. Stored sealed, and never shown. */
      bot_token?: string;
      /** @description Stored sealed, and never shown. */
      signing_secret?: string;
      /** @description People of Slack without an account: `create` gives members of the workspace one, by their confirmed address. */
      strangers?: components['schemas']['SlackStrangers'];
      state?: components['schemas']['SlackWorkspaceSwitch'];
    };
    /**
     * @description `active` also shows everything that waits.
     * @enum {string}
     */
    SlackWorkspaceSwitch: 'active' | 'disabled';
    SlackChannelList: {
      channels: components['schemas']['SlackChannel'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    SlackChannel: {
      channel_id: string;
      name: string;
      /** @description `help`: people ask there. `queue`: staff see tickets there. */
      purpose: components['schemas']['SlackPurpose'];
      triggers: components['schemas']['SlackTrigger'][];
      emoji: string;
      /** @description Who may make tickets here */
      askers: components['schemas']['SlackAskers'];
      /** @description True if `/ticket` and the shortcut open a form with the custom fields */
      uses_form: boolean;
      /** @description False if replies in threads stay in Slack */
      takes_replies: boolean;
      /** @description True for a queue with SLA alerts, and without cards */
      is_alerts_only: boolean;
      team: string | null;
      category: string | null;
      priority: components['schemas']['TicketPriority'] | null;
      state: components['schemas']['SlackChannelState'];
      fault: components['schemas']['SlackFault'] | null;
      /** Format: date-time */
      created_at: string;
      version: number;
    };
    /** @enum {string} */
    SlackPurpose: 'help' | 'queue';
    /** @enum {string} */
    SlackTrigger: 'message' | 'mention' | 'emoji';
    /** @enum {string} */
    SlackAskers: 'everybody' | 'staff';
    /** @enum {string} */
    SlackChannelState: 'active' | 'archived' | 'removed';
    /**
     * @example {
     *       "channel_id": "C0123456789",
     *       "triggers": [
     *         "message",
     *         "mention"
     *       ]
     *     }
     */
    NewSlackChannel: {
      /** @example C0123456789 */
      channel_id: string;
      /**
       * @description `help`: people ask there. `queue`: staff see tickets there.
       * @default help
       */
      purpose?: components['schemas']['SlackPurpose'];
      /**
       * @default [
       *       "mention",
       *       "emoji"
       *     ]
       */
      triggers?: components['schemas']['SlackTrigger'][];
      /**
       * @description The name of the emoji that makes a ticket, without colons
       * @default ticket
       * @example ticket
       */
      emoji?: string;
      /**
       * @description Who may make tickets here
       * @default everybody
       */
      askers?: components['schemas']['SlackAskers'];
      /**
       * @description True if `/ticket` and the shortcut open a form with the custom fields
       * @default false
       */
      uses_form?: boolean;
      /**
       * @description False if replies in threads stay in Slack
       * @default true
       */
      takes_replies?: boolean;
      /**
       * @description True for a queue with SLA alerts, and without cards
       * @default false
       */
      is_alerts_only?: boolean;
      /**
       * @description The key of the team of new tickets, or whose tickets a queue shows; null for any
       * @default null
       */
      team?: string | null;
      /** @default null */
      category?: string | null;
      /** @default null */
      priority?: components['schemas']['TicketPriority'] | null;
    };
    /**
     * @example {
     *       "emoji": "eyes"
     *     }
     */
    SlackChannelEdit: {
      /** @description `help`: people ask there. `queue`: staff see tickets there. */
      purpose?: components['schemas']['SlackPurpose'];
      triggers?: components['schemas']['SlackTrigger'][];
      /**
       * @description The name of the emoji that makes a ticket, without colons
       * @example ticket
       */
      emoji?: string;
      /** @description Who may make tickets here */
      askers?: components['schemas']['SlackAskers'];
      /** @description True if `/ticket` and the shortcut open a form with the custom fields */
      uses_form?: boolean;
      /** @description False if replies in threads stay in Slack */
      takes_replies?: boolean;
      /** @description True for a queue with SLA alerts, and without cards */
      is_alerts_only?: boolean;
      /** @description The key of the team of new tickets, or whose tickets a queue shows; null for any */
      team?: string | null;
      category?: string | null;
      priority?: components['schemas']['TicketPriority'] | null;
      /**
       * @description Shows what waits, after the channel was archived or the app was removed from it.
       * @enum {string}
       */
      state?: 'active';
    };
    SlackRequestList: {
      requests: components['schemas']['SlackRequest'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 can be some seconds old if counting is slow. */
      total: number;
      /** @description True if more rows can match than `total` says. Counting stops at 10,000 rows, or after a short time. */
      total_capped: boolean;
    };
    SlackRequest: {
      id: string;
      kind: components['schemas']['SlackRequestKind'];
      state: components['schemas']['SlackRequestState'];
      outcome: components['schemas']['SlackOutcome'] | null;
      /** @description Failed attempts */
      tries: number;
      /** @description Why the last attempt failed: a code */
      fault: string | null;
      /** Format: date-time */
      received_at: string;
      /** Format: date-time */
      ended_at: string | null;
      /** Format: date-time */
      next_attempt_at: string | null;
    };
    /** @enum {string} */
    SlackRequestKind: 'event' | 'interaction' | 'command';
    /** @enum {string} */
    SlackRequestState: 'kept' | 'done' | 'failed';
    SlackOutcome: {
      kind: components['schemas']['SlackOutcomeKind'];
      ticket: string | null;
      reason: string | null;
    };
    /** @enum {string} */
    SlackOutcomeKind:
      | 'opened'
      | 'commented'
      | 'edited'
      | 'deleted'
      | 'acted'
      | 'noted'
      | 'refused'
      | 'ignored';
    Dashboard: {
      period: components['schemas']['FigurePeriod'];
      total: components['schemas']['Figures'];
      /** @description The parts of the period, oldest first */
      series: components['schemas']['FiguresOfPart'][];
      /** @description All open tickets of the selection by age, in UTC days */
      backlog: components['schemas']['BacklogAge'][];
      /**
       * Format: date-time
       * @description When the answer was made. Counts follow events within seconds.
       */
      counted_at: string;
    };
    FigurePeriod: {
      /** Format: date */
      from: string;
      /** Format: date */
      to: string;
      time_zone: string;
      team: string | null;
      category: string | null;
    };
    Figures: {
      /** @description Tickets created in the period */
      created: number;
      /** @description Tickets that were resolved in the period and are not reopened since */
      resolved: number;
      /** @description Tickets created in the period that are not resolved or ended now */
      open: number;
      /** @description From creation to the first public answer of staff, by the time of the answer */
      first_response: {
        /** @description Tickets for which it ended in the period */
        tickets: number;
        median_minutes: number | null;
        /** @description Nine of ten tickets took no longer */
        p90_minutes: number | null;
      };
      /** @description From creation to the last resolution, by the time of the resolution */
      resolution: {
        /** @description Tickets for which it ended in the period */
        tickets: number;
        median_minutes: number | null;
        /** @description Nine of ten tickets took no longer */
        p90_minutes: number | null;
      };
      sla: components['schemas']['FigureTargets'];
      satisfaction: components['schemas']['FigureSatisfaction'];
    };
    FigureTargets: {
      first_response: components['schemas']['FigureTarget'];
      next_response: components['schemas']['FigureTarget'];
      resolution: components['schemas']['FigureTarget'];
    };
    /** @description Tickets whose SLA target was met in the period, or fell due in it and was ever missed. */
    FigureTarget: {
      met: number;
      missed: number;
      /** @description met / (met + missed) */
      attainment: number | null;
    };
    FigureSatisfaction: {
      answers: number;
      /** @description From 1 to 5. Of tickets of all priorities. */
      mean: number | null;
    };
    /** @description `day` is the first day. */
    FiguresOfPart: {
      /** Format: date */
      day: string;
      figures: components['schemas']['Figures'];
    };
    /** @description Older than the row before. Null for all older ones. */
    BacklogAge: {
      up_to_days: number | null;
      tickets: number;
    };
    /** @enum {string} */
    FigureInterval: 'day' | 'week' | 'month';
    /** @enum {string} */
    FigureFormat: 'json' | 'csv';
    FiguresByCategory: {
      period: components['schemas']['FigurePeriod'];
      rows: components['schemas']['FiguresOfCategory'][];
    };
    FiguresOfCategory: {
      category: string;
      figures: components['schemas']['Figures'];
    };
    FiguresByPriority: {
      period: components['schemas']['FigurePeriod'];
      rows: components['schemas']['FiguresOfPriority'][];
    };
    FiguresOfPriority: {
      priority: components['schemas']['TicketPriority'];
      figures: components['schemas']['Figures'];
    };
    FiguresByStatus: {
      period: components['schemas']['FigurePeriod'];
      rows: components['schemas']['FiguresOfStatus'][];
    };
    /** @description Tickets created in the period that have this status now */
    FiguresOfStatus: {
      status: components['schemas']['TicketStatus'];
      tickets: number;
    };
    FigureSeries: {
      period: components['schemas']['FigurePeriod'];
      total: components['schemas']['Figures'];
      by_priority: components['schemas']['FiguresOfPriority'][];
      /** @description The parts of the period, oldest first */
      series: components['schemas']['FiguresOfPart'][];
    };
    FiguresByAgent: {
      period: components['schemas']['FigurePeriod'];
      /** @description Active moderators, most resolved tickets per place first */
      rows: components['schemas']['FiguresOfAgent'][];
    };
    /** @description Of tickets that the person is assigned to now. First responses are not counted. */
    FiguresOfAgent: {
      person: components['schemas']['Person'];
      /** @description Assigned tickets now */
      load: number;
      capacity: number;
      /** @description load / capacity, now */
      utilisation: number | null;
      /** @description resolved / capacity: compares people with different capacities */
      resolved_per_place: number | null;
      figures: components['schemas']['Figures'];
    };
    AiFigures: {
      /** Format: date-time */
      since: string;
      /** Format: date-time */
      until: string;
      /** @description Of the local classifier; 0 for the rules */
      active_version: number;
      models: components['schemas']['AiModelFigures'][];
      /** @description Calls of the period, repairs and failures included */
      calls: components['schemas']['AiCallTotals'][];
      calibrations: components['schemas']['AiCalibration'][];
      /** @description The fifty most frequent ones */
      overrulings: components['schemas']['AiOverruling'][];
    };
    AiModelFigures: {
      provider: string;
      model: string;
      /** @description Null for answers of earlier versions */
      prompt_version: string | null;
      /** @description Tickets that it triaged */
      tickets: number;
      /** @description Resolved and closed ones among them. Only these are judged */
      solved: number;
      accuracy: components['schemas']['AiAccuracy'];
      /** @description Near the accuracy of the category if it is calibrated */
      mean_confidence: number | null;
      coverage: components['schemas']['AiCoverage'][];
    };
    /** @description Share of values that people left standing; null without tickets */
    AiAccuracy: {
      category: number | null;
      priority: number | null;
      type: number | null;
    };
    AiCoverage: {
      confidence: number;
      /** @description Share of the solved tickets with at least this confidence */
      coverage: number | null;
      /** @description Share of these whose category people left standing */
      accuracy: number | null;
    };
    AiCallTotals: {
      task: string;
      provider: string;
      model: string;
      calls: number;
      failed: number;
      prompt_version: string;
      input_tokens: number;
      output_tokens: number;
      /** @description US dollars, by the prices of the AI configuration */
      cost: number;
      mean_latency_ms: number;
      /** @description Of the answers, before calibration */
      mean_confidence: number | null;
    };
    AiCalibration: {
      provider: string;
      model: string;
      /** @description Solved tickets of the last 90 days */
      tickets: number;
      /** @description With fewer, the confidence of the model is used as it is */
      tickets_needed: number;
      /** @description How often the category is right at the confidence of the model */
      curve: components['schemas']['AiCalibrationPoint'][] | null;
    };
    AiCalibrationPoint: {
      confidence: number;
      accuracy: number;
    };
    AiOverruling: {
      /** @enum {string} */
      field: 'priority' | 'category' | 'type';
      provider: string;
      model: string;
      /** @description Null for answers of earlier versions */
      prompt_version: string | null;
      /** @description What triage answered */
      from: string;
      /** @description What people set */
      to: string;
      tickets: number;
    };
    AiAgentsStatus: {
      agents: components['schemas']['AiAgents'][];
      /** @description Faults of a newer AI configuration file, which is not in force */
      config_faults: components['schemas']['AiConfigFault'][];
    };
    AiAgents: {
      task: string;
      providers: components['schemas']['AiAgentStatus'][];
    };
    AiAgentStatus: {
      provider: string;
      model: string;
      state: components['schemas']['AiAgentState'];
      /** @description Mean; null without a recent call */
      latency_ms: number | null;
      error_rate: number | null;
      /** @description US dollars since midnight UTC */
      spend_today: number;
      /** @description Never quotes a ticket or a key */
      last_error: string | null;
    };
    /**
     * @description down: its key or model is refused, or all calls fail; degraded: a fifth of the calls fails, or its budget is used up; off: it has no key
     * @enum {string}
     */
    AiAgentState: 'up' | 'degraded' | 'down' | 'off';
    AiConfigFault: {
      path: string;
      message: string;
    };
    Health: {
      /** @description `degraded`: Holdfast accepts tickets and processes them later. `down`: it cannot serve requests. */
      status: components['schemas']['HealthStatus'];
      services: {
        mongo: components['schemas']['ServiceHealth'];
        temporal: components['schemas']['ServiceHealth'];
        worker: components['schemas']['ServiceHealth'];
        smtp: components['schemas']['ServiceHealth'];
        ai: components['schemas']['ServiceHealth'];
        inbound: components['schemas']['InboundHealth'];
        clamd: components['schemas']['ScannerHealth'];
        embeddings: components['schemas']['EmbeddingsHealth'];
        search: components['schemas']['SearchHealth'];
        /** @description The MCP server. The status of Holdfast does not depend on it. */
        mcp: components['schemas']['ServiceHealth'];
      };
    };
    /** @enum {string} */
    HealthStatus: 'ok' | 'degraded' | 'down';
    ServiceHealth: {
      status: components['schemas']['ServiceStatus'];
      latency_ms: number;
    };
    /** @enum {string} */
    ServiceStatus: 'ok' | 'down';
    InboundHealth: {
      /** @description `degraded`: a received mail has waited for more than 15 minutes. */
      status: components['schemas']['HealthStatus'];
      latency_ms: number;
      /** @description Age of the oldest received mail that is neither processed nor failed. Null if there is none. */
      oldest_waiting_seconds: number | null;
    };
    ScannerHealth: {
      status: components['schemas']['ScannerStatus'];
      latency_ms: number;
    };
    /**
     * @description `down`: files wait until it is back. `off`: files are not scanned.
     * @enum {string}
     */
    ScannerStatus: 'ok' | 'down' | 'off';
    EmbeddingsHealth: {
      /** @description `degraded`: similar tickets are found by words only, or some tickets have no embedding yet. The status of Holdfast does not depend on it. */
      status: components['schemas']['HealthStatus'];
      latency_ms: number;
      /** @description Name and version of the model. Null if there is none. */
      model: string | null;
      /** @description Share of tickets with an embedding. Null if no worker has a model. */
      filled_percent: number | null;
    };
    SearchHealth: {
      /** @description `degraded`: articles can be missing from the search, or old. The status of Holdfast does not depend on it. */
      status: components['schemas']['HealthStatus'];
      latency_ms: number;
      /** @description Of the index in this API process. */
      state: components['schemas']['SearchIndexState'];
      /** @description Articles in the index, without archived ones. */
      articles: number;
      /** @description Seconds since the index last had all changes. Null while it is built first. */
      lag_seconds: number | null;
    };
    Probe: {
      status: components['schemas']['ServiceStatus'];
    };
  };
  responses: {
    /** @description `malformed_request`: The request is malformed */
    BadRequest: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `unauthenticated`: You are not signed in */
    Unauthorized: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `forbidden`: You do not have permission */
    Forbidden: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `not_found`: Not found */
    NotFound: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `illegal_transition`: The status of the ticket does not allow this. `assignment_conflict`: The ticket is assigned to another moderator. `capacity_reached`: The moderator is at capacity. `duplicate`: It already exists. `unseen_comments`: There are newer comments. `last_admin`: The system needs at least one administrator. `request_in_progress`: The same request is still in progress. `file_held`: The file is being checked. `file_rejected`: The file was rejected */
    Conflict: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `link_expired`: This link has expired */
    Gone: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `version_conflict`: It was changed by another request */
    PreconditionFailed: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `payload_too_large`: The body is too large */
    PayloadTooLarge: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `unsupported_media_type`: The content type is not supported */
    UnsupportedMediaType: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `range_not_satisfiable`: The range is outside of the file */
    RangeNotSatisfiable: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `invalid_input`: The input is not valid. `idempotency_mismatch`: The idempotency key belongs to another request */
    ValidationFailed: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `version_required`: If-Match is required */
    PreconditionRequired: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `too_many_requests`: Too many requests */
    TooManyRequests: {
      headers: {
        /** @description Seconds to wait before you send the request again. */
        'Retry-After': string;
        RateLimit: components['headers']['RateLimit'];
        'RateLimit-Policy': components['headers']['RateLimit-Policy'];
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `internal_error`: Internal error */
    InternalError: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `model_answer_invalid`: The AI returned an invalid answer. `model_rejected`: The AI refused the request */
    BadGateway: {
      headers: {
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
    /** @description `model_unavailable`: The AI is unavailable. `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
    ServiceUnavailable: {
      headers: {
        /** @description Seconds to wait before you send the request again. */
        'Retry-After': string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: {
    /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
    IdempotencyKey: string;
    /** @description Conversation id */
    ConversationId: string;
    /** @description Ticket id or number */
    TicketKey: string;
    StatusFilter: components['schemas']['TicketStatus'][];
    PriorityFilter: components['schemas']['TicketPriority'][];
    CategoryFilter: string[];
    TypeFilter: string[];
    SlaStateFilter: components['schemas']['SlaState'][];
    TriageStateFilter: components['schemas']['TriageState'][];
    /** @description `me`, `none`, or a user id */
    AssigneeFilter: string;
    /** @description A user id */
    RequesterFilter: string;
    /** @description The id of an organisation */
    OrganisationFilter: string;
    /** @description Id or key of a team */
    TeamFilter: string;
    TagFilter: string;
    /** @description `key:value` of a custom field. If repeated, every value must match. */
    CustomFieldFilter: string[];
    CreatedFrom: components['schemas']['PointInTime'];
    CreatedTo: components['schemas']['PointInTime'];
    /** @description Words that the title must all contain, or a ticket number. With `sort=relevance`, words of the whole ticket. */
    TicketSearch: string;
    /** @description `relevance` finds the words of `q`, and their beginnings, also in descriptions, comments, names and addresses. It has numbered pages only. */
    TicketSearchOrder: '-created_at' | 'created_at' | '-updated_at' | 'updated_at' | 'relevance';
    PageSize: number;
    /** @description The `next_cursor` of the previous page */
    Cursor: string;
    /** @description Page number instead of a cursor, for the first 10,000 rows */
    PageNumber: number;
    /** @description The ETag of the version that you know, or `*` for any version. */
    IfMatch: string;
    /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
    StaffIfMatch: string;
    TicketOrder: components['schemas']['TicketSort'];
    JobId: string;
    LongPageSize: number;
    /** @description Comment id */
    CommentId: string;
    /** @description File id. Ids of attachments are ids of files. */
    FileId: string;
    /** @description API key id */
    ApiKeyId: string;
    UserId: string;
    RoleFilter: components['schemas']['Role'][];
    ActiveFilter: boolean;
    /** @description Id or key of a team */
    UserTeamFilter: string;
    /** @description The primary address or another one */
    AddressFilter: string;
    IdentityFilter: string;
    SkillFilter: string;
    /** @description The beginning of a name, last name or e-mail address. */
    UserSearch: string;
    OrganisationId: string;
    DeliveryId: string;
    ReceivedMailId: string;
    CalendarName: string;
    /** @description An older version. The default is the newest. */
    OlderVersion: number;
    PolicyName: string;
    /** @description Key of the entry */
    ChoiceKey: string;
    /** @description Id or key of a team */
    TeamKey: string;
    /** @description Only the fields of its tickets: its form. */
    FieldCategoryFilter: string;
    CustomFieldKey: string;
    /** @description A kind of the list */
    MailTemplateKindInPath: string;
    /** @description A language of the list */
    MailTemplateLanguageInPath: string;
    /** @description Only articles in this language */
    ArticleLanguage: string;
    /** @description The id of the article */
    ArticleInPath: string;
    ViewId: string;
    /** @description The token of the conversation, from `POST /chat/tokens` */
    ChatTokenHeader: string;
    WebhookId: string;
    WebhookDeliveryId: string;
    SlackWorkspaceId: string;
    SlackChannelId: string;
    SlackRequestId: string;
    /** @description First day. By default 29 days before `to`. */
    FiguresFrom: string;
    /** @description Last day, included. By default today. The period has at most 731 days. */
    FiguresTo: string;
    /** @description Length of the parts of `series`. It has at most 130. */
    FiguresInterval: components['schemas']['FigureInterval'];
    /** @description The days are those of this zone: an IANA name */
    FiguresTimeZone: string;
    /** @description Id or key of a team */
    FiguresTeam: string;
    /** @description A key of `GET /categories`. */
    FiguresCategory: string;
    /** @description csv: the rows as a table. By default what `Accept` prefers, or else json. */
    FiguresFormat: components['schemas']['FigureFormat'];
    /** @description The same for all attempts of an event. Ignore one that you have handled. */
    WebhookMessageId: string;
    /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
    WebhookTimestamp: string;
    /** @description One or two signatures `v1,<base64>`, separated by a space. */
    WebhookSignature: string;
  };
  requestBodies: never;
  headers: {
    /**
     * @description The requests left in each limit (`r`), and the seconds until the limit resets (`t`).
     * @example "account";r=1199;t=42, "address";r=2999;t=42
     */
    RateLimit: string;
    /**
     * @description The limits that count this request: the maximum number of requests (`q`) in a window of seconds (`w`).
     * @example "account";q=1200;w=60, "address";q=3000;w=60
     */
    'RateLimit-Policy': string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  categorizeText: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TextToCategorize'];
      };
    };
    responses: {
      /** @description The suggestion */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CategorySuggestion'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  analyzeFile: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FileToAnalyse'];
      };
    };
    responses: {
      /** @description The analysis */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AnalysedFile'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTicketConversation: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TicketMessage'];
      };
    };
    responses: {
      /** @description The conversation */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TicketConversation'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getTicketConversation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Conversation id */
        conversation: components['parameters']['ConversationId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The conversation */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TicketConversation'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  confirmTicketConversation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Conversation id */
        conversation: components['parameters']['ConversationId'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['TicketDraftEdits'];
      };
    };
    responses: {
      /** @description The conversation */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TicketConversation'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  draftReply: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ReplyRequest'];
      };
    };
    responses: {
      /** @description The draft */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReplyDraft'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getTicketSummary: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The summary */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TicketOverview'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  translateMessage: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TranslationRequest'];
      };
    };
    responses: {
      /** @description The translation */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Translation'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      502: components['responses']['BadGateway'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listTickets: {
    parameters: {
      query?: {
        status?: components['parameters']['StatusFilter'];
        priority?: components['parameters']['PriorityFilter'];
        category?: components['parameters']['CategoryFilter'];
        type?: components['parameters']['TypeFilter'];
        sla_state?: components['parameters']['SlaStateFilter'];
        triage_state?: components['parameters']['TriageStateFilter'];
        /** @description `me`, `none`, or a user id */
        assignee?: components['parameters']['AssigneeFilter'];
        /** @description A user id */
        requester?: components['parameters']['RequesterFilter'];
        /** @description The id of an organisation */
        organisation?: components['parameters']['OrganisationFilter'];
        /** @description Id or key of a team */
        team?: components['parameters']['TeamFilter'];
        tag?: components['parameters']['TagFilter'];
        /** @description `key:value` of a custom field. If repeated, every value must match. */
        custom_field?: components['parameters']['CustomFieldFilter'];
        created_from?: components['parameters']['CreatedFrom'];
        created_to?: components['parameters']['CreatedTo'];
        /** @description Words that the title must all contain, or a ticket number. With `sort=relevance`, words of the whole ticket. */
        q?: components['parameters']['TicketSearch'];
        /** @description `relevance` finds the words of `q`, and their beginnings, also in descriptions, comments, names and addresses. It has numbered pages only. */
        sort?: components['parameters']['TicketSearchOrder'];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of tickets */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TicketList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewTicket'];
      };
    };
    responses: {
      /** @description The ticket, before triage and assignment */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description URL of the ticket */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getTicket: {
    parameters: {
      query?: {
        /** @description Id of an event of this ticket */
        at?: string;
        /** @description As the requester sees it. For staff */
        as?: 'requester';
      };
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The ticket */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteTicket: {
    parameters: {
      query?: {
        /** @description Stored in the tombstone. */
        reason?: string;
      };
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The ticket is deleted */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TicketEdit'];
      };
    };
    responses: {
      /** @description The ticket */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  requestAddress: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewAddress'];
      };
    };
    responses: {
      /** @description The request was accepted */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  confirmAddress: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['AddressCode'];
      };
    };
    responses: {
      /** @description The user */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `duplicate`: It already exists */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  removeAddress: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewAddress'];
      };
    };
    responses: {
      /** @description The user */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getTeamTimes: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Periods, oldest first, and totals */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TeamTimes'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listModeratorTickets: {
    parameters: {
      query?: {
        status?: components['parameters']['StatusFilter'];
        priority?: components['parameters']['PriorityFilter'];
        category?: components['parameters']['CategoryFilter'];
        type?: components['parameters']['TypeFilter'];
        sla_state?: components['parameters']['SlaStateFilter'];
        triage_state?: components['parameters']['TriageStateFilter'];
        /** @description `me`, `none`, or a user id */
        assignee?: components['parameters']['AssigneeFilter'];
        /** @description A user id */
        requester?: components['parameters']['RequesterFilter'];
        /** @description The id of an organisation */
        organisation?: components['parameters']['OrganisationFilter'];
        /** @description Id or key of a team */
        team?: components['parameters']['TeamFilter'];
        tag?: components['parameters']['TagFilter'];
        /** @description `key:value` of a custom field. If repeated, every value must match. */
        custom_field?: components['parameters']['CustomFieldFilter'];
        created_from?: components['parameters']['CreatedFrom'];
        created_to?: components['parameters']['CreatedTo'];
        /** @description Words that the title must all contain, or a ticket number. With `sort=relevance`, words of the whole ticket. */
        q?: components['parameters']['TicketSearch'];
        sort?: components['parameters']['TicketOrder'];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of tickets */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TicketList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getTicketStatistics: {
    parameters: {
      query?: {
        status?: components['parameters']['StatusFilter'];
        priority?: components['parameters']['PriorityFilter'];
        category?: components['parameters']['CategoryFilter'];
        type?: components['parameters']['TypeFilter'];
        sla_state?: components['parameters']['SlaStateFilter'];
        triage_state?: components['parameters']['TriageStateFilter'];
        /** @description `me`, `none`, or a user id */
        assignee?: components['parameters']['AssigneeFilter'];
        /** @description A user id */
        requester?: components['parameters']['RequesterFilter'];
        /** @description The id of an organisation */
        organisation?: components['parameters']['OrganisationFilter'];
        /** @description Id or key of a team */
        team?: components['parameters']['TeamFilter'];
        tag?: components['parameters']['TagFilter'];
        /** @description `key:value` of a custom field. If repeated, every value must match. */
        custom_field?: components['parameters']['CustomFieldFilter'];
        created_from?: components['parameters']['CreatedFrom'];
        created_to?: components['parameters']['CreatedTo'];
        /** @description Words that the title must all contain, or a ticket number. With `sort=relevance`, words of the whole ticket. */
        q?: components['parameters']['TicketSearch'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The counts */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TicketSummary'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSimilarTickets: {
    parameters: {
      query?: {
        /** @description Maximum number of tickets */
        limit?: number;
        /** @description Only tickets that are resolved or closed */
        resolved_only?: boolean;
      };
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The similar tickets */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SimilarTickets'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getTicketOutlook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The actions ahead */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Outlook'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  previewTicketChange: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PlannedChange'];
      };
    };
    responses: {
      /** @description The mails and actions after the change */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Outlook'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `assignment_conflict`: The ticket is assigned to another moderator */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  previewBulkJob: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BulkRequest'];
      };
    };
    responses: {
      /** @description The result for each ticket */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkPreview'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getTicketExplanation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The explanation */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TicketExplanation'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createBulkJob: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['BulkRequest'];
      };
    };
    responses: {
      /** @description The job was started */
      202: {
        headers: {
          /** @description URL of the job */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkJob'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getBulkJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        job: components['parameters']['JobId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The job and its results so far */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['BulkReport'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateTicketStatus: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['StatusChange'];
      };
    };
    responses: {
      /** @description The ticket */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `assignment_conflict`: The ticket is assigned to another moderator */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replaceTicketAssignment: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Assignment'];
      };
    };
    responses: {
      /** @description The ticket */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `assignment_conflict`: The ticket is assigned to another moderator. `capacity_reached`: The moderator is at capacity */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  assignTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Assignment'];
      };
    };
    responses: {
      /** @description The ticket */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `assignment_conflict`: The ticket is assigned to another moderator. `capacity_reached`: The moderator is at capacity */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  acceptTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The ticket */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `assignment_conflict`: The ticket is assigned to another moderator. `capacity_reached`: The moderator is at capacity */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  declineTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['Decline'];
      };
    };
    responses: {
      /** @description The ticket */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `assignment_conflict`: The ticket is assigned to another moderator */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  resolveTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['Resolution'];
      };
    };
    responses: {
      /** @description The ticket */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `assignment_conflict`: The ticket is assigned to another moderator */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  closeTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Closing'];
      };
    };
    responses: {
      /** @description The ticket */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `assignment_conflict`: The ticket is assigned to another moderator */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  reopenTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['Reopening'];
      };
    };
    responses: {
      /** @description The ticket */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `assignment_conflict`: The ticket is assigned to another moderator */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  cancelTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['Cancellation'];
      };
    };
    responses: {
      /** @description The ticket */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `assignment_conflict`: The ticket is assigned to another moderator */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  rateTicket: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Rating'];
      };
    };
    responses: {
      /** @description The ticket */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  confirmTriage: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['TriageConfirmation'];
      };
    };
    responses: {
      /** @description The ticket */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createFollowUpTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FollowUp'];
      };
    };
    responses: {
      /** @description The new ticket */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description URL of the new ticket */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  splitTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Split'];
      };
    };
    responses: {
      /** @description The new ticket */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description URL of the new ticket */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTicketLink: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewLink'];
      };
    };
    responses: {
      /** @description The link, as this ticket shows it */
      201: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Link'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  mergeTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Merge'];
      };
    };
    responses: {
      /** @description The ticket it was merged into */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Ticket'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `duplicate`: It already exists */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteTicketLink: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
        link: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The link is deleted */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createRequesterLink: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The link */
      201: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RequesterLink'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteRequesterLinks: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The links no longer work */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listComments: {
    parameters: {
      query?: {
        page_size?: components['parameters']['LongPageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The comments */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CommentList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createComment: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewComment'];
      };
    };
    responses: {
      /** @description The comment */
      201: {
        headers: {
          /** @description URL of the comment thread */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Comment'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `unseen_comments`: There are newer comments. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listActivities: {
    parameters: {
      query?: {
        page_size?: components['parameters']['LongPageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The activity log */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ActivityList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteComment: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
        /** @description Comment id */
        comment: components['parameters']['CommentId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The comment is deleted */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateComment: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
        /** @description Comment id */
        comment: components['parameters']['CommentId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CommentEdit'];
      };
    };
    responses: {
      /** @description The comment */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Comment'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  takeBackComment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
        /** @description Comment id */
        comment: components['parameters']['CommentId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The comment as it was */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Comment'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCommentVersions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
        /** @description Comment id */
        comment: components['parameters']['CommentId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The versions */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CommentVersions'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  redactComment: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
        /** @description Comment id */
        comment: components['parameters']['CommentId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewRedaction'];
      };
    };
    responses: {
      /** @description The redaction and its progress */
      202: {
        headers: {
          /** @description URL of the redaction */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RedactionAnswer'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  redactTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewRedaction'];
      };
    };
    responses: {
      /** @description The redaction, with what is done already */
      202: {
        headers: {
          /** @description Where its progress and result are */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RedactionAnswer'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getRedaction: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        redaction: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The redaction */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RedactionAnswer'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getAttachment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
        /** @description Attachment id */
        attachment: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file */
      200: {
        headers: {
          /** @description Suggested file name */
          'Content-Disposition': string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `file_held`: The file is being checked. `file_rejected`: The file was rejected */
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createFile: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'multipart/form-data': components['schemas']['NewFile'];
      };
    };
    responses: {
      /** @description The file */
      201: {
        headers: {
          /** @description URL of the file */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['File'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getFile: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description File id. Ids of attachments are ids of files. */
        file: components['parameters']['FileId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['File'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteFile: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description File id. Ids of attachments are ids of files. */
        file: components['parameters']['FileId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file is deleted */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getFileContent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description File id. Ids of attachments are ids of files. */
        file: components['parameters']['FileId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The content */
      200: {
        headers: {
          /** @description Suggested file name */
          'Content-Disposition': string;
          /** @description Size in bytes */
          'Content-Length': string;
          /** @description Always `bytes` */
          'Accept-Ranges': string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
          'image/png': string;
          'image/jpeg': string;
          'image/webp': string;
          'image/gif': string;
        };
      };
      /** @description A range of the content */
      206: {
        headers: {
          /** @description Suggested file name */
          'Content-Disposition': string;
          /** @description Size in bytes */
          'Content-Length': string;
          /** @description Always `bytes` */
          'Accept-Ranges': string;
          /** @description The range, and the size of the file */
          'Content-Range': string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/octet-stream': string;
          'image/png': string;
          'image/jpeg': string;
          'image/webp': string;
          'image/gif': string;
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `file_held`: The file is being checked. `file_rejected`: The file was rejected */
      409: components['responses']['Conflict'];
      416: components['responses']['RangeNotSatisfiable'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getFileAnalysis: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description File id. Ids of attachments are ids of files. */
        file: components['parameters']['FileId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The analysis */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FileAnalysis'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getFileLink: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description File id. Ids of attachments are ids of files. */
        file: components['parameters']['FileId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The link */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FileLink'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `file_held`: The file is being checked. `file_rejected`: The file was rejected */
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createParticipant: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewParticipant'];
      };
    };
    responses: {
      /** @description The participant */
      201: {
        headers: {
          /** @description URL of the participant */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Participant'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteParticipant: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
        participant: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The participant is removed */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listDeletedTickets: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of tombstones */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TombstoneList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  registerAccount: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Registration'];
      };
    };
    responses: {
      /** @description The account */
      201: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Registered'];
        };
      };
      400: components['responses']['BadRequest'];
      403: components['responses']['Forbidden'];
      /** @description `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  signIn: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Login'];
      };
    };
    responses: {
      /** @description A session, or a `factor_token` for the second step */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignIn'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  refreshTokens: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Refresh'];
      };
    };
    responses: {
      /** @description New tokens */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Session'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  signOut: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The session has ended */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCurrentUser: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The signed-in user */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewSession'];
      };
    };
    responses: {
      /** @description The second factor is required */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FactorRequired'];
        };
      };
      /** @description The session */
      201: {
        headers: {
          /** @description The session. `HttpOnly` and `SameSite=Strict` */
          'Set-Cookie': string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CookieSession'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteSession: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The session has ended */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSessions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Your sessions */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OwnSessions'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteOtherSessions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The other sessions have ended */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteOwnSession: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the session */
        session: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The session has ended */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  requestSignInCode: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EmailAddress'];
      };
    };
    responses: {
      /** @description The request was accepted, whatever the address */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
      400: components['responses']['BadRequest'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  signInWithCode: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SignInCode'];
      };
    };
    responses: {
      /** @description A session, or a `factor_token` for the second step */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SignIn'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  requestPasswordReset: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['EmailAddress'];
      };
    };
    responses: {
      /** @description The request was accepted, whatever the address */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Accepted'];
        };
      };
      400: components['responses']['BadRequest'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  resetPassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PasswordReset'];
      };
    };
    responses: {
      /** @description The password is set */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  changePassword: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PasswordChange'];
      };
    };
    responses: {
      /** @description The password is changed */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listApiKeys: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The keys, oldest first */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiKeyList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createApiKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewApiKey'];
      };
    };
    responses: {
      /** @description The key */
      201: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CreatedApiKey'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listApiKeyActivities: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path: {
        /** @description API key id */
        key: components['parameters']['ApiKeyId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The activities */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ApiKeyActivityList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description API key id */
        key: components['parameters']['ApiKeyId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The key is revoked */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  verifySecondFactor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FactorVerification'];
      };
    };
    responses: {
      /** @description Signed in */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Session'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getSecondFactor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The state of the second factor */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SecondFactor'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createSecondFactor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['NewFactor'];
      };
    };
    responses: {
      /** @description The secret for the app */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ProposedFactor'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `duplicate`: It already exists */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  confirmSecondFactor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FactorCode'];
      };
    };
    responses: {
      /** @description Recovery codes, in case you lose the app */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RecoveryCodes'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `duplicate`: It already exists */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  removeSecondFactor: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['FactorCode'];
      };
    };
    responses: {
      /** @description The second factor is removed */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteUserSecondFactor: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        user: components['parameters']['UserId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The second factor is removed */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getProfile: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The user */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateProfile: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Profile'];
      };
    };
    responses: {
      /** @description The user */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getNotificationSettings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Your notification settings */
      200: {
        headers: {
          /** @description The version of the user, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Notifications'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateNotificationSettings: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['Notifications'];
      };
    };
    responses: {
      /** @description Your notification settings */
      200: {
        headers: {
          /** @description The version of the user, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Notifications'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listUsers: {
    parameters: {
      query?: {
        role?: components['parameters']['RoleFilter'];
        active?: components['parameters']['ActiveFilter'];
        /** @description The id of an organisation */
        organisation?: components['parameters']['OrganisationFilter'];
        /** @description Id or key of a team */
        team?: components['parameters']['UserTeamFilter'];
        /** @description The primary address or another one */
        address?: components['parameters']['AddressFilter'];
        identity?: components['parameters']['IdentityFilter'];
        skill?: components['parameters']['SkillFilter'];
        /** @description The beginning of a name, last name or e-mail address. */
        q?: components['parameters']['UserSearch'];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of users, oldest first */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewUser'];
      };
    };
    responses: {
      /** @description The user */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description URL of the user */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getUser: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        user: components['parameters']['UserId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The user */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  eraseUser: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        user: components['parameters']['UserId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The user is erased */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `last_admin`: The system needs at least one administrator */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        user: components['parameters']['UserId'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['UserEdit'];
      };
    };
    responses: {
      /** @description The user */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `duplicate`: It already exists. `last_admin`: The system needs at least one administrator */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  exportUser: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        user: components['parameters']['UserId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The data of the user */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PersonExport'];
        };
      };
      /** @description The job that writes the data to a file */
      202: {
        headers: {
          /** @description URL of the job */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PersonExportJob'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createUserExport: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        user: components['parameters']['UserId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The job that writes the data to a file */
      202: {
        headers: {
          /** @description URL of the job */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PersonExportJob'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      /** @description `idempotency_mismatch`: The idempotency key belongs to another request */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getUserExport: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        user: components['parameters']['UserId'];
        job: components['parameters']['JobId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The job, with its file once it is done */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PersonExportJob'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getUserExportContent: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        user: components['parameters']['UserId'];
        job: components['parameters']['JobId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file */
      200: {
        headers: {
          /** @description Suggested file name */
          'Content-Disposition': string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': string;
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getUserMerge: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        user: components['parameters']['UserId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The merge */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PersonMergeAnswer'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  mergeUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        user: components['parameters']['UserId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewMerge'];
      };
    };
    responses: {
      /** @description The merge */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PersonMergeAnswer'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  cancelUserMerge: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        user: components['parameters']['UserId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The merge */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PersonMergeAnswer'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `duplicate`: It already exists */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listOrganisations: {
    parameters: {
      query?: {
        /** @description The beginning of the name */
        q?: string;
        domain?: string;
        vip?: boolean;
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of them, in the order of creation */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['OrganisationList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createOrganisation: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewOrganisation'];
      };
    };
    responses: {
      /** @description The organisation */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description Where it is */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Organisation'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getOrganisation: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        organisation: components['parameters']['OrganisationId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The organisation */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Organisation'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteOrganisation: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        organisation: components['parameters']['OrganisationId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateOrganisation: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        organisation: components['parameters']['OrganisationId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['OrganisationEdit'];
      };
    };
    responses: {
      /** @description The organisation */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Organisation'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `duplicate`: It already exists */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listAccounts: {
    parameters: {
      query?: {
        role?: components['parameters']['RoleFilter'];
        active?: components['parameters']['ActiveFilter'];
        /** @description The id of an organisation */
        organisation?: components['parameters']['OrganisationFilter'];
        /** @description Id or key of a team */
        team?: components['parameters']['UserTeamFilter'];
        /** @description The primary address or another one */
        address?: components['parameters']['AddressFilter'];
        identity?: components['parameters']['IdentityFilter'];
        skill?: components['parameters']['SkillFilter'];
        /** @description The beginning of a name, last name or e-mail address. */
        q?: components['parameters']['UserSearch'];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of accounts */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['UserList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateAccount: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        user: components['parameters']['UserId'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['UserEdit'];
      };
    };
    responses: {
      /** @description The user */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['User'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `duplicate`: It already exists. `last_admin`: The system needs at least one administrator */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSecurityEvents: {
    parameters: {
      query?: {
        user?: string;
        action?: components['schemas']['AccountEventType'][];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of security events */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SecurityEventList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTriageJob: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['RerunRequest'];
      };
    };
    responses: {
      /** @description The job was started */
      202: {
        headers: {
          /** @description URL of the job */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RerunJob'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getTriageJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        job: components['parameters']['JobId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The job */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['RerunJob'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listTriageModels: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of versions */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TriageModelList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTriageTraining: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The training has begun */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TriageTrainingAnswer'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      /** @description `idempotency_mismatch`: The idempotency key belongs to another request */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  activateTriageModel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The number of a version, or `rules` */
        version: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is active */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TriageActivationAnswer'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listDeliveries: {
    parameters: {
      query?: {
        state?: components['schemas']['DeliveryState'][];
        kind?: components['schemas']['MailKind'][];
        /** @description A user id */
        recipient?: string;
        /** @description Ticket id */
        ticket?: string;
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of deliveries */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['DeliveryList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getDelivery: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        delivery: components['parameters']['DeliveryId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The delivery */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delivery'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  resendDelivery: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        delivery: components['parameters']['DeliveryId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The new delivery, queued */
      201: {
        headers: {
          /** @description URL of the delivery */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Delivery'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      /** @description `idempotency_mismatch`: The idempotency key belongs to another request */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listTicketMails: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of mails */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TicketMailList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSweeps: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of sweeps */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SweepList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createSweep: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The sweep was started */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SweepAnswer'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      /** @description `idempotency_mismatch`: The idempotency key belongs to another request */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listReceivedMails: {
    parameters: {
      query?: {
        state?: components['schemas']['ReceivedMailState'][];
        /** @description Outcome of the mail */
        kind?: components['schemas']['MailOutcomeKind'][];
        /** @description Why the mail had no effect */
        reason?: (
          | 'automatic'
          | 'loop'
          | 'own_mail'
          | 'too_many'
          | 'empty'
          | 'duplicate'
          | 'unknown_sender'
          | 'not_allowed'
          | 'unverified_staff'
          | 'not_verified'
          | 'unreadable'
          | 'no_sender'
          | 'invalid_sender'
          | 'unproven_sender'
          | 'receipt_held'
        )[];
        /** @description True for mails without effect: ignored, refused, held or failed */
        unheard?: boolean;
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of mails */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReceivedMailList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getReceivedMail: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        mail: components['parameters']['ReceivedMailId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The mail */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReceivedMail'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getRawReceivedMail: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        mail: components['parameters']['ReceivedMailId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The message */
      200: {
        headers: {
          /** @description Suggested file name */
          'Content-Disposition': string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'message/rfc822': string;
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replayReceivedMail: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        mail: components['parameters']['ReceivedMailId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The mail, waiting to be processed */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReceivedMail'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTicketFromReceivedMail: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        mail: components['parameters']['ReceivedMailId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The mail, with its ticket once that exists */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ReceivedMail'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCalendars: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of calendars, by name */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CalendarList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createCalendar: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewCalendar'];
      };
    };
    responses: {
      /** @description The calendar */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description URL of the calendar */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calendar'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCalendar: {
    parameters: {
      query?: {
        /** @description An older version. The default is the newest. */
        version?: components['parameters']['OlderVersion'];
      };
      header?: never;
      path: {
        calendar: components['parameters']['CalendarName'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The calendar */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calendar'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateCalendar: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        calendar: components['parameters']['CalendarName'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CalendarEdit'];
      };
    };
    responses: {
      /** @description The calendar */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Calendar'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  importHolidays: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        calendar: components['parameters']['CalendarName'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HolidayImport'];
      };
    };
    responses: {
      /** @description The result of the import */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HolidayImportResult'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listPolicies: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of policies, by name */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlaPolicyList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createPolicy: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewSlaPolicy'];
      };
    };
    responses: {
      /** @description The policy */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description URL of the policy */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlaPolicy'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getPolicy: {
    parameters: {
      query?: {
        /** @description An older version. The default is the newest. */
        version?: components['parameters']['OlderVersion'];
      };
      header?: never;
      path: {
        policy: components['parameters']['PolicyName'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The policy */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlaPolicy'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updatePolicy: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        policy: components['parameters']['PolicyName'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SlaPolicyEdit'];
      };
    };
    responses: {
      /** @description The policy */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlaPolicy'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  applyPolicy: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        policy: components['parameters']['PolicyName'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['PolicyMove'];
      };
    };
    responses: {
      /** @description The preview (`dry_run`) */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PolicyMovePreview'];
        };
      };
      /** @description The job was started */
      202: {
        headers: {
          /** @description URL of the job */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PolicyMoveJob'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getPolicyJob: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        job: components['parameters']['JobId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The job */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PolicyMoveJob'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  previewPolicy: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PolicyTrial'];
      };
    };
    responses: {
      /** @description Actual and simulated results of the SLA targets */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PolicyTrialOutcome'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  decodePayloads: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TemporalPayloads'];
      };
    };
    responses: {
      /** @description The payloads, in the same order */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TemporalPayloads'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  encodePayloads: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TemporalPayloads'];
      };
    };
    responses: {
      /** @description The payloads, in the same order */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TemporalPayloads'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCategories: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of entries */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CategoryList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createCategory: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewCategory'];
      };
    };
    responses: {
      /** @description The entry */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description URL of the entry */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Category'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCategory: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Key of the entry */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The entry */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Category'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteCategory: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Key of the entry */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The entry is deleted or retired */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateCategory: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description Key of the entry */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CategoryEdit'];
      };
    };
    responses: {
      /** @description The entry */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Category'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listTicketTypes: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of entries */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TicketTypeList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTicketType: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewChoice'];
      };
    };
    responses: {
      /** @description The entry */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description URL of the entry */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Choice'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getTicketType: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Key of the entry */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The entry */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Choice'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteTicketType: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Key of the entry */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The entry is deleted or retired */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateTicketType: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description Key of the entry */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChoiceEdit'];
      };
    };
    responses: {
      /** @description The entry */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Choice'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listResolutionCodes: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of entries */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ResolutionCodeList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createResolutionCode: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewChoice'];
      };
    };
    responses: {
      /** @description The entry */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description URL of the entry */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Choice'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getResolutionCode: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Key of the entry */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The entry */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Choice'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteResolutionCode: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Key of the entry */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The entry is deleted or retired */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateResolutionCode: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description Key of the entry */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChoiceEdit'];
      };
    };
    responses: {
      /** @description The entry */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Choice'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listHoldReasons: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of entries */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HoldReasonList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createHoldReason: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewHoldReason'];
      };
    };
    responses: {
      /** @description The entry */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description URL of the entry */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HoldReason'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getHoldReason: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Key of the entry */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The entry */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HoldReason'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteHoldReason: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Key of the entry */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The entry is deleted or retired */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateHoldReason: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description Key of the entry */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['HoldReasonEdit'];
      };
    };
    responses: {
      /** @description The entry */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['HoldReason'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listTeams: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of teams */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TeamList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTeam: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewTeam'];
      };
    };
    responses: {
      /** @description The team */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description Where it is */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Team'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getTeam: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id or key of a team */
        id: components['parameters']['TeamKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The team */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Team'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteTeam: {
    parameters: {
      query?: {
        /** @description Id or key of the team that takes its tickets and members. */
        move_to?: string;
      };
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Id or key of a team */
        id: components['parameters']['TeamKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone, or dissolved */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateTeam: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description Id or key of a team */
        id: components['parameters']['TeamKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['TeamEdit'];
      };
    };
    responses: {
      /** @description The team */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Team'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `duplicate`: It already exists */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCustomFields: {
    parameters: {
      query?: {
        /** @description Only the fields of its tickets: its form. */
        category?: components['parameters']['FieldCategoryFilter'];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of fields, by key */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomFieldList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createCustomField: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewCustomField'];
      };
    };
    responses: {
      /** @description The field */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description URL of the field */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomField'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCustomField: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        field: components['parameters']['CustomFieldKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The field */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomField'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateCustomField: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        field: components['parameters']['CustomFieldKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['CustomFieldEdit'];
      };
    };
    responses: {
      /** @description The field */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['CustomField'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getSettings: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The settings in use */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Settings'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateSettings: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SettingsEdit'];
      };
    };
    responses: {
      /** @description The settings in use */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Settings'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createSmtpTest: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The result of the test */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SettingsTest'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createAiTest: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The result of the test */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SettingsTest'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listMailTemplates: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of templates, by kind and language */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MailTemplateList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getMailTemplate: {
    parameters: {
      query?: {
        /** @description An older version. The default is the newest. */
        version?: components['parameters']['OlderVersion'];
      };
      header?: never;
      path: {
        /** @description A kind of the list */
        kind: components['parameters']['MailTemplateKindInPath'];
        /** @description A language of the list */
        language: components['parameters']['MailTemplateLanguageInPath'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The template */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MailTemplate'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateMailTemplate: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description A kind of the list */
        kind: components['parameters']['MailTemplateKindInPath'];
        /** @description A language of the list */
        language: components['parameters']['MailTemplateLanguageInPath'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['MailTemplateWords'];
      };
    };
    responses: {
      /** @description The template */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MailTemplate'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteMailTemplate: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description A kind of the list */
        kind: components['parameters']['MailTemplateKindInPath'];
        /** @description A language of the list */
        language: components['parameters']['MailTemplateLanguageInPath'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The built-in words are in use */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createMailTemplatePreview: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description A kind of the list */
        kind: components['parameters']['MailTemplateKindInPath'];
        /** @description A language of the list */
        language: components['parameters']['MailTemplateLanguageInPath'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['MailTemplatePreviewRequest'];
      };
    };
    responses: {
      /** @description The mail */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['MailTemplatePreview'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  searchKnowledge: {
    parameters: {
      query: {
        /** @description Words or a question, in any language. There are no operators. */
        q: string;
        /** @description Only articles in this language */
        language?: components['parameters']['ArticleLanguage'];
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The articles, best first */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KnowledgeResults'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  suggestArticles: {
    parameters: {
      query: {
        /** @description What a person writes, such as the title and the beginning of a ticket */
        text: string;
        /** @description Only articles in this language */
        language?: components['parameters']['ArticleLanguage'];
        limit?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The articles, best first */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KnowledgeSuggestions'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listKnowledgeGaps: {
    parameters: {
      query?: {
        /** @description The last day of the week, in UTC. Now if omitted. Searches are kept for 60 days. */
        until?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The questions */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['KnowledgeGaps'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listArticles: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
        state?: components['schemas']['ArticleState'];
        visibility?: components['schemas']['ArticleVisibility'];
        category?: string;
        language?: string;
        /** @description The id of the owner */
        owner?: string;
        featured?: boolean;
        /** @description Published articles that are to be reviewed up to this day */
        review_until?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of articles, newest first */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ArticleList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createArticle: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewArticle'];
      };
    };
    responses: {
      /** @description The article */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description Where it is */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Article'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getArticle: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the article */
        article: components['parameters']['ArticleInPath'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The article */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Article'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteArticle: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description The id of the article */
        article: components['parameters']['ArticleInPath'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateArticle: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description The id of the article */
        article: components['parameters']['ArticleInPath'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ArticleEdit'];
      };
    };
    responses: {
      /** @description The article */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Article'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `duplicate`: It already exists */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listArticleVersions: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path: {
        /** @description The id of the article */
        article: components['parameters']['ArticleInPath'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of versions, newest first */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ArticleVersionList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  revertArticle: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description The id of the article */
        article: components['parameters']['ArticleInPath'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ArticleRevert'];
      };
    };
    responses: {
      /** @description The article */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Article'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `duplicate`: It already exists */
      409: components['responses']['Conflict'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createArticleOfTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The article */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description Where it is */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Article'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      /** @description `idempotency_mismatch`: The idempotency key belongs to another request */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listArticleFeedback: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path: {
        /** @description The id of the article */
        article: components['parameters']['ArticleInPath'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of feedback */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ArticleFeedbackList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  giveArticleFeedback: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The id of the article */
        article: components['parameters']['ArticleInPath'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewArticleFeedback'];
      };
    };
    responses: {
      /** @description The article */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Article'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listViews: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
        /** @description Adds `unread_count` to each view */
        unread?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of views, oldest first */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ViewList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createView: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewView'];
      };
    };
    responses: {
      /** @description The view */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description URL of the view */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['View'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getView: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        view: components['parameters']['ViewId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The view */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['View'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteView: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        view: components['parameters']['ViewId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The view is deleted */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateView: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. Required for staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        view: components['parameters']['ViewId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ViewEdit'];
      };
    };
    responses: {
      /** @description The view */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['View'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      428: components['responses']['PreconditionRequired'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listViewTickets: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path: {
        view: components['parameters']['ViewId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of tickets */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['TicketList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getDraft: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The draft */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Draft'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateDraft: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['DraftInput'];
      };
    };
    responses: {
      /** @description The draft */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Draft'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteDraft: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description There is no draft */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updatePresence: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['PresenceInput'];
      };
    };
    responses: {
      /** @description Your presence */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Presence'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  markTicketRead: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ReadInput'];
      };
    };
    responses: {
      /** @description The ticket is read */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  markTicketUnread: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Ticket id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The ticket is not marked as read */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listNotifications: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
        /** @description Only unread ones */
        unread?: boolean;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of notifications */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NotificationList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  markNotificationsRead: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['ReadNotifications'];
      };
    };
    responses: {
      /** @description They are read */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getNotificationChoice: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The kinds that you get */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NotificationChoice'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateNotificationChoice: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NotificationChoice'];
      };
    };
    responses: {
      /** @description The kinds that you get */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['NotificationChoice'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listPushSubscriptions: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Your browsers, oldest first */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PushSubscriptions'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createPushSubscription: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewPushSubscription'];
      };
    };
    responses: {
      /** @description The subscription */
      201: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['PushSubscription'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deletePushSubscription: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id of the subscription */
        subscription: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Nothing is pushed to this browser any longer */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createChatToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The token */
      201: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['ChatToken'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getChat: {
    parameters: {
      query?: never;
      header: {
        /** @description The token of the conversation, from `POST /chat/tokens` */
        'X-Chat-Token': components['parameters']['ChatTokenHeader'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The conversation */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Chat'];
        };
      };
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      410: components['responses']['Gone'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  startChat: {
    parameters: {
      query?: never;
      header: {
        /** @description The token of the conversation, from `POST /chat/tokens` */
        'X-Chat-Token': components['parameters']['ChatTokenHeader'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChatStart'];
      };
    };
    responses: {
      /** @description The conversation */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Chat'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      410: components['responses']['Gone'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  addChatMessage: {
    parameters: {
      query?: never;
      header: {
        /** @description The token of the conversation, from `POST /chat/tokens` */
        'X-Chat-Token': components['parameters']['ChatTokenHeader'];
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChatMessageInput'];
      };
    };
    responses: {
      /** @description The conversation */
      201: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Chat'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      410: components['responses']['Gone'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  setChatPresence: {
    parameters: {
      query?: never;
      header: {
        /** @description The token of the conversation, from `POST /chat/tokens` */
        'X-Chat-Token': components['parameters']['ChatTokenHeader'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChatPresence'];
      };
    };
    responses: {
      /** @description It is shown */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      410: components['responses']['Gone'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  setChatAddress: {
    parameters: {
      query?: never;
      header: {
        /** @description The token of the conversation, from `POST /chat/tokens` */
        'X-Chat-Token': components['parameters']['ChatTokenHeader'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['ChatAddress'];
      };
    };
    responses: {
      /** @description The conversation */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Chat'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      410: components['responses']['Gone'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  streamChatEvents: {
    parameters: {
      query?: never;
      header: {
        /** @description The token of the conversation, from `POST /chat/tokens` */
        'X-Chat-Token': components['parameters']['ChatTokenHeader'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The stream */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      401: components['responses']['Unauthorized'];
      404: components['responses']['NotFound'];
      410: components['responses']['Gone'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createLiveToken: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The token */
      201: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['LiveToken'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  streamEvents: {
    parameters: {
      query?: {
        /** @description Ticket ids or numbers, separated by commas, at most 200 */
        tickets?: string;
        /** @description View id */
        view?: string;
        /** @description Team key, or `me` for your tickets and the queue of your team */
        queue?: string;
        /** @description Id of the last event that you know. You get what you missed. `Last-Event-ID` does the same. */
        after?: string;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The stream */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'text/event-stream': string;
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listWebhooks: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of them, in the order of creation */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createWebhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewWebhook'];
      };
    };
    responses: {
      /** @description The webhook, with its secret */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description Where it is */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookWithSecret'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getWebhook: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        webhook: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The webhook */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Webhook'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteWebhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        webhook: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateWebhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        webhook: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['WebhookEdit'];
      };
    };
    responses: {
      /** @description The webhook */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Webhook'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  rotateWebhookSecret: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        webhook: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The webhook, with its secret */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookWithSecret'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listWebhookDeliveries: {
    parameters: {
      query?: {
        state?: components['schemas']['WebhookDeliveryState'];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path: {
        webhook: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of them, newest events first */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookDeliveryList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replayWebhookDelivery: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        webhook: components['parameters']['WebhookId'];
        delivery: components['parameters']['WebhookDeliveryId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is being sent */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookDelivery'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  recoverWebhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        webhook: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewWebhookRecovery'];
      };
    };
    responses: {
      /** @description They are being sent */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookRecovery'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  testWebhook: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        webhook: components['parameters']['WebhookId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is being sent */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['WebhookDelivery'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      /** @description `idempotency_mismatch`: The idempotency key belongs to another request */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSlackWorkspaces: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The workspaces */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlackWorkspaceList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createSlackWorkspace: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: {
      content: {
        'application/json': components['schemas']['NewSlackWorkspace'];
      };
    };
    responses: {
      /** @description The workspace */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description Where it is */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlackWorkspace'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getSlackWorkspace: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        workspace: components['parameters']['SlackWorkspaceId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The workspace */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlackWorkspace'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteSlackWorkspace: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        workspace: components['parameters']['SlackWorkspaceId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateSlackWorkspace: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        workspace: components['parameters']['SlackWorkspaceId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SlackWorkspaceEdit'];
      };
    };
    responses: {
      /** @description The workspace */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlackWorkspace'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSlackChannels: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path: {
        workspace: components['parameters']['SlackWorkspaceId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of those that are set up */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlackChannelList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createSlackChannel: {
    parameters: {
      query?: never;
      header?: {
        /** @description A unique key for this request, for example a new UUID. If you repeat the request with the same key and body within 24 hours, it creates nothing again. You get the first response with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        workspace: components['parameters']['SlackWorkspaceId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['NewSlackChannel'];
      };
    };
    responses: {
      /** @description The channel */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description Where it is */
          Location: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlackChannel'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this. `duplicate`: It already exists. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getSlackChannel: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        workspace: components['parameters']['SlackWorkspaceId'];
        channel: components['parameters']['SlackChannelId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The channel */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlackChannel'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteSlackChannel: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        workspace: components['parameters']['SlackWorkspaceId'];
        channel: components['parameters']['SlackChannelId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description They are gone */
      204: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content?: never;
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateSlackChannel: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of the version that you know, or `*` for any version. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        workspace: components['parameters']['SlackWorkspaceId'];
        channel: components['parameters']['SlackChannelId'];
      };
      cookie?: never;
    };
    requestBody: {
      content: {
        'application/json': components['schemas']['SlackChannelEdit'];
      };
    };
    responses: {
      /** @description The channel */
      200: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlackChannel'];
        };
      };
      400: components['responses']['BadRequest'];
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      412: components['responses']['PreconditionFailed'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSlackRequests: {
    parameters: {
      query?: {
        state?: components['schemas']['SlackRequestState'];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the previous page */
        cursor?: components['parameters']['Cursor'];
        /** @description Page number instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path: {
        workspace: components['parameters']['SlackWorkspaceId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of them, newest first */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlackRequestList'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replaySlackRequest: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        workspace: components['parameters']['SlackWorkspaceId'];
        request: components['parameters']['SlackRequestId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is being processed */
      202: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['SlackRequest'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      404: components['responses']['NotFound'];
      /** @description `illegal_transition`: The status of the ticket does not allow this */
      409: components['responses']['Conflict'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getDashboard: {
    parameters: {
      query?: {
        /** @description First day. By default 29 days before `to`. */
        from?: components['parameters']['FiguresFrom'];
        /** @description Last day, included. By default today. The period has at most 731 days. */
        to?: components['parameters']['FiguresTo'];
        /** @description Length of the parts of `series`. It has at most 130. */
        interval?: components['parameters']['FiguresInterval'];
        /** @description The days are those of this zone: an IANA name */
        time_zone?: components['parameters']['FiguresTimeZone'];
        /** @description Id or key of a team */
        team?: components['parameters']['FiguresTeam'];
        /** @description A key of `GET /categories`. */
        category?: components['parameters']['FiguresCategory'];
        /** @description csv: the rows as a table. By default what `Accept` prefers, or else json. */
        format?: components['parameters']['FiguresFormat'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Dashboard'];
          'text/csv': string;
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getFiguresByCategory: {
    parameters: {
      query?: {
        /** @description First day. By default 29 days before `to`. */
        from?: components['parameters']['FiguresFrom'];
        /** @description Last day, included. By default today. The period has at most 731 days. */
        to?: components['parameters']['FiguresTo'];
        /** @description Length of the parts of `series`. It has at most 130. */
        interval?: components['parameters']['FiguresInterval'];
        /** @description The days are those of this zone: an IANA name */
        time_zone?: components['parameters']['FiguresTimeZone'];
        /** @description Id or key of a team */
        team?: components['parameters']['FiguresTeam'];
        /** @description A key of `GET /categories`. */
        category?: components['parameters']['FiguresCategory'];
        /** @description csv: the rows as a table. By default what `Accept` prefers, or else json. */
        format?: components['parameters']['FiguresFormat'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A row for each category */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FiguresByCategory'];
          'text/csv': string;
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getFiguresByPriority: {
    parameters: {
      query?: {
        /** @description First day. By default 29 days before `to`. */
        from?: components['parameters']['FiguresFrom'];
        /** @description Last day, included. By default today. The period has at most 731 days. */
        to?: components['parameters']['FiguresTo'];
        /** @description Length of the parts of `series`. It has at most 130. */
        interval?: components['parameters']['FiguresInterval'];
        /** @description The days are those of this zone: an IANA name */
        time_zone?: components['parameters']['FiguresTimeZone'];
        /** @description Id or key of a team */
        team?: components['parameters']['FiguresTeam'];
        /** @description A key of `GET /categories`. */
        category?: components['parameters']['FiguresCategory'];
        /** @description csv: the rows as a table. By default what `Accept` prefers, or else json. */
        format?: components['parameters']['FiguresFormat'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A row for each priority */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FiguresByPriority'];
          'text/csv': string;
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getFiguresByStatus: {
    parameters: {
      query?: {
        /** @description First day. By default 29 days before `to`. */
        from?: components['parameters']['FiguresFrom'];
        /** @description Last day, included. By default today. The period has at most 731 days. */
        to?: components['parameters']['FiguresTo'];
        /** @description Length of the parts of `series`. It has at most 130. */
        interval?: components['parameters']['FiguresInterval'];
        /** @description The days are those of this zone: an IANA name */
        time_zone?: components['parameters']['FiguresTimeZone'];
        /** @description Id or key of a team */
        team?: components['parameters']['FiguresTeam'];
        /** @description A key of `GET /categories`. */
        category?: components['parameters']['FiguresCategory'];
        /** @description csv: the rows as a table. By default what `Accept` prefers, or else json. */
        format?: components['parameters']['FiguresFormat'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A row for each status */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FiguresByStatus'];
          'text/csv': string;
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getResolutionTimes: {
    parameters: {
      query?: {
        /** @description First day. By default 29 days before `to`. */
        from?: components['parameters']['FiguresFrom'];
        /** @description Last day, included. By default today. The period has at most 731 days. */
        to?: components['parameters']['FiguresTo'];
        /** @description Length of the parts of `series`. It has at most 130. */
        interval?: components['parameters']['FiguresInterval'];
        /** @description The days are those of this zone: an IANA name */
        time_zone?: components['parameters']['FiguresTimeZone'];
        /** @description Id or key of a team */
        team?: components['parameters']['FiguresTeam'];
        /** @description A key of `GET /categories`. */
        category?: components['parameters']['FiguresCategory'];
        /** @description csv: the rows as a table. By default what `Accept` prefers, or else json. */
        format?: components['parameters']['FiguresFormat'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FigureSeries'];
          'text/csv': string;
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getSlaFigures: {
    parameters: {
      query?: {
        /** @description First day. By default 29 days before `to`. */
        from?: components['parameters']['FiguresFrom'];
        /** @description Last day, included. By default today. The period has at most 731 days. */
        to?: components['parameters']['FiguresTo'];
        /** @description Length of the parts of `series`. It has at most 130. */
        interval?: components['parameters']['FiguresInterval'];
        /** @description The days are those of this zone: an IANA name */
        time_zone?: components['parameters']['FiguresTimeZone'];
        /** @description Id or key of a team */
        team?: components['parameters']['FiguresTeam'];
        /** @description A key of `GET /categories`. */
        category?: components['parameters']['FiguresCategory'];
        /** @description csv: the rows as a table. By default what `Accept` prefers, or else json. */
        format?: components['parameters']['FiguresFormat'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FigureSeries'];
          'text/csv': string;
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getAgentFigures: {
    parameters: {
      query?: {
        /** @description First day. By default 29 days before `to`. */
        from?: components['parameters']['FiguresFrom'];
        /** @description Last day, included. By default today. The period has at most 731 days. */
        to?: components['parameters']['FiguresTo'];
        /** @description Length of the parts of `series`. It has at most 130. */
        interval?: components['parameters']['FiguresInterval'];
        /** @description The days are those of this zone: an IANA name */
        time_zone?: components['parameters']['FiguresTimeZone'];
        /** @description Id or key of a team */
        team?: components['parameters']['FiguresTeam'];
        /** @description A key of `GET /categories`. */
        category?: components['parameters']['FiguresCategory'];
        /** @description csv: the rows as a table. By default what `Accept` prefers, or else json. */
        format?: components['parameters']['FiguresFormat'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A row for each moderator */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['FiguresByAgent'];
          'text/csv': string;
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getAiFigures: {
    parameters: {
      query?: {
        /** @description Tickets that were created in the last days */
        days?: number;
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The figures */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AiFigures'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      /** @description `invalid_input`: The input is not valid */
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getAiAgentsStatus: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The status of each provider */
      200: {
        headers: {
          RateLimit: components['headers']['RateLimit'];
          'RateLimit-Policy': components['headers']['RateLimit-Policy'];
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['AiAgentsStatus'];
        };
      };
      401: components['responses']['Unauthorized'];
      403: components['responses']['Forbidden'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getHealth: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Holdfast accepts tickets */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Health'];
        };
      };
      500: components['responses']['InternalError'];
      /** @description Holdfast cannot serve requests */
      503: {
        headers: {
          /** @description Seconds to wait before you check again */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Health'];
        };
      };
    };
  };
  getLiveness: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The process is running */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Probe'];
        };
      };
      500: components['responses']['InternalError'];
    };
  };
  getReadiness: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The database answers */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Probe'];
        };
      };
      500: components['responses']['InternalError'];
      /** @description The database does not answer */
      503: {
        headers: {
          /** @description Seconds to wait before you check again */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Probe'];
        };
      };
    };
  };
  getHealthV1: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description Holdfast accepts tickets */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Health'];
        };
      };
      500: components['responses']['InternalError'];
      /** @description Holdfast cannot serve requests */
      503: {
        headers: {
          /** @description Seconds to wait before you check again */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Health'];
        };
      };
    };
  };
  getLivenessV1: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The process is running */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Probe'];
        };
      };
      500: components['responses']['InternalError'];
    };
  };
  getReadinessV1: {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The database answers */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Probe'];
        };
      };
      500: components['responses']['InternalError'];
      /** @description The database does not answer */
      503: {
        headers: {
          /** @description Seconds to wait before you check again */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Probe'];
        };
      };
    };
  };
  receiveTicketCreated: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.created",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketEdited: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.edited",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [
         *           "priority"
         *         ],
         *         "changes": {
         *           "priority": {
         *             "from": "medium",
         *             "to": "high"
         *           }
         *         },
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketTriaged: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.triaged",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [
         *           "category"
         *         ],
         *         "changes": {
         *           "category": {
         *             "from": "other",
         *             "to": "network"
         *           }
         *         },
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketTriageFellBack: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.triage_fell_back",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketTriageProposed: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.triage_proposed",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketTriageConfirmed: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.triage_confirmed",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketTriageApplied: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.triage_applied",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketAssigned: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.assigned",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [
         *           "assignee"
         *         ],
         *         "changes": {
         *           "assignee": {
         *             "from": null,
         *             "to": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *           }
         *         },
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketUnassigned: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.unassigned",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketQueued: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.queued",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketAccepted: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.accepted",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketDeclined: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.declined",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketReminded: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.reminded",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketStatusChanged: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.status_changed",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [
         *           "status"
         *         ],
         *         "changes": {
         *           "status": {
         *             "from": "open",
         *             "to": "in_progress"
         *           }
         *         },
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketCommented: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.commented",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {
         *           "comment_id": "019389a5-2222-7aaa-8bbb-9cccddddeeee",
         *           "is_internal": false
         *         }
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketCommentEdited: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.comment_edited",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketCommentDeleted: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.comment_deleted",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketCommentRedacted: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.comment_redacted",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketRedactionFinished: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.redaction_finished",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketLinked: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.linked",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketUnlinked: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.unlinked",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketMerged: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.merged",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketSplit: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.split",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketCommentsMoved: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.comments_moved",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketDeleted: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.deleted",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketRated: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.rated",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketParticipantsAdded: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.participants_added",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketParticipantRemoved: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.participant_removed",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketParticipantRefused: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.participant_refused",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketParticipantReached: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.participant_reached",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveTicketRequesterChanged: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "ticket.requester_changed",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveSlaWarning: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "sla.warning",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {
         *           "target": "resolution",
         *           "due_at": "2026-12-01T12:00:00.000Z",
         *           "policy": "default@1"
         *         }
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveSlaBreached: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "sla.breached",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {
         *           "target": "resolution",
         *           "due_at": "2026-12-01T12:00:00.000Z",
         *           "policy": "default@1"
         *         }
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveSlaEscalated: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "sla.escalated",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveSlaPolicyChanged: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "sla.policy_changed",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": {
         *           "id": "019389a2-6d2e-7c1f-9b1a-2f1f6a4e8b11",
         *           "number": "TKT-2026-000042",
         *           "version": 7
         *         },
         *         "actor": {
         *           "type": "user",
         *           "id": "019389a0-1111-7aaa-8bbb-9cccddddeeee"
         *         },
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
  receiveWebhookTest: {
    parameters: {
      query?: never;
      header: {
        /** @description The same for all attempts of an event. Ignore one that you have handled. */
        'webhook-id': components['parameters']['WebhookMessageId'];
        /** @description Unix seconds of this attempt. Refuse it if it is more than five minutes off. */
        'webhook-timestamp': components['parameters']['WebhookTimestamp'];
        /** @description One or two signatures `v1,<base64>`, separated by a space. */
        'webhook-signature': components['parameters']['WebhookSignature'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody: {
      content: {
        /**
         * @example {
         *       "type": "webhook.test",
         *       "timestamp": "2026-12-01T11:30:00.000Z",
         *       "data": {
         *         "event_id": "019389a4-7f3c-7d2a-8c55-4a0f3f9c1d22",
         *         "ticket": null,
         *         "actor": null,
         *         "is_internal": false,
         *         "changed": [],
         *         "changes": {},
         *         "facts": {}
         *       }
         *     }
         */
        'application/json': components['schemas']['WebhookMessage'];
      };
    };
    responses: {
      /** @description The webhook is disabled. */
      410: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message has arrived. Answer within 15 seconds, and do the work later. */
      '2XX': {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
      /** @description The message is sent again, up to ten times in 75 hours. */
      default: {
        headers: {
          [name: string]: unknown;
        };
        content?: never;
      };
    };
  };
}
