import { createContext, useContext } from 'react';
import type { Me } from './session.js';

export const MeContext = createContext<Me | null>(null);

/** The person who is signed in. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (me === null) throw new Error('Only screens behind the sign-in know who is there.');
  return me;
}
