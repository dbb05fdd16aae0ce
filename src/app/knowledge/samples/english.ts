import type { SampleArticle } from './sample.js';

const en = { language: 'en' } as const;

export const ENGLISH_SAMPLES: readonly SampleArticle[] = [
  {
    ...{ ...en, key: 'vpn-drops', category: 'network', keywords: ['vpn', 'tunnel', 'home office'] },
    isFeatured: true,
    title: 'The VPN drops every few minutes',
    question: 'Why does my VPN connection break while I work from home?',
    answer: `Most drops come from the wireless network at home, not from the VPN.

1. Connect the laptop to the router with a cable, or move closer to it.
2. Close other VPN programs and browser extensions that redirect traffic.
3. In the VPN client, open **Settings > Connection** and choose **TCP** instead of **UDP**.
4. Restart the router if more than one device is slow.

If it still drops, open a ticket with the time of the last drop. The client shows it under **Log**.`,
  },
  {
    ...{ ...en, key: 'vpn-first-time', category: 'network', keywords: ['vpn', 'remote', 'install'] },
    title: 'Connect to the VPN for the first time',
    question: 'How do I reach the company network from outside?',
    answer: `1. Install **VPN Client** from the software portal.
2. Start it and enter the address that your welcome mail names.
3. Sign in with your work account, and confirm on your phone.

Shared drives and internal pages open as soon as the client shows **Connected**.`,
  },
  {
    ...{ ...en, key: 'password-forgotten', category: 'account', keywords: ['password', 'reset', 'sign in'] },
    isFeatured: true,
    title: 'I forgot my password',
    question: 'How do I get a new password when I cannot sign in?',
    answer: `Choose **Forgot password** on the sign-in page and enter your work address. You get a link that works for one hour.

The new password needs at least 12 characters and must not be one of your last five. Programs on your phone ask for it once as well.`,
  },
  {
    ...{ ...en, key: 'account-locked', category: 'account', keywords: ['locked', 'attempts', 'sign in'] },
    title: 'My account is locked',
    question: 'Why does sign-in say that there were too many attempts?',
    answer: `After ten wrong passwords the account waits for 15 minutes. Then it opens again without help.

If it locks again, a device still uses the old password. Check the mail program of your phone and tablet, and mapped network drives.`,
  },
  {
    ...{
      ...en,
      key: 'new-phone-factor',
      category: 'access',
      keywords: ['mfa', 'authenticator', 'second factor'],
    },
    title: 'Move the authenticator app to a new phone',
    question: 'I have a new phone. How do I confirm my sign-in now?',
    answer: `With the old phone: open **Security** in your profile, remove the app, and add it again by scanning the code with the new phone.

Without the old phone: sign in with one of your recovery codes. If you have none, ask the help desk. We call you back on the number that we know.`,
  },
  {
    ...{ ...en, key: 'printer-offline', category: 'printer', keywords: ['printer', 'offline', 'queue'] },
    isFeatured: true,
    title: 'The printer is shown as offline',
    question: 'Nothing comes out of the printer. What can I do?',
    answer: `1. Look at the display of the printer. Paper jams and empty trays stop all jobs.
2. Switch the printer off, wait for ten seconds, and switch it on.
3. On your computer, open the queue and delete the oldest job.
4. Remove the printer and add it again by its name, which is on the label.`,
  },
  {
    ...{ ...en, key: 'printer-paper-jam', category: 'printer', keywords: ['paper', 'jam'] },
    title: 'Clear a paper jam',
    question: 'How do I remove paper that is stuck?',
    answer: `Open the doors in the order that the display shows. Pull the paper in the direction in which it travels, with both hands. Check that no piece remains, and close all doors.

Never use tools. If the same tray jams again, turn the stack over.`,
  },
  {
    ...{ ...en, key: 'scan-to-mail', category: 'printer', keywords: ['scan', 'pdf'] },
    title: 'Scan a document to your mail',
    question: 'How do I get a paper document as PDF?',
    answer: `Put the pages into the feeder, hold your badge to the reader, and choose **Scan to me**. The PDF arrives within two minutes. Files above 20 MB are cut into parts: choose 200 dpi for long documents.`,
  },
  {
    ...{ ...en, key: 'wifi-guest', category: 'network', keywords: ['wifi', 'guest', 'visitor'] },
    title: 'Wi-Fi for visitors',
    question: 'How do guests get on the internet?',
    answer: `Reception prints a code that works for one day. The network is **Guest**. Visitors reach the internet, and nothing of ours.

Larger events need 50 codes or more: order them three days before.`,
  },
  {
    ...{ ...en, key: 'wifi-slow', category: 'network', keywords: ['wifi', 'slow', 'meeting room'] },
    title: 'Wi-Fi is slow in a meeting room',
    question: 'Video calls stutter in the meeting room. Why?',
    answer: `Switch Wi-Fi off and on, so that the laptop chooses the nearest access point. Use the network **Office-5G**. Each room also has a network cable at the table.

Tell us the room and the time, because we see there how many devices shared the access point.`,
  },
  {
    ...{ ...en, key: 'mailbox-full', category: 'email', keywords: ['mailbox', 'quota', 'full', 'archive'] },
    title: 'My mailbox is full',
    question: 'I cannot send mail because my mailbox is over its limit.',
    answer: `Empty **Deleted items** and **Junk** first. Then sort **Sent items** by size and delete large attachments.

Choose **Archive** for folders that you rarely need. The archive has no limit, and search finds it.`,
  },
  {
    ...{ ...en, key: 'shared-mailbox', category: 'email', keywords: ['shared', 'delegate'] },
    title: 'Open a shared mailbox',
    question: 'How do I read the mail of my team?',
    answer: `The owner of the mailbox adds you under **Members** in the group portal. After an hour it appears below your own folders. To send in its name, choose its address in the field **From**.`,
  },
  {
    ...{ ...en, key: 'phishing', category: 'email', keywords: ['phishing', 'suspicious', 'security'] },
    isFeatured: true,
    title: 'Report a suspicious mail',
    question: 'I got a strange mail with a link. What now?',
    answer: `Do not open links or files. Press **Report** in your mail program. The security team answers within a working day.

If you have already entered your password, change it **now** and call the help desk. Nobody blames you for a quick call.`,
  },
  {
    ...{ ...en, key: 'install-software', category: 'software', keywords: ['install', 'portal', 'licence'] },
    title: 'Install a program',
    question: 'How do I get new software on my computer?',
    answer: `Open the **Software Portal** and choose the program. Free programs install immediately. Programs with a licence wait for your manager, who gets a mail.

Is it missing there? Open a ticket with its name, its maker, and what you need it for.`,
  },
  {
    ...{ ...en, key: 'excel-crash', category: 'software', keywords: ['office', 'excel', 'crash'] },
    title: 'The spreadsheet program closes without a message',
    question: 'Why does Excel crash when I open a file?',
    answer: `Start it in safe mode: hold **Ctrl** while you open it. If the file opens now, an add-in is at fault. Switch the add-ins off, one after the other, under **File > Options > Add-ins**.

Files of more than 100 MB need the 64-bit version. Ask us for it.`,
  },
  {
    ...{ ...en, key: 'laptop-slow', category: 'hardware', keywords: ['slow', 'memory', 'restart'] },
    title: 'My laptop is slow',
    question: 'What can I do before I ask for a new computer?',
    answer: `Restart it: closing the lid does not. Leave 20 GB of the disk free. Close tabs that you do not need, because each takes memory.

If it is slow directly after the start, note the model from the label and open a ticket. Laptops older than four years are replaced.`,
  },
  {
    ...{ ...en, key: 'screen-black', category: 'hardware', keywords: ['monitor', 'dock', 'display'] },
    title: 'The second screen stays black',
    question: 'My monitor gets no signal from the docking station.',
    answer: `1. Unplug the dock from power for a minute.
2. Connect the screen directly to the laptop. If it works, the dock or its cable is at fault.
3. Press **Windows + P** and choose **Extend**.
4. Install the update of the dock from the software portal.`,
  },
  {
    ...{ ...en, key: 'stolen-laptop', category: 'hardware', keywords: ['lost', 'stolen', 'theft'] },
    title: 'A laptop or phone is lost or stolen',
    question: 'My laptop was stolen. What must I do?',
    answer: `Call the help desk immediately, at any hour. We lock the device and end its sessions. Then report the theft to the police and send us the number of the report.

The disk is encrypted. Change the passwords that you had written down near it.`,
  },
  {
    ...{ ...en, key: 'new-employee', category: 'access', keywords: ['onboarding', 'starter'] },
    title: 'A new colleague starts',
    question: 'What does IT need before the first day of a new employee?',
    answer: `Tell us ten working days before: name, team, manager, place of work, and the groups of a colleague with the same work. Laptop and badge wait at reception on the first day.`,
  },
  {
    ...{ ...en, key: 'reset-by-desk', category: 'account', keywords: ['identity', 'call back'] },
    isInternal: true,
    title: 'Reset a password on the phone',
    question: 'How do we prove who calls before we reset a password?',
    answer: `Never reset in the same call. Hang up and call the number in the directory. Ask for the personnel number and the name of the manager. Note the time of the call in the ticket.

If the number is not answered, the manager confirms by mail.`,
  },
];
