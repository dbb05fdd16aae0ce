import type { Tool } from '../tool.js';
import { addComment } from './add-comment.js';
import { createTicket } from './create-ticket.js';
import { getTicket } from './get-ticket.js';
import { getArticle, searchKnowledge } from './knowledge.js';
import { listQueues } from './list-queues.js';
import { searchTickets } from './search-tickets.js';
import { updateTicket } from './update-ticket.js';
import { whoami } from './whoami.js';

const WORKING: readonly Tool[] = [
  searchTickets,
  getTicket,
  createTicket,
  updateTicket,
  addComment,
  listQueues,
  searchKnowledge,
  getArticle,
];

/** Few on purpose: each takes room in the context of the assistant, whether it is used or not. */
export const TOOLS: readonly Tool[] = [...WORKING, whoami(WORKING)];
