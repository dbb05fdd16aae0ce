/** What messages have besides their text. It is loaded after them, in one script. */
export { MessageMenu } from '../redaction/message-menu.js';
export { MailStates } from './mail-states.js';
export { TakeBack } from './take-back.js';
