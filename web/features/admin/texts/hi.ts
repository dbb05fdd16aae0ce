import { hi as fields } from './fields/hi.js';
import { hi as pages } from './pages/hi.js';

export const hi = { ...fields, ...pages };
