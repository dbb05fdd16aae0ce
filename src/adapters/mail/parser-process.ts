/** The script of a parser process. `ParserPool` starts it. */
import { mailParser } from './parse-mail.js';
import { parseForParent } from './parse-for-parent.js';

await parseForParent(mailParser);
