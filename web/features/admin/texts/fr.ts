import { fr as fields } from './fields/fr.js';
import { fr as pages } from './pages/fr.js';

export const fr = { ...fields, ...pages };
