import { es as connections } from './connections/es.js';
import { es as fields } from './fields/es.js';
import { es as pages } from './pages/es.js';

export const es = { ...connections, ...fields, ...pages };
