/* Shows the notifications that the server pushes to this browser, and opens their tickets. It stores nothing. */

self.addEventListener('push', (event) => {
  const { id, title, body, path } = event.data.json();
  event.waitUntil(self.registration.showNotification(title, { body, tag: id, data: { path } }));
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(show(new URL(event.notification.data.path, self.location.origin)));
});

/** Only pages of this site, whatever was pushed. */
async function show(url) {
  if (url.origin !== self.location.origin) return;
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
  const open = windows.find((each) => new URL(each.url).pathname === url.pathname);
  await (open === undefined ? self.clients.openWindow(url.href) : open.focus());
}
