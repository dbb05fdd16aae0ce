import { pt as connections } from './connections/pt.js';
import { pt as fields } from './fields/pt.js';
import { pt as pages } from './pages/pt.js';

export const pt = { ...connections, ...fields, ...pages };
