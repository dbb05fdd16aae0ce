/* The resolution codes that Holdfast itself gives. */

/** For a ticket whose requester did not answer. */
export const NO_ANSWER_CODE = 'no_answer';

/** For a ticket that was closed automatically and has no other code. */
export const AUTO_CLOSE_CODE = 'closed_automatically';

/** For a ticket that was merged into another. */
export const MERGED_CODE = 'merged';

/** Of a ticket that staff have resolved by mail, where no code can be given. */
export const BY_MAIL_CODE = 'solved';

/** All of them. */
export const SYSTEM_CODES = [NO_ANSWER_CODE, AUTO_CLOSE_CODE, MERGED_CODE, BY_MAIL_CODE] as const;
