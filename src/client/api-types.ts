/** Made of the OpenAPI document by `npm run generate`; not to be edited. */

export interface paths {
  '/api/v1/tickets': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List tickets
     * @description Requesters see their own. Filters that take several values take them by commas or repeated.
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
    /** Get a ticket */
    get: operations['getTicket'];
    put?: never;
    post?: never;
    /**
     * Delete a ticket
     * @description For good, with its talk, mails, trail and links. A tombstone stays; the number is not given again.
     */
    delete: operations['deleteTicket'];
    options?: never;
    head?: never;
    /** Update a ticket */
    patch: operations['updateTicket'];
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
     * @description The queue holds what nobody has and what is not yet resolved. Filters that take several values take them by commas or repeated.
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
     * @description Of those that the reader may see; where counting takes long, as they were a while ago. Filters that take several values take them by commas or repeated.
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
     * @description As a job that goes on by itself, in your name and with the rights that you have by then. What one ticket refuses stops no other.
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
     * @description For 30 days.
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
     * @description The ticket goes to the next who fits and has not declined it, or into the queue.
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
     * @description Also one that is still open: it is then started and resolved at once.
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
     * @description For the same requester, linked both ways.
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
     * @description For the same requester, linked both ways. The comments stay what they are, internal or not.
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
     * @description Shown on both.
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
     * @description It is closed with the code `merged`; its talk is read on the other from then on, by those who may read both.
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
  '/api/v1/tickets/{ticket}/comments': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List the comments of a ticket, oldest first
     * @description With what was said on tickets that were merged into this one. Internal notes are left out for requesters.
     */
    get: operations['listComments'];
    put?: never;
    /** Create a comment */
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
     * @description For its author and for staff, while the ticket is open. Its texts and files go; a line of the thread says who deleted it and when. Mails that were sent cannot be unsent; those that are not sent yet are suppressed.
     */
    delete: operations['deleteComment'];
    options?: never;
    head?: never;
    /**
     * Update a comment
     * @description For its author and for staff, while the ticket is open. The text before is kept as a version that staff can read. Mails that were sent keep the former text; those that are not sent yet tell the new one.
     */
    patch: operations['updateComment'];
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
     * @description For staff. The last one is what it says now. A comment has at most 50.
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
     * @description For staff, also on tickets that are over. Removes a text or a file from the comment and the text of the ticket before it answers; a job then removes it from earlier versions, other comments, tickets that were merged or split, the activity log, mails, raw mails and exports. A raw mail from which it cannot be taken exactly is removed. Mails that were sent cannot be unsent. The text is kept nowhere once the job is done.
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
     * @description For 30 days; the activity log of the ticket has the result for longer.
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
     * @description For whoever may read the ticket or comment that it came with: a file of an internal note is for staff. Nobody has looked into it.
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
     * @description Somebody in copy, with or without an account: they get its public answers by mail, may answer them by mail, and can leave by one click. Somebody who is there already stays as they are, but is written to again where their address was refused.
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
     * @description They get no more mails about it, and no later mail adds them again.
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
     * @description Administrators may switch this off, or limit it to mail domains. In production, and where it is limited so, a code is mailed, and the account counts once that was sent to `verify-otp`.
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
     * @description Answers with tokens; to people with a second factor with a `factor_token` instead.
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
     * @description A refresh token works once. One that is used a second time ends the whole session.
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
     * @description Its access and refresh tokens are worth nothing from then on.
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
     * @description A code is good for ten minutes, one sign-in, and five tries from one network. It proves the address: a password that was set before anybody had proven it is removed, with all sessions and keys, unless the code is the one that was mailed at registration. People with a second factor get a `factor_token` in the place of tokens.
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
     * @description The key acts in your name, within its scopes. It is shown once.
     */
    post: operations['createApiKey'];
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
     * @description Takes the `factor_token` of `login` or `verify-otp`, which is good for five minutes.
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
     * @description It is asked for only once a code of it was confirmed. Sent again, there is another secret.
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
     * @description From then on it is asked for at every sign-in. Ends your other sessions.
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
     * @description For somebody who has lost the app and the recovery codes. They are mailed about it.
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
     * @description Assignments and mails about your account cannot be switched off. In quiet hours mails wait until their end, but not those about urgent tickets, escalations, codes and links to sign in.
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
     * @description For good: the account ends at once, open tickets are handed back, and the name is replaced wherever it is kept. Tickets stay readable.
     */
    delete: operations['eraseUser'];
    options?: never;
    head?: never;
    /**
     * Update a user
     * @description People may change their own contact details and availability, staff the contact details of requesters, managers their organisation, administrators everything. A moderator who is deactivated or gets another role hands back all open tickets.
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
     * @description At once where none of the lists has more than 500 rows. Otherwise by the job that there is, or by a new one. One export of a person at a time.
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
     * @description As a job, however much it is. While one runs for the person it is that one; the file of an earlier one goes.
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
     * @description JSON like the answer of `GET /users/{user}/export`, to be saved.
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
     * Undo the merge of a user
     * @description Within a day. Each person has their own addresses, identities, tickets and comments again. What the other person has done since stays theirs. Sessions and API keys stay ended.
     */
    post: operations['undoUserMerge'];
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
     * @description The same as `PATCH /users/{user}`.
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
     * @description Sign-ins, failures, changes of roles, keys. Kept for a year.
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
    /** Create a job that runs triage again */
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
     * @description For one that was sent, has failed, was suppressed, or was tried in vain for a day. The new mail is a delivery of its own, and tried whatever became of others.
     */
    post: operations['resendDelivery'];
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
     * @description Kept for a month.
     */
    get: operations['listSweeps'];
    put?: never;
    /**
     * Start a repair sweep
     * @description As the schedule does every few minutes. Its report is in the list once it has begun.
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
     * @description To be saved, and opened with care: nobody has looked into it.
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
     * @description One that has failed, whose outcome is `held`, or that is `kept` for more than an hour. One that is held is released by it, and not held again. Under the same id: what it has become already it does not become twice.
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
     * @description Whatever became of the mail: it is opened as a ticket of its sender, or of the caller where its sender can have no account. It is processed by a workflow; `outcome` has the ticket soon after. Called again it changes nothing: there is one ticket.
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
     * @description Policies stay with the version that they name, until they name another one.
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
     * @description Makes a new version. Days that are holidays already stay as they are. Events that give no day off are left out and named with the reason; with `dry_run` it tells which days and events those are, and changes nothing.
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
     * @description New tickets come under the newest version of `default`; others stay with theirs.
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
     * @description The time that is used stays used; only what is promised changes. With `dry_run` it tells what would change. Tickets that are on the version already, resolved or over stay as they are.
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
     * @description The trail of each ticket is gone through again under them: what was done with the ticket stays as it was, what was promised is worked out anew. Changes nothing.
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
     * @description What is not encrypted comes back as it is. Which namespace it is from (`X-Namespace`) makes no difference.
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
     * @description Where no key is set (`TEMPORAL_CODEC_KEYS`), they come back as they are.
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
     * @description In their order, retired ones as well.
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
     * @description In their order, retired ones as well.
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
     * @description In their order, retired ones as well.
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
     * @description In their order, retired ones as well.
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
  '/api/v1/custom-fields': {
    parameters: {
      query?: never;
      header?: never;
      path?: never;
      cookie?: never;
    };
    /**
     * List custom fields
     * @description Retired ones as well. Requesters do not see internal ones.
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
     * @description One’s own; those who may share change shared ones as well.
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
     * @description Those that the reader may see.
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
export type webhooks = Record<string, never>;
export interface components {
  schemas: {
    Problem: {
      type: string;
      title: string;
      status: number;
      detail: string;
      /** @description The id of the request, as in the header `X-Request-Id` and in the logs. */
      instance: string;
      /**
       * @description Stable; decide by this.
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
        | 'last_admin'
        | 'workflow_ended'
        | 'request_in_progress'
        | 'link_expired'
        | 'version_conflict'
        | 'payload_too_large'
        | 'unsupported_media_type'
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
      /** @description Every fault of the input at once. */
      errors?: {
        path: string;
        message: string;
      }[];
    };
    Ticket: {
      id: string;
      number: string;
      title: string;
      description: string;
      status: components['schemas']['TicketStatus'];
      priority: components['schemas']['TicketPriority'];
      /** @description A key of `GET /categories`; it may be retired. */
      category: string;
      /** @description A key of `GET /ticket-types`; it may be retired. */
      type: string;
      requester: components['schemas']['Person'];
      /** @description The organisation of the requester when the ticket was created. */
      organisation_id: string | null;
      assignee: components['schemas']['Person'] | null;
      team: string | null;
      tags: string[];
      custom_fields: components['schemas']['CustomFieldValues'];
      /** @description For staff only. */
      required_skills?: string[];
      /** @description Ids of those who did not take it on. For staff only. */
      declined_by?: string[];
      language: string | null;
      sentiment: components['schemas']['Sentiment'] | null;
      /** @enum {string} */
      source: 'api' | 'console' | 'mail' | 'slack';
      /** @description True where it came by a mail of which neither a mail server nor a reply address proves that its author has written it; left out otherwise. For staff only. */
      sender_unproven?: boolean;
      /** @description True where it came by a mail and its requester got no confirmation: it came by a list or from a program, or too many mails came at once; left out otherwise. For staff only. */
      receipt_held?: boolean;
      /** @description Where mails to its requester about it go, by the Reply-To of the mail that it came by; left out where they go to the address of the account. For staff only. */
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
        /** @description For staff: where the Temporal Web UI shows it */
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
    };
    /** @enum {string} */
    TicketStatus:
      'open' | 'in_progress' | 'waiting_on_user' | 'on_hold' | 'resolved' | 'closed' | 'cancelled';
    /** @enum {string} */
    TicketPriority: 'low' | 'medium' | 'high' | 'urgent';
    Person: {
      id: string;
      name: string;
    };
    /** @description By the keys of custom fields. Requesters see those that are not internal. */
    CustomFieldValues: {
      [key: string]: components['schemas']['CustomFieldValue'];
    };
    CustomFieldValue: string | number;
    /** @enum {string} */
    Sentiment: 'positive' | 'neutral' | 'negative';
    MailAddress: {
      name: string;
      address: string;
    };
    /** @description Provider, model, confidence, notes and team are for staff only. */
    Triage: {
      /** @enum {string} */
      state: 'pending' | 'done' | 'fallback';
      summary: string | null;
      /** Format: date-time */
      at: string | null;
      provider?: string | null;
      model?: string | null;
      confidence?: number | null;
      helpful_notes?: string | null;
      suggested_team?: string | null;
    };
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
    };
    /** @description How satisfied the requester is with how it was resolved: 1 is very dissatisfied, 5 very satisfied. */
    Satisfaction: {
      score: number;
      comment: string | null;
      /** Format: date-time */
      at: string;
    };
    Link: {
      id: string;
      /** @enum {string} */
      type: 'duplicate_of' | 'blocks' | 'follow_up_of' | 'relates_to' | 'merged_into' | 'split_from';
      /**
       * @description `outward`: this ticket is, say, a duplicate of the other. `inward`: the other is one of this.
       * @enum {string}
       */
      direction: 'outward' | 'inward';
      /** @description The number of the other ticket */
      ticket: string;
    };
    Attachment: {
      id: string;
      name: string;
      /** @description As its sender calls it */
      type: string;
      size_bytes: number;
      /** @description True where only staff may read it, whoever reads what it came with; left out otherwise. For staff only. */
      is_internal?: boolean;
    };
    /** @description Somebody in copy: they get the public answers by mail. */
    Participant: {
      id: string;
      name: string;
      email: string;
      /** Format: date-time */
      added_at: string;
      /** @description For staff: since when a mail server refuses the address, and what it says. Nothing is sent there while it is set. Add them again to clear it. */
      mail_problem?: components['schemas']['MailProblem'];
    };
    MailProblem: {
      /** Format: date-time */
      at: string;
      answer: string;
    };
    /**
     * @description What is left out is for triage to fill; what is given is not overruled.
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
      custom_fields?: components['schemas']['NewCustomFieldValues'];
      /** @description For staff: the person for whom they open the ticket, by phone or at the counter. */
      requester_id?: string;
    };
    /**
     * @description Values by the keys of custom fields; null takes one away. Days are `YYYY-MM-DD`.
     * @example {}
     */
    NewCustomFieldValues: {
      [key: string]: string | number | null;
    };
    /**
     * @description The fields to change, at least one. Requesters may change title and description.
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
      team?: string | null;
      custom_fields?: components['schemas']['NewCustomFieldValues'];
    };
    TicketList: {
      tickets: components['schemas']['Ticket'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
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
      /** @description Of those that are not over, the ones that nobody has. */
      unassigned: number;
      /** @description Those of which a promise was broken, also if it was met late. */
      breached: number;
    };
    BulkJob: {
      job: components['schemas']['Job'];
    };
    Job: {
      id: string;
      state: components['schemas']['JobState'];
      total: number;
      /** @description Those that have had their turn, whatever came of it */
      done: number;
      changed: number;
      failed: number;
    };
    /** @enum {string} */
    JobState: 'running' | 'done';
    /**
     * @description The tickets, by exactly one of `ticket_ids` and `filter`, and what is done to each of them.
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
      /** @description Instead of `ticket_ids`: all tickets that match now, by the filters of `GET /tickets`; at most 500. */
      filter?: components['schemas']['TicketFilter'];
      /** @description Versions that you have seen, by the ids or numbers in `ticket_ids`. A ticket that has moved on since is refused; one without a version here is changed as it is found. */
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
      /** @description `me`, `none`, or the id of a person */
      assignee?: string;
      /** @description The id of a person */
      requester?: string;
      /** @description The id of an organisation */
      organisation?: string;
      team?: string;
      tag?: string;
      /** @description `key:value` of a custom field; repeated, each must hold. */
      custom_field?: string[];
      created_from?: components['schemas']['PointInTime'];
      created_to?: components['schemas']['PointInTime'];
      /** @description Words that must all be in the title, or a ticket number */
      q?: string;
    };
    /** @description What is done to each ticket, all of it or nothing: fields first, then the assignee, the comment and the status, each by the rules of its own call. `resolution_code` goes with a `status`, `hold_reason` and `hold_until` with `on_hold`; a tag that is both removed and added is there. */
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
      team?: string | null;
      assignee_id?: string | null;
      add_tags?: string[];
      remove_tags?: string[];
      comment?: components['schemas']['NewComment'];
    };
    /**
     * @example {
     *       "body": "It works again since I changed the cable."
     *     }
     */
    NewComment: {
      body: string;
      /**
       * @description True for a note that only staff may read.
       * @default false
       */
      is_internal?: boolean;
    };
    BulkReport: {
      job: components['schemas']['Job'];
      /** @description Of those that have had their turn, in the order in which they were named; by a filter, the oldest first. */
      results: components['schemas']['BulkResult'][];
    };
    BulkResult: {
      ticket_id: string;
      number: string;
      /**
       * @description `unchanged`: it was so already. `refused`: see `code`; nothing was done to it.
       * @enum {string}
       */
      outcome: 'changed' | 'unchanged' | 'refused';
      /** @description As in a problem; decide by this. */
      code: string | null;
      detail: string | null;
    };
    /**
     * @description `closed` needs a `resolution_code`, a key of `GET /resolution-codes`. `on_hold` needs a `hold_reason`, a key of `GET /hold-reasons`. For a ticket that is on hold, it changes reason and date.
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
     * @description The id of a moderator, or null to put the ticket back into the queue.
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
      /** @description Said to the requester with it. */
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
     * @description Without a title it has that of the ticket before.
     * @example {
     *       "description": "It drops again since the update."
     *     }
     */
    FollowUp: {
      title?: string;
      description: string;
    };
    /**
     * @description Comments of the ticket by their ids. Title and description are made of them, of internal notes nothing; where there are only such, a `description` is required.
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
     * @description What this ticket has to do with another one, given by its id or number.
     * @example {
     *       "type": "duplicate_of",
     *       "ticket": "TKT-2026-000041"
     *     }
     */
    NewLink: {
      /** @enum {string} */
      type: 'duplicate_of' | 'blocks' | 'follow_up_of' | 'relates_to';
      ticket: string;
    };
    /**
     * @description The id or number of the ticket that goes on.
     * @example {
     *       "into": "TKT-2026-000041"
     *     }
     */
    Merge: {
      into: string;
    };
    CommentList: {
      comments: components['schemas']['Comment'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
      total_capped: boolean;
    };
    Comment: {
      id: string;
      author: components['schemas']['Person'];
      body: string;
      is_internal: boolean;
      /** @description True where it came by a mail of which neither a mail server nor a reply address proves that its author has written it; left out otherwise. For staff only. */
      sender_unproven?: boolean;
      /**
       * @deprecated
       * @description The same as `files`
       */
      attachments: components['schemas']['Attachment'][];
      files: components['schemas']['Attachment'][];
      /** Format: date-time */
      created_at: string;
      /**
       * Format: date-time
       * @description When its text was last changed; null for never
       */
      edited_at: string | null;
      /**
       * Format: date-time
       * @description Its text and files are gone then; null for others
       */
      deleted_at: string | null;
      deleted_by: components['schemas']['Person'] | null;
      /** @description Grows with every change; its ETag for `If-Match` */
      version: number;
    };
    ActivityList: {
      activities: components['schemas']['Activity'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
      total_capped: boolean;
    };
    Activity: {
      id: string;
      /** Format: date-time */
      at: string;
      actor: components['schemas']['Actor'];
      /** @enum {string} */
      action:
        | 'ticket.created'
        | 'ticket.edited'
        | 'ticket.triaged'
        | 'ticket.triage_fell_back'
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
      /** @description `{from, to}` for what changed, plain values for what is said with it. */
      details: {
        [key: string]: unknown;
      };
    };
    Actor: {
      /** @enum {string} */
      type: 'user' | 'system' | 'ai';
      id: string;
      name: string;
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
    /** @description A text of the comment, and who wrote it when */
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
      /** @description The file that goes; null for a text */
      file_id: string | null;
      /**
       * @description failed: the secret of the server was changed. Ask for it again.
       * @enum {string}
       */
      state: 'running' | 'done' | 'failed';
      /** @description In how many texts, mails and files something was removed so far; `files_left` hold the text and are left as they are: redact them by `file_id`. */
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
          /** @description Exactly what is removed, case and spaces included */
          text: string;
        }
      | {
          /** @description A file of the comment or the ticket */
          file_id: string;
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
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
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
      other_addresses: string[];
      identities: string[];
      role: components['schemas']['Role'];
      skills: string[];
      team: string | null;
      organisation_id: string | null;
      /** @description Which tickets of the organisation they read. Null for what the organisation says. */
      ticket_visibility: components['schemas']['TicketVisibility'] | null;
      /** @description How many open tickets automatic assignment gives this person at a time. */
      capacity: number;
      /** @description The time of absence, open-ended without `until`; null while the person is there. */
      availability: components['schemas']['Absence'] | null;
      /** @description Name of the working calendar; assignment prefers those who are at work. Null for always. */
      calendar: string | null;
      is_active: boolean;
      /** @description For administrators: since when the mail server refuses the address, and what it says. Null while it does not. */
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
     * @description The role is always `user`.
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
       * @description Common passwords are refused, and those that say who somebody is: a name, an address.
       * @example correct horse battery staple
       */
      password: string;
      name: string;
    };
    SignIn: components['schemas']['Session'] | components['schemas']['FactorRequired'];
    Session: {
      access_token: string;
      /** @description Good for one refresh within seven days. */
      refresh_token: string;
      /** @enum {string} */
      token_type: 'Bearer';
      /** @description Seconds until the access token expires. */
      expires_in: number;
      user: components['schemas']['User'];
    };
    /** @description For people with a second factor, in the place of tokens. Everybody else gets a `Session`. */
    FactorRequired: {
      /** @enum {boolean} */
      factor_required: true;
      /** @description Goes to `POST /auth/verify-factor` with a code. */
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
    /** @description The same for every address. */
    Accepted: {
      message: string;
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
     *       "token": "…",
     *       "password": "correct horse battery staple"
     *     }
     */
    PasswordReset: {
      token: string;
      /**
       * @description Common passwords are refused, and those that say who somebody is: a name, an address.
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
       * @description Common passwords are refused, and those that say who somebody is: a name, an address.
       * @example correct horse battery staple
       */
      new_password: string;
    };
    ApiKeyList: {
      api_keys: components['schemas']['ApiKey'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
      total_capped: boolean;
    };
    ApiKey: {
      id: string;
      name: string;
      /** @description How the key begins. */
      prefix: string;
      scopes: components['schemas']['Scope'][];
      /** Format: date-time */
      created_at: string;
      /** Format: date-time */
      expires_at: string;
      /**
       * Format: date-time
       * @description To the minute.
       */
      last_used_at: string | null;
    };
    /** @enum {string} */
    Scope: 'tickets:read' | 'tickets:write' | 'people:read' | 'people:write' | 'people:export' | 'admin';
    CreatedApiKey: {
      api_key: components['schemas']['ApiKey'];
      /** @description Shown this once. */
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
       * @description At most 366 days from now; 90 days where it is left out.
       */
      expires_at?: string;
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
       * @description Six digits of the authenticator app, or a recovery code.
       * @example 123456
       */
      code: string;
    };
    SecondFactor: {
      /**
       * Format: date-time
       * @description Null for somebody without a second factor.
       */
      added_at: string | null;
      recovery_codes_left: number;
      /** @description Whether this role needs one here. */
      is_required: boolean;
    };
    ProposedFactor: {
      /** @description Base32, for typing. */
      secret: string;
      /** @description For a QR code, which an authenticator app scans. */
      otpauth_uri: string;
    };
    /**
     * @description People who have a password show it again.
     * @example {
     *       "current_password": "holdfast-demo"
     *     }
     */
    NewFactor: {
      current_password?: string;
    };
    /** @description Shown this once. Each works once in the place of the app. */
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
       * @description Six digits of the authenticator app, or a recovery code.
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
      /** @description The time of absence, open-ended without `until`; null for somebody who is there. */
      availability?: components['schemas']['NewAbsence'] | null;
    };
    NewAbsence: {
      /** Format: date-time */
      from: string;
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
      /** @description Of all mails to you; null for the language of your ticket, or English. */
      language: components['schemas']['MailLanguage'] | null;
      /** @description True for mails that you get. */
      mails: {
        /** @description What others say on your tickets */
        comments: boolean;
        /** @description That a ticket of yours was received, resolved (with the survey), cancelled or merged */
        status: boolean;
        /** @description That a ticket waits for your answer */
        reminders: boolean;
        /** @description That nobody is free for a ticket */
        queue: boolean;
        /** @description SLA promises in danger, and broken ones */
        sla_warnings: boolean;
        /** @description Steps of an escalation */
        escalations: boolean;
        /** @description The daily digest */
        digests: boolean;
        /** @description Tickets that a sweep has repaired, and addresses that are refused */
        operation: boolean;
      };
      /** @description Every day, over midnight where `to` is the earlier; mails wait until their end. */
      quiet_hours: components['schemas']['QuietHours'] | null;
    };
    QuietHours: {
      from: string;
      to: string;
      /**
       * @description IANA name
       * @example Europe/Berlin
       */
      time_zone: string;
    };
    UserList: {
      users: components['schemas']['User'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
      total_capped: boolean;
    };
    /**
     * @description Without a password the person is mailed a link to choose one. Without an organisation they join that of their mail domain.
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
      /** @description Addresses beside `email`. A mail from one of them is a mail of this person. Sign-in and mails use `email`. An address belongs to one person. */
      other_addresses?: string[];
      /** @description Names in other systems. Each belongs to one person. */
      identities?: string[];
      /** @default user */
      role?: components['schemas']['Role'];
      skills?: string[];
      team?: string | null;
      organisation_id?: string | null;
      capacity?: number;
      /**
       * @description Common passwords are refused, and those that say who somebody is: a name, an address.
       * @example correct horse battery staple
       */
      password?: string;
    };
    /**
     * @description What to change; the rest stays. People may change their own contact details and availability, staff the contact details of requesters, managers their organisation. New parts of a name without `name` make the name, and a new name alone removes them.
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
      /** @example alice@holdfast.local */
      email?: string;
      /** @description Addresses beside `email`. A mail from one of them is a mail of this person. Sign-in and mails use `email`. An address belongs to one person. */
      other_addresses?: string[];
      /** @description Names in other systems. Each belongs to one person. */
      identities?: string[];
      role?: components['schemas']['Role'];
      skills?: string[];
      team?: string | null;
      organisation_id?: string | null;
      ticket_visibility?: components['schemas']['TicketVisibility'] | null;
      capacity?: number;
      /** @description The time of absence, open-ended without `until`; null for somebody who is there. */
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
        /** @description Where mails about the ticket go in place of the address of the account */
        answer_to: components['schemas']['MailAddress'] | null;
        /** @description Of the mail that it was made of */
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
        /** @description Of the mail that it was made of */
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
      /** @description Mails that came from the person and are still kept as they came */
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
      /** @description Tickets that the person is in copy of, or was, by their address */
      participations: {
        ticket_number: string;
        name: string;
        email: string | null;
        /** Format: date-time */
        added_at: string;
        /** Format: date-time */
        removed_at: string | null;
      }[];
      /** @description True when a list was too long for one answer. */
      truncated: boolean;
    };
    /** @description The export of a person with more than 500 rows in one of the lists, into a file */
    PersonExportJob: {
      /** @description Counted in rows. Nothing is changed by it; `failed` is 1 when it was given up. */
      job: components['schemas']['Job'];
      /** @description Null before it is done, and where it has failed */
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
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
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
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
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
      | 'settings.changed'
      | 'mail_template.changed'
      | 'organisation.created'
      | 'organisation.edited'
      | 'organisation.deleted';
    RerunJob: {
      job: components['schemas']['Job'];
    };
    /**
     * @description Either `fallback_only: true`, or the tickets by id or number.
     * @example {
     *       "fallback_only": true
     *     }
     */
    RerunRequest: components['schemas']['RerunFallbacks'] | components['schemas']['RerunTickets'];
    RerunFallbacks: {
      /** @enum {boolean} */
      fallback_only: true;
    };
    RerunTickets: {
      /** @enum {boolean} */
      fallback_only?: false;
      ticket_ids: string[];
    };
    TriageModelList: {
      models: components['schemas']['TriageModel'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
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
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
      total_capped: boolean;
    };
    Delivery: {
      id: string;
      kind: components['schemas']['MailKind'];
      /** @description `queued` and `sending` are tried again by themselves; `failed` is not. `suppressed`: not tried, since the address was refused before, its reader has switched such mails off, or another mail tells of it. */
      state: components['schemas']['DeliveryState'];
      recipient: components['schemas']['Person'];
      ticket_id: string | null;
      attempts: number;
      /** @description What the mail server said last, or why it was not asked */
      answer: string | null;
      /**
       * Format: date-time
       * @description Until when a queued mail waits, as in the quiet hours of its reader
       */
      not_before: string | null;
      /** @description The id of the delivery that tells of it, with others, in its place */
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
      | 'password_changed'
      | 'address_changed'
      | 'api_key_created'
      | 'second_factor_added'
      | 'second_factor_removed'
      | 'tickets_repaired'
      | 'daily_digest'
      | 'address_refused';
    /** @enum {string} */
    DeliveryState: 'queued' | 'sending' | 'sent' | 'failed' | 'suppressed';
    SweepList: {
      sweeps: components['schemas']['Sweep'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
      total_capped: boolean;
    };
    Sweep: {
      id: string;
      /** @description Account; null for the schedule */
      requested_by: string | null;
      /** Format: date-time */
      started_at: string;
      /**
       * Format: date-time
       * @description Null, like `report`, while it is under way, and for one that was given up
       */
      finished_at: string | null;
      report: components['schemas']['SweepReport'] | null;
    };
    SweepReport: {
      /** @description Open tickets looked at */
      checked: number;
      /** @description Their workflow was missing or had ended; it was started again */
      repaired: components['schemas']['TicketTally'];
      /** @description Over, while their workflow still ran; it was told to look */
      lingering: components['schemas']['TicketTally'];
      /** @description For a person to look at */
      stuck: components['schemas']['TicketTally'];
      /** @description Could not be judged; the log says why */
      failed: components['schemas']['TicketTally'];
      events_published: number;
      events_unpublished: number;
    };
    TicketTally: {
      count: number;
      /** @description Numbers, of the first 500 */
      tickets: string[];
    };
    SweepAnswer: {
      sweep: components['schemas']['Sweep'];
    };
    ReceivedMailList: {
      received_mails: components['schemas']['ReceivedMail'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
      total_capped: boolean;
    };
    ReceivedMail: {
      id: string;
      /** @enum {string} */
      source: 'imap' | 'smtp';
      /** @description Of the envelope; empty for mails out of a mailbox */
      recipients: string[];
      size_bytes: number;
      /** Format: date-time */
      received_at: string;
      /** @description `kept`: it waits to be read. `failed`: a person has to look at it, `fault` says why. */
      state: components['schemas']['ReceivedMailState'];
      outcome: components['schemas']['MailOutcome'] | null;
      fault: string | null;
      /** @description Whose mail it turned out to be */
      account_id: string | null;
      /**
       * Format: date-time
       * @description When the mail and this record of it go
       */
      expires_at: string;
    };
    /** @enum {string} */
    ReceivedMailState: 'kept' | 'done' | 'failed';
    MailOutcome: {
      kind: components['schemas']['MailOutcomeKind'];
      /** @description The ticket that it opened, was added to, or opened after another */
      ticket: components['schemas']['TicketReference'] | null;
      /** @description What it asked for beside, and was done */
      commands: string[];
      /** @description Whose address mail of ours came back from */
      account_ids: string[];
      /** @description Why nothing came of it; `receipt_held`: a ticket did, but its sender got no confirmation */
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
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
      total_capped: boolean;
    };
    Calendar: {
      name: string;
      /**
       * @description IANA name
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
    /** @description Shifts in local time. An end that is not after the start is meant on the next day. */
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
       * @description `YYYY-MM-DD` once, `MM-DD` every year
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
       * @description IANA name
       * @example Europe/Berlin
       */
      time_zone: string;
      week: components['schemas']['WorkingWeek'];
      /** @default [] */
      holidays?: components['schemas']['Holiday'][];
    };
    /**
     * @description The whole calendar, as it shall be.
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
       * @description IANA name
       * @example Europe/Berlin
       */
      time_zone: string;
      week: components['schemas']['WorkingWeek'];
      /** @default [] */
      holidays?: components['schemas']['Holiday'][];
    };
    /** @description The calendar, in its new version; in a dry run as it is. And what the file says. */
    HolidayImportResult: {
      name: string;
      /**
       * @description IANA name
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
        /** @description The days off that the file names, in order */
        days: {
          /** @example 2026-12-25 */
          date: string;
          name: string;
          /** @description False for a day that the calendar has already */
          is_new: boolean;
        }[];
        /** @description Events that give no day off, 200 at most */
        left_out: {
          name: string;
          /** @description The first day; null where it cannot be read */
          date: string | null;
          /** @enum {string} */
          reason: 'observance' | 'timed' | 'cancelled' | 'unreadable';
          message: string;
        }[];
        left_out_total: number;
      };
    };
    /**
     * @description Without a range: from the year before this one to the third year to come.
     * @example {
     *       "ics": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//example//holidays//EN\r\nBEGIN:VEVENT\r\nUID:1@example.org\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:20261225\r\nSUMMARY:Christmas Day\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
     *       "from": "2026-01-01",
     *       "to": "2026-12-31"
     *     }
     */
    HolidayImport: {
      /** @description An iCalendar file (RFC 5545) */
      ics: string;
      /**
       * Format: date
       * @description The first day that counts; both or none
       */
      from?: string;
      /**
       * Format: date
       * @description The last day that counts
       */
      to?: string;
      /**
       * @description Take days as well that are marked and not off, such as those of Google
       * @default false
       */
      include_observances?: boolean;
      /**
       * @description Tell what would change, and change nothing
       * @default false
       */
      dry_run?: boolean;
    };
    SlaPolicyList: {
      policies: components['schemas']['SlaPolicy'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
      total_capped: boolean;
    };
    SlaPolicy: {
      name: string;
      /**
       * @description What the policy is for
       * @default null
       */
      description?: string | null;
      /**
       * @description `name@version`, or a name for its newest version
       * @default always@1
       * @example always@1
       */
      calendar?: string;
      targets: components['schemas']['SlaTargetsByPriority'];
      /**
       * @description Other targets for a category, a team, or both; the first that fits wins.
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
       * @description True: while a ticket waits on its requester, the time of a first response that staff still owe stands still too
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
       * @description Working time in which an assignee accepts a ticket before it moves on; null for no end
       * @default null
       */
      acknowledge_minutes?: number | null;
      /**
       * @description Time between reminders while a ticket waits on its requester; null for none
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
    /** @description Working time of the calendar; null for no such target */
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
    };
    SlaException: {
      /**
       * @description A key of `GET /categories`.
       * @default null
       */
      category?: string | null;
      /** @default null */
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
      /** @description Working time after the target is due; negative for a step before */
      after_minutes: number;
      /** @enum {string} */
      action: 'notify_managers' | 'raise_priority' | 'reassign' | 'move_to_team' | 'mail';
      /**
       * @description Whom `mail` goes to
       * @default null
       */
      recipient_id?: string | null;
      /**
       * @description Where `move_to_team` goes to: the team of an active moderator
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
      /**
       * @description What the policy is for
       * @default null
       */
      description?: string | null;
      /**
       * @description `name@version`, or a name for its newest version
       * @default always@1
       * @example always@1
       */
      calendar?: string;
      targets: components['schemas']['SlaTargetsByPriority'];
      /**
       * @description Other targets for a category, a team, or both; the first that fits wins.
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
       * @description True: while a ticket waits on its requester, the time of a first response that staff still owe stands still too
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
       * @description Working time in which an assignee accepts a ticket before it moves on; null for no end
       * @default null
       */
      acknowledge_minutes?: number | null;
      /**
       * @description Time between reminders while a ticket waits on its requester; null for none
       * @default null
       */
      reminder_minutes?: number | null;
    };
    /**
     * @description The whole policy, as it shall be.
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
      /**
       * @description What the policy is for
       * @default null
       */
      description?: string | null;
      /**
       * @description `name@version`, or a name for its newest version
       * @default always@1
       * @example always@1
       */
      calendar?: string;
      targets: components['schemas']['SlaTargetsByPriority'];
      /**
       * @description Other targets for a category, a team, or both; the first that fits wins.
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
       * @description True: while a ticket waits on its requester, the time of a first response that staff still owe stands still too
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
       * @description Working time in which an assignee accepts a ticket before it moves on; null for no end
       * @default null
       */
      acknowledge_minutes?: number | null;
      /**
       * @description Time between reminders while a ticket waits on its requester; null for none
       * @default null
       */
      reminder_minutes?: number | null;
    };
    PolicyMovePreview: {
      /** @example default@3 */
      policy: string;
      /** @description How many tickets would be moved */
      total: number;
      /** @description How many of them this tells of: at most 1,000, the oldest */
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
         * @description The one it is under now
         * @example default@1
         */
        policy: string;
        first_response: components['schemas']['PromiseMove'];
        next_response: components['schemas']['PromiseMove'];
        resolution: components['schemas']['PromiseMove'];
      }[];
    };
    /** @description How many tickets of `previewed` */
    PromiseMoves: {
      sooner: number;
      later: number;
      unchanged: number;
      breached_at_once: number;
    };
    PromiseMove: {
      /** @description Null for a promise that is kept or over, and for one that begins or ends with the move */
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
        /** @description Tickets that are on the version now */
        moved: number;
        /** @description Tickets that were resolved, over or deleted before their turn came */
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
       * @description Tell what would change, and change nothing
       * @default false
       */
      dry_run?: boolean;
      /** @description The version to move to; without it the newest */
      version?: number;
      /** @description Only these tickets, by id or number, whatever policy they are under; without it all that are on another version of this policy */
      ticket_ids?: string[];
    };
    PolicyTrialOutcome: {
      /** Format: date-time */
      as_of: string;
      /** @description How many tickets the period has */
      total: number;
      /** @description How many of them this tells of: the oldest, at most 1,000 */
      replayed: number;
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
    /** @description How it has come out, and how it would have: `pending` is still to be kept, `dropped` is left out: the ticket ended before it was due, was merged, or nobody solved it. */
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
      /** @description `name@version`, a name for its newest version, or a policy written out */
      policy: string | components['schemas']['SlaPolicyEdit'];
      /** @description The same for the calendar; without it the one that the policy names */
      calendar?: string | components['schemas']['CalendarEdit'];
      /** @description Tickets made from then on */
      created_from: components['schemas']['PointInTime'];
      /** @description and before then, at most 366 days later */
      created_to: components['schemas']['PointInTime'];
    };
    /**
     * @description Payloads as Temporal writes them in JSON: the values of `metadata`, and `data`, are bytes in base64.
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
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
      total_capped: boolean;
    };
    Category: {
      /** @description The key, under the name that paths use. */
      id: string;
      key: string;
      /** @description In the language of the reader, or else in English. */
      label: string;
      labels: components['schemas']['ChoiceLabels'];
      description: string | null;
      position: number;
      is_active: boolean;
      /** @description True for what Holdfast itself gives to tickets. It cannot be retired. */
      is_system: boolean;
      version: number;
      /** Format: date-time */
      created_at: string | null;
      created_by: components['schemas']['Person'] | null;
      /** @description The team of a ticket for which neither staff nor triage give another. */
      default_team: string | null;
      /** @description The priority of a ticket for which neither the requester nor triage give another. */
      default_priority: components['schemas']['TicketPriority'] | null;
    };
    /**
     * @description By language. English stands in for a language that has none.
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
       * @description Permanent: tickets hold it.
       * @example billing
       */
      key: string;
      labels: components['schemas']['ChoiceLabels'];
      /**
       * @description What belongs here, for people who choose and for the AI.
       * @default null
       */
      description?: string | null;
      /**
       * @description Lists are in this order, lowest first. New entries have 500.
       * @default 500
       */
      position?: number;
      /**
       * @description The team of a ticket for which neither staff nor triage give another.
       * @default null
       */
      default_team?: string | null;
      /**
       * @description The priority of a ticket for which neither the requester nor triage give another.
       * @default null
       */
      default_priority?: components['schemas']['TicketPriority'] | null;
    };
    /**
     * @description What to change; the rest stays. `labels` are replaced as a whole.
     * @example {
     *       "labels": {
     *         "en": "Invoices"
     *       }
     *     }
     */
    CategoryEdit: {
      labels?: components['schemas']['ChoiceLabels'];
      /** @description What belongs here, for people who choose and for the AI. */
      description?: string | null;
      /** @description Lists are in this order, lowest first. New entries have 500. */
      position?: number;
      /** @description False retires it: no ticket gets it any longer, and those that have it keep it. */
      is_active?: boolean;
      /** @description The team of a ticket for which neither staff nor triage give another. */
      default_team?: string | null;
      /** @description The priority of a ticket for which neither the requester nor triage give another. */
      default_priority?: components['schemas']['TicketPriority'] | null;
    };
    TicketTypeList: {
      ticket_types: components['schemas']['Choice'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
      total_capped: boolean;
    };
    Choice: {
      /** @description The key, under the name that paths use. */
      id: string;
      key: string;
      /** @description In the language of the reader, or else in English. */
      label: string;
      labels: components['schemas']['ChoiceLabels'];
      description: string | null;
      position: number;
      is_active: boolean;
      /** @description True for what Holdfast itself gives to tickets. It cannot be retired. */
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
       * @description Permanent: tickets hold it.
       * @example billing
       */
      key: string;
      labels: components['schemas']['ChoiceLabels'];
      /**
       * @description What belongs here, for people who choose and for the AI.
       * @default null
       */
      description?: string | null;
      /**
       * @description Lists are in this order, lowest first. New entries have 500.
       * @default 500
       */
      position?: number;
    };
    /**
     * @description What to change; the rest stays. `labels` are replaced as a whole.
     * @example {
     *       "labels": {
     *         "en": "Invoices"
     *       }
     *     }
     */
    ChoiceEdit: {
      labels?: components['schemas']['ChoiceLabels'];
      /** @description What belongs here, for people who choose and for the AI. */
      description?: string | null;
      /** @description Lists are in this order, lowest first. New entries have 500. */
      position?: number;
      /** @description False retires it: no ticket gets it any longer, and those that have it keep it. */
      is_active?: boolean;
    };
    ResolutionCodeList: {
      resolution_codes: components['schemas']['Choice'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
      total_capped: boolean;
    };
    HoldReasonList: {
      hold_reasons: components['schemas']['HoldReason'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
      total_capped: boolean;
    };
    HoldReason: {
      /** @description The key, under the name that paths use. */
      id: string;
      key: string;
      /** @description In the language of the reader, or else in English. */
      label: string;
      labels: components['schemas']['ChoiceLabels'];
      description: string | null;
      position: number;
      is_active: boolean;
      /** @description True for what Holdfast itself gives to tickets. It cannot be retired. */
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
       * @description Permanent: tickets hold it.
       * @example billing
       */
      key: string;
      labels: components['schemas']['ChoiceLabels'];
      /**
       * @description What belongs here, for people who choose and for the AI.
       * @default null
       */
      description?: string | null;
      /**
       * @description Lists are in this order, lowest first. New entries have 500.
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
     * @description What to change; the rest stays. `labels` are replaced as a whole.
     * @example {
     *       "pauses_clock": false
     *     }
     */
    HoldReasonEdit: {
      labels?: components['schemas']['ChoiceLabels'];
      /** @description What belongs here, for people who choose and for the AI. */
      description?: string | null;
      /** @description Lists are in this order, lowest first. New entries have 500. */
      position?: number;
      /** @description False retires it: no ticket gets it any longer, and those that have it keep it. */
      is_active?: boolean;
      /** @description Whether the SLA clock pauses. A change applies to later holds, and not to tickets on hold. */
      pauses_clock?: boolean;
      /** @description Whether a ticket needs a `hold_until`. */
      needs_date?: boolean;
    };
    CustomFieldList: {
      custom_fields: components['schemas']['CustomField'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
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
    /** @description What the field takes. The type cannot be changed later. */
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
       * @description `at_submission`: no ticket is handed in without it over the API. `to_resolve`: staff resolve none without it.
       * @default no
       */
      required?: components['schemas']['FieldRequirement'];
      /**
       * @description The categories whose tickets have the field, each with what it requires. Null for all categories, with `required`.
       * @default null
       */
      categories?: components['schemas']['FieldOfCategory'][] | null;
      /**
       * @description True for what only staff may fill in and read. Stays for good.
       * @default false
       */
      is_internal?: boolean;
    };
    /**
     * @description What to change; the rest stays. Values that tickets have stay as they are.
     * @example {
     *       "label": "Region of the office"
     *     }
     */
    CustomFieldEdit: {
      label?: string;
      rules?: components['schemas']['CustomFieldRules'];
      /** @description `at_submission`: no ticket is handed in without it over the API. `to_resolve`: staff resolve none without it. */
      required?: components['schemas']['FieldRequirement'];
      /** @description The categories whose tickets have the field, each with what it requires. Null for all categories, with `required`. */
      categories?: components['schemas']['FieldOfCategory'][] | null;
      /** @description False retires the field: it takes no new values, old ones stay. */
      is_active?: boolean;
    };
    Settings: {
      desk_name: components['schemas']['TextSetting'];
      sender: components['schemas']['SenderSetting'];
      smtp_url: components['schemas']['SecretSetting'];
      smtp_requires_tls: components['schemas']['FlagSetting'];
      send_delay_seconds: components['schemas']['NumberSetting'];
      reopens_by_answer: components['schemas']['FlagSetting'];
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
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
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
    ViewList: {
      views: components['schemas']['View'][];
      page_size: number;
      next_cursor: string | null;
      /** @description A total above 250 may be that of some seconds ago, where counting takes its time. */
      total: number;
      /** @description True when there may be more than `total` says: it counts to 10,000, and not for long. */
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
    };
    /**
     * @example {
     *       "name": "Mine, to be done",
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
      /** @description Those of `GET /tickets`. `assignee: me` means whoever reads the view. */
      filters?: components['schemas']['TicketFilter'];
      /** @default -created_at */
      sort?: components['schemas']['TicketSort'];
      /**
       * @description True for one that all staff read: for managers and administrators to say.
       * @default false
       */
      is_shared?: boolean;
    };
    /**
     * @description What to change; `filters` are replaced as a whole.
     * @example {
     *       "sort": "-updated_at"
     *     }
     */
    ViewEdit: {
      name?: string;
      /** @description Those of `GET /tickets`. `assignee: me` means whoever reads the view. */
      filters?: components['schemas']['TicketFilter'];
      sort?: components['schemas']['TicketSort'];
      /** @description True for one that all staff read: for managers and administrators to say. */
      is_shared?: boolean;
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
      /** @description The fifty most frequent ones */
      overrulings: components['schemas']['AiOverruling'][];
    };
    AiModelFigures: {
      provider: string;
      model: string;
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
      input_tokens: number;
      output_tokens: number;
      /** @description US dollars, by the prices of the AI configuration */
      cost: number;
      mean_latency_ms: number;
    };
    AiOverruling: {
      /** @enum {string} */
      field: 'priority' | 'category' | 'type';
      provider: string;
      model: string;
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
      /** @description degraded: tickets are accepted and catch up later; down: nothing can be served */
      status: components['schemas']['HealthStatus'];
      services: {
        mongo: components['schemas']['ServiceHealth'];
        temporal: components['schemas']['ServiceHealth'];
        worker: components['schemas']['ServiceHealth'];
        smtp: components['schemas']['ServiceHealth'];
        ai: components['schemas']['ServiceHealth'];
        inbound: components['schemas']['InboundHealth'];
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
      /** @description degraded: a mail that came in has waited for more than 15 minutes */
      status: components['schemas']['HealthStatus'];
      latency_ms: number;
      /** @description Age of the oldest mail that came in and is neither processed nor put aside; null for none */
      oldest_waiting_seconds: number | null;
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
    /** @description `illegal_transition`: The status of the ticket does not allow this. `assignment_conflict`: The ticket is assigned to another moderator. `capacity_reached`: The moderator is at capacity. `duplicate`: It already exists. `last_admin`: The system needs at least one administrator. `request_in_progress`: The same request is still in progress */
    Conflict: {
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
        /** @description Seconds after which the same request may be served. */
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
    /** @description `overloaded`: The service is overloaded. `unavailable`: A required service is unavailable */
    ServiceUnavailable: {
      headers: {
        /** @description Seconds after which the same request may be served. */
        'Retry-After': string;
        [name: string]: unknown;
      };
      content: {
        'application/problem+json': components['schemas']['Problem'];
      };
    };
  };
  parameters: {
    StatusFilter: components['schemas']['TicketStatus'][];
    PriorityFilter: components['schemas']['TicketPriority'][];
    CategoryFilter: string[];
    TypeFilter: string[];
    SlaStateFilter: components['schemas']['SlaState'][];
    /** @description `me`, `none`, or the id of a person */
    AssigneeFilter: string;
    /** @description The id of a person */
    RequesterFilter: string;
    /** @description The id of an organisation */
    OrganisationFilter: string;
    TeamFilter: string;
    TagFilter: string;
    /** @description `key:value` of a custom field; repeated, each must hold. */
    CustomFieldFilter: string[];
    CreatedFrom: components['schemas']['PointInTime'];
    CreatedTo: components['schemas']['PointInTime'];
    /** @description Words that must all be in the title, or a ticket number */
    TicketSearch: string;
    TicketOrder: components['schemas']['TicketSort'];
    PageSize: number;
    /** @description The `next_cursor` of the page before */
    Cursor: string;
    /** @description Instead of a cursor, for the first 10,000 rows */
    PageNumber: number;
    /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
    IdempotencyKey: string;
    /** @description Id or number */
    TicketKey: string;
    /** @description The ETag of what is changed, as you know it, or `*` for any. */
    IfMatch: string;
    /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
    StaffIfMatch: string;
    JobId: string;
    LongPageSize: number;
    /** @description The id of the comment */
    CommentId: string;
    UserId: string;
    RoleFilter: components['schemas']['Role'][];
    ActiveFilter: boolean;
    UserTeamFilter: string;
    /** @description The primary address or another one */
    AddressFilter: string;
    IdentityFilter: string;
    SkillFilter: string;
    /** @description The beginning of a name, a last name or an e-mail address. */
    UserSearch: string;
    OrganisationId: string;
    DeliveryId: string;
    ReceivedMailId: string;
    CalendarName: string;
    /** @description An older version; without it the newest. */
    OlderVersion: number;
    PolicyName: string;
    /** @description The key */
    ChoiceKey: string;
    /** @description Only the fields of its tickets: its form. */
    FieldCategoryFilter: string;
    CustomFieldKey: string;
    /** @description A kind of the list */
    MailTemplateKindInPath: string;
    /** @description A language of the list */
    MailTemplateLanguageInPath: string;
    ViewId: string;
  };
  requestBodies: never;
  headers: {
    /**
     * @description The rest of each limit (`r`), and the seconds until it resets (`t`).
     * @example "account";r=1199;t=42, "address";r=2999;t=42
     */
    RateLimit: string;
    /**
     * @description The limits that the request counts for: how many requests (`q`) in how many seconds (`w`).
     * @example "account";q=1200;w=60, "address";q=3000;w=60
     */
    'RateLimit-Policy': string;
  };
  pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
  listTickets: {
    parameters: {
      query?: {
        status?: components['parameters']['StatusFilter'];
        priority?: components['parameters']['PriorityFilter'];
        category?: components['parameters']['CategoryFilter'];
        type?: components['parameters']['TypeFilter'];
        sla_state?: components['parameters']['SlaStateFilter'];
        /** @description `me`, `none`, or the id of a person */
        assignee?: components['parameters']['AssigneeFilter'];
        /** @description The id of a person */
        requester?: components['parameters']['RequesterFilter'];
        /** @description The id of an organisation */
        organisation?: components['parameters']['OrganisationFilter'];
        team?: components['parameters']['TeamFilter'];
        tag?: components['parameters']['TagFilter'];
        /** @description `key:value` of a custom field; repeated, each must hold. */
        custom_field?: components['parameters']['CustomFieldFilter'];
        created_from?: components['parameters']['CreatedFrom'];
        created_to?: components['parameters']['CreatedTo'];
        /** @description Words that must all be in the title, or a ticket number */
        q?: components['parameters']['TicketSearch'];
        sort?: components['parameters']['TicketOrder'];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      /** @description The ticket; triage and assignment follow */
      201: {
        headers: {
          /** @description The version, for `If-Match` */
          ETag: string;
          /** @description Where the ticket is */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getTicket: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id or number */
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
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteTicket: {
    parameters: {
      query?: {
        /** @description Stays in the tombstone. */
        reason?: string;
      };
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The ticket is gone */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description Id or number */
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
        /** @description `me`, `none`, or the id of a person */
        assignee?: components['parameters']['AssigneeFilter'];
        /** @description The id of a person */
        requester?: components['parameters']['RequesterFilter'];
        /** @description The id of an organisation */
        organisation?: components['parameters']['OrganisationFilter'];
        team?: components['parameters']['TeamFilter'];
        tag?: components['parameters']['TagFilter'];
        /** @description `key:value` of a custom field; repeated, each must hold. */
        custom_field?: components['parameters']['CustomFieldFilter'];
        created_from?: components['parameters']['CreatedFrom'];
        created_to?: components['parameters']['CreatedTo'];
        /** @description Words that must all be in the title, or a ticket number */
        q?: components['parameters']['TicketSearch'];
        sort?: components['parameters']['TicketOrder'];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description One page */
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
        /** @description `me`, `none`, or the id of a person */
        assignee?: components['parameters']['AssigneeFilter'];
        /** @description The id of a person */
        requester?: components['parameters']['RequesterFilter'];
        /** @description The id of an organisation */
        organisation?: components['parameters']['OrganisationFilter'];
        team?: components['parameters']['TeamFilter'];
        tag?: components['parameters']['TagFilter'];
        /** @description `key:value` of a custom field; repeated, each must hold. */
        custom_field?: components['parameters']['CustomFieldFilter'];
        created_from?: components['parameters']['CreatedFrom'];
        created_to?: components['parameters']['CreatedTo'];
        /** @description Words that must all be in the title, or a ticket number */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createBulkJob: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      /** @description The job has begun */
      202: {
        headers: {
          /** @description Where to follow the job */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateTicketStatus: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description Id or number */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  replaceTicketAssignment: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description Id or number */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  assignTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description Id or number */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  acceptTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Id or number */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  declineTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Id or number */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  resolveTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Id or number */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  closeTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Id or number */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  reopenTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Id or number */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  cancelTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Id or number */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createFollowUpTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Id or number */
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
          /** @description Where the new ticket is */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  splitTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Id or number */
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
          /** @description Where the new ticket is */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTicketLink: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Id or number */
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
      /** @description The link, as this ticket has it */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  mergeTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Id or number */
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
      /** @description The ticket that goes on */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteTicketLink: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id or number */
        ticket: components['parameters']['TicketKey'];
        link: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description They are not linked any more */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listComments: {
    parameters: {
      query?: {
        page_size?: components['parameters']['LongPageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path: {
        /** @description Id or number */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createComment: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Id or number */
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
          /** @description Where the talk is */
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
      /** @description `illegal_transition`: The status of the ticket does not allow this. `request_in_progress`: The same request is still in progress */
      409: components['responses']['Conflict'];
      413: components['responses']['PayloadTooLarge'];
      415: components['responses']['UnsupportedMediaType'];
      422: components['responses']['ValidationFailed'];
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listActivities: {
    parameters: {
      query?: {
        page_size?: components['parameters']['LongPageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path: {
        /** @description Id or number */
        ticket: components['parameters']['TicketKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description What happened to the ticket */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteComment: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Id or number */
        ticket: components['parameters']['TicketKey'];
        /** @description The id of the comment */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateComment: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description Id or number */
        ticket: components['parameters']['TicketKey'];
        /** @description The id of the comment */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCommentVersions: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id or number */
        ticket: components['parameters']['TicketKey'];
        /** @description The id of the comment */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  redactComment: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Id or number */
        ticket: components['parameters']['TicketKey'];
        /** @description The id of the comment */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  redactTicket: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Id or number */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getAttachment: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id or number */
        ticket: components['parameters']['TicketKey'];
        /** @description Its id */
        attachment: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The file */
      200: {
        headers: {
          /** @description Under which name to save it */
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
      429: components['responses']['TooManyRequests'];
      500: components['responses']['InternalError'];
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createParticipant: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        /** @description Id or number */
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
          /** @description Where the participant is */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteParticipant: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description Id or number */
        ticket: components['parameters']['TicketKey'];
        participant: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description They are not in copy any more */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listDeletedTickets: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  registerAccount: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      /** @description Signed in, or half of it */
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
      /** @description Ended */
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
      /** @description The signed-in person */
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
      /** @description Whatever the address */
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
      /** @description Signed in, or half of it */
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
      /** @description Whatever the address */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createApiKey: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteApiKey: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        key: string;
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The key is worth nothing any more */
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
      /** @description How it stands */
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
      /** @description What the app needs to know */
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
      /** @description Codes for the day on which the app is lost */
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
      /** @description You are not asked for it any more */
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
      /** @description They are not asked for one any more */
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
      /** @description The person */
      200: {
        headers: {
          /** @description The version, for If-Match */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateProfile: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
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
      /** @description The person */
      200: {
        headers: {
          /** @description The version, for If-Match */
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
      /** @description What you are mailed, when, and in which language */
      200: {
        headers: {
          /** @description The version of the person, for If-Match */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateNotificationSettings: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
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
      /** @description What you are mailed, when, and in which language */
      200: {
        headers: {
          /** @description The version of the person, for If-Match */
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
        team?: components['parameters']['UserTeamFilter'];
        /** @description The primary address or another one */
        address?: components['parameters']['AddressFilter'];
        identity?: components['parameters']['IdentityFilter'];
        skill?: components['parameters']['SkillFilter'];
        /** @description The beginning of a name, a last name or an e-mail address. */
        q?: components['parameters']['UserSearch'];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of people, in the order in which they came */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      /** @description The person */
      201: {
        headers: {
          /** @description The version, for If-Match */
          ETag: string;
          /** @description Where they are */
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
      /** @description The person */
      200: {
        headers: {
          /** @description The version, for If-Match */
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
      /** @description The account is gone */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
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
      /** @description The person */
      200: {
        headers: {
          /** @description The version, for If-Match */
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
      /** @description The data */
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
      /** @description A job writes it into a file, or has done so */
      202: {
        headers: {
          /** @description Where to follow the job */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createUserExport: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path: {
        user: components['parameters']['UserId'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A job writes it into a file, or has done so */
      202: {
        headers: {
          /** @description Where to follow the job */
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
      /** @description The job, and its file once it is done */
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
          /** @description A name for the file */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  mergeUser: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  undoUserMerge: {
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
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createOrganisation: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteOrganisation: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateOrganisation: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
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
        team?: components['parameters']['UserTeamFilter'];
        /** @description The primary address or another one */
        address?: components['parameters']['AddressFilter'];
        identity?: components['parameters']['IdentityFilter'];
        skill?: components['parameters']['SkillFilter'];
        /** @description The beginning of a name, a last name or an e-mail address. */
        q?: components['parameters']['UserSearch'];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateAccount: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
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
      /** @description The person */
      200: {
        headers: {
          /** @description The version, for If-Match */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSecurityEvents: {
    parameters: {
      query?: {
        user?: string;
        action?: components['schemas']['AccountEventType'][];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of the trail */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTriageJob: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      /** @description The job has begun */
      202: {
        headers: {
          /** @description Where to follow the job */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listTriageModels: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTriageTraining: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listDeliveries: {
    parameters: {
      query?: {
        state?: components['schemas']['DeliveryState'][];
        kind?: components['schemas']['MailKind'][];
        /** @description The id of a person */
        recipient?: string;
        /** @description The id of a ticket */
        ticket?: string;
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  resendDelivery: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
          /** @description Where it is */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listSweeps: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createSweep: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
        'Idempotency-Key'?: components['parameters']['IdempotencyKey'];
      };
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description The sweep has begun */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listReceivedMails: {
    parameters: {
      query?: {
        state?: components['schemas']['ReceivedMailState'][];
        /** @description What it has become */
        kind?: components['schemas']['MailOutcomeKind'][];
        /** @description Why nothing came of it */
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
        /** @description True for those that came to nothing: ignored, refused, held or failed */
        unheard?: boolean;
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
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
          /** @description Under which name to save it */
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
      /** @description The mail, which waits to be read */
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
      /** @description The mail, with its ticket as soon as that is there */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCalendars: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createCalendar: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
          /** @description Where it is */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCalendar: {
    parameters: {
      query?: {
        /** @description An older version; without it the newest. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateCalendar: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  importHolidays: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
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
      /** @description What has come of it */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listPolicies: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createPolicy: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
          /** @description Where it is */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getPolicy: {
    parameters: {
      query?: {
        /** @description An older version; without it the newest. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updatePolicy: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  applyPolicy: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      /** @description What would change (`dry_run`) */
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
      /** @description The job has begun */
      202: {
        headers: {
          /** @description Where to follow the job */
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
      /** @description What has become of promises, and what would have */
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
      /** @description As many payloads, in the same order */
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
      /** @description As many payloads, in the same order */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCategories: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of them */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createCategory: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      /** @description It, in its newest version */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getCategory: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The key */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It, in its newest version */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteCategory: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description The key */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone, or retired */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateCategory: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description The key */
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
      /** @description It, in its newest version */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listTicketTypes: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of them */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createTicketType: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      /** @description It, in its newest version */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getTicketType: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The key */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It, in its newest version */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteTicketType: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description The key */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone, or retired */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateTicketType: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description The key */
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
      /** @description It, in its newest version */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listResolutionCodes: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of them */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createResolutionCode: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      /** @description It, in its newest version */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getResolutionCode: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The key */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It, in its newest version */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteResolutionCode: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description The key */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone, or retired */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateResolutionCode: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description The key */
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
      /** @description It, in its newest version */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listHoldReasons: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of them */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createHoldReason: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
      /** @description It, in its newest version */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getHoldReason: {
    parameters: {
      query?: never;
      header?: never;
      path: {
        /** @description The key */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It, in its newest version */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteHoldReason: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. */
        'If-Match'?: components['parameters']['IfMatch'];
      };
      path: {
        /** @description The key */
        id: components['parameters']['ChoiceKey'];
      };
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description It is gone, or retired */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateHoldReason: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        /** @description The key */
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
      /** @description It, in its newest version */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listCustomFields: {
    parameters: {
      query?: {
        /** @description Only the fields of its tickets: its form. */
        category?: components['parameters']['FieldCategoryFilter'];
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createCustomField: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
          /** @description Where it is */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateCustomField: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateSettings: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listMailTemplates: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  getMailTemplate: {
    parameters: {
      query?: {
        /** @description An older version; without it the newest. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateMailTemplate: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteMailTemplate: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listViews: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
        page?: components['parameters']['PageNumber'];
      };
      header?: never;
      path?: never;
      cookie?: never;
    };
    requestBody?: never;
    responses: {
      /** @description A page of views, the oldest first */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  createView: {
    parameters: {
      query?: never;
      header?: {
        /** @description A name of your choice for this request, best a fresh UUID. Sent again with the same key and body within 24 hours, it creates nothing more: the first answer comes again, with `Idempotency-Replayed: true`. */
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
          /** @description Where it is */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  deleteView: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
        'If-Match'?: components['parameters']['StaffIfMatch'];
      };
      path: {
        view: components['parameters']['ViewId'];
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  updateView: {
    parameters: {
      query?: never;
      header?: {
        /** @description The ETag of what is changed, as you know it, or `*` for any. Required of staff. */
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
      503: components['responses']['ServiceUnavailable'];
    };
  };
  listViewTickets: {
    parameters: {
      query?: {
        page_size?: components['parameters']['PageSize'];
        /** @description The `next_cursor` of the page before */
        cursor?: components['parameters']['Cursor'];
        /** @description Instead of a cursor, for the first 10,000 rows */
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
      /** @description One page */
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
      /** @description Tickets are accepted */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Health'];
        };
      };
      500: components['responses']['InternalError'];
      /** @description Nothing can be served */
      503: {
        headers: {
          /** @description Seconds until it is worth asking again */
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
      /** @description It answers */
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
      /** @description It does not */
      503: {
        headers: {
          /** @description Seconds until it is worth asking again */
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
      /** @description Tickets are accepted */
      200: {
        headers: {
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Health'];
        };
      };
      500: components['responses']['InternalError'];
      /** @description Nothing can be served */
      503: {
        headers: {
          /** @description Seconds until it is worth asking again */
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
      /** @description It answers */
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
      /** @description It does not */
      503: {
        headers: {
          /** @description Seconds until it is worth asking again */
          'Retry-After': string;
          [name: string]: unknown;
        };
        content: {
          'application/json': components['schemas']['Probe'];
        };
      };
    };
  };
}
