import { en as connections } from './connections/en.js';
import { en as fields } from './fields/en.js';
import { en as pages } from './pages/en.js';

export const en = { ...connections, ...fields, ...pages };
