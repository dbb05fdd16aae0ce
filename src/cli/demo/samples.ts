/** Sample requests for a help desk, in different tones. Enough for each demo moderator to get some. */
export const SAMPLES = [
  {
    title: 'VPN drops every ten minutes',
    description:
      'Since this morning the VPN on my laptop disconnects every ten minutes, at home and in the office. I cannot work like this.',
  },
  {
    title: 'Outlook no longer sends mail',
    description:
      'My mails stay in the outbox of Outlook since yesterday. Receiving works. Other people are fine.',
  },
  {
    title: 'Paper jam in the printer on the second floor',
    description:
      'The printer next to the kitchen says paper jam although there is none. No hurry, the other one works.',
  },
  {
    title: 'URGENT: account locked before a customer meeting',
    description:
      'My account is locked after the password change and I am presenting to a customer right now. Please unlock it immediately!',
  },
  {
    title: 'New software for the design team',
    description:
      'When you have time: could you install the new version of Figma for us? It is a nice to have, next month is early enough.',
  },
] as const;

/** Says nothing: its picture does. */
export const SEE_ATTACHED = { title: 'It does not work', description: 'See attached.' } as const;
