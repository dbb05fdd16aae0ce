import type { Schemas } from '../../src/client/client.js';

/** What the server wrote into the page. */
interface Facts {
  readonly desk: string;
  /** Accounts that the sign-in page of a development system offers. */
  readonly accounts: readonly {
    readonly email: string;
    readonly name: string;
    readonly role: Schemas['Role'];
    readonly password: string;
  }[];
}

function read(): Facts {
  const content = document.querySelector<HTMLMetaElement>('meta[name="holdfast"]')?.content ?? '{}';
  return { desk: 'Holdfast', accounts: [], ...(JSON.parse(content) as Partial<Facts>) };
}

export const facts: Facts = read();
