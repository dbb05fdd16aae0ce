export const REMOVE_OLD_MAILS = 'removeOldMails';
