import { z } from 'zod';
import { ROLES } from '../../domain/access/actor.js';
import { SCOPES } from '../../domain/access/scopes.js';
import { isOffered, READS, tool, type Tool } from '../tool.js';

/** Says whose rights the assistant has. Needs no scope: it returns nothing that the key does not prove. */
export function whoami(others: readonly Tool[]): Tool {
  return tool({
    name: 'whoami',
    title: 'Who am I?',
    description: 'Returns the person in whose name you act, the scopes of your API key, and your tools.',
    action: null,
    annotations: READS,
    input: z.strictObject({}),
    output: z.object({
      id: z.string(),
      name: z.string(),
      role: z.enum(ROLES),
      scopes: z.array(z.enum(SCOPES)),
      tools: z.array(z.string()),
    }),
    run: (_, context) => {
      const { id, name, role, scopes = [] } = context.actor;
      const tools = others.filter((each) => isOffered(each, context)).map((each) => each.name);
      return Promise.resolve({ id, name, role, scopes: [...scopes], tools: [...tools, 'whoami'] });
    },
  });
}
