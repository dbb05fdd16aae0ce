import { fr as connections } from './connections/fr.js';
import { fr as fields } from './fields/fr.js';
import { fr as pages } from './pages/fr.js';

export const fr = { ...connections, ...fields, ...pages };
