/* The page at /chat. Plain JavaScript of our own: no build, nothing from other sites. */
(() => {
  'use strict';

  const API = '/api/v1/chat';
  const STORE = 'holdfast.chat';
  const HERE_EVERY_MS = 15_000;
  const TYPING_EVERY_MS = 5_000;
  const TYPING_ENDS_MS = 8_000;
  const FIRST_WAIT_MS = 1_000;
  const LONGEST_WAIT_MS = 20_000;

  const root = document.querySelector('main');
  const say = JSON.parse(root.dataset.texts);
  const locale = document.documentElement.lang;
  const part = (name) => document.querySelector(`#${name}`);
  const [log, typing, line, form, text] = ['log', 'typing', 'line', 'form', 'text'].map(part);
  const [who, name, email, over, again] = ['who', 'name', 'email', 'over', 'again'].map(part);

  /** token, isStarted, name, email, unsent: [{id, text}], draft */
  const saved = read();
  let chat = null;
  let lastEventId = '';
  let isSending = false;
  let stream = null;
  let typedAt = 0;
  let typingSaidAt = 0;
  let typingTimer;

  function read() {
    const empty = { token: null, isStarted: false, name: '', email: '', unsent: [], draft: '' };
    try {
      return { ...empty, ...JSON.parse(localStorage.getItem(STORE) ?? '{}') };
    } catch {
      return empty;
    }
  }

  /** Some browsers keep nothing for frames. Then a reload starts again. */
  function save() {
    try {
      localStorage.setItem(STORE, JSON.stringify(saved));
    } catch {
      /* It lives as long as the page. */
    }
  }

  async function call(method, path, body, options = {}, key = null) {
    const response = await fetch(API + path, {
      method,
      headers: {
        'Accept-Language': locale,
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(saved.token === null ? {} : { 'X-Chat-Token': saved.token }),
        ...(key === null ? {} : { 'Idempotency-Key': key }),
      },
      credentials: 'omit',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...options,
    });
    if (response.ok) return response.status === 204 ? null : response.json();
    const problem = await response.json().catch(() => ({}));
    throw Object.assign(new Error(problem.detail ?? response.statusText), {
      status: response.status,
      code: problem.code,
      afterMs: Number(response.headers.get('Retry-After') ?? 0) * 1_000,
    });
  }

  /** With the session of this site, where there is one that still works. */
  async function callAsPerson(method, path, body) {
    try {
      return await call(method, path, body, { credentials: 'same-origin' });
    } catch (error) {
      if (error.status !== 401 && error.status !== 403) throw error;
      return call(method, path, body);
    }
  }

  const isPassing = ({ status, code }) =>
    status === undefined || status === 429 || status >= 500 || code === 'request_in_progress';
  const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

  /** Until the network or the waiting time is over. */
  function pauseUntilOnline(ms) {
    const online = new Promise((resolve) => addEventListener('online', resolve, { once: true }));
    return Promise.race([pause(ms), online]);
  }

  function show(words) {
    line.textContent = words;
    line.hidden = words === '';
  }

  function bubble({ author, text: words, at, isOwn, isUnsent }) {
    const item = document.createElement('div');
    item.className = isOwn ? 'own' : 'theirs';
    const head = document.createElement('p');
    head.className = 'head';
    const when = isUnsent
      ? say.unsent
      : new Date(at).toLocaleTimeString(locale, { hour: '2-digit', minute: '2-digit' });
    head.textContent = `${isOwn ? say.you : author}, ${when}`;
    const body = document.createElement('p');
    body.className = 'words';
    body.textContent = words ?? say.deleted;
    item.append(head, body);
    return item;
  }

  function render() {
    const sent = (chat?.messages ?? []).map((each) => ({ ...each, isOwn: each.is_own, key: each.id }));
    const unsent = saved.unsent.map(({ id, text: words }) => ({
      key: id,
      text: words,
      isOwn: true,
      isUnsent: true,
    }));
    const all = [...sent, ...unsent];
    const isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < 80;
    const there = new Map([...log.children].map((item) => [item.dataset.key, item]));
    for (const message of all) {
      const mark = JSON.stringify([message.text, message.isUnsent === true]);
      const before = there.get(message.key);
      there.delete(message.key);
      // What has not changed stays, so that screen readers read only what is new.
      if (before?.dataset.mark === mark) {
        log.append(before);
        continue;
      }
      const item = bubble(message);
      item.dataset.key = message.key;
      item.dataset.mark = mark;
      before?.remove();
      log.append(item);
    }
    for (const item of there.values()) item.remove();
    if (isAtEnd) log.scrollTop = log.scrollHeight;
    who.hidden = saved.isStarted || saved.person !== undefined;
    const isOver = chat?.is_over === true;
    form.hidden = isOver;
    over.hidden = !isOver;
    part('lead').hidden = all.length > 0;
    part('away').hidden = isOver || chat === null || chat.email !== null;
    part('number').textContent = chat === null ? '' : chat.number;
  }

  function newest() {
    const messages = chat?.messages ?? [];
    return messages.length < 2 ? undefined : messages[messages.length - 1].id;
  }

  async function load() {
    chat = await call('GET', '');
    render();
    void tellPresence('viewing');
  }

  /** A token that has ended is forgotten: the next message starts another conversation. */
  function forget() {
    stream?.abort();
    Object.assign(saved, { token: null, isStarted: false, unsent: [], person: undefined });
    chat = null;
    lastEventId = '';
    save();
    render();
  }

  async function tellPresence(state) {
    if (!saved.isStarted || saved.token === null) return;
    if (state !== 'away' && document.visibilityState !== 'visible') return;
    const seen = state === 'away' ? undefined : newest();
    await call(
      'PUT',
      '/presence',
      { state, ...(seen === undefined ? {} : { seen }) },
      { keepalive: true },
    ).catch(() => undefined);
  }

  async function sendOne(message) {
    if (saved.token === null) {
      const { token, name: person } = await callAsPerson('POST', '/tokens');
      saved.token = token;
      if (person !== null) saved.person = person;
      save();
    }
    if (saved.isStarted) return call('POST', '/messages', { text: message.text }, {}, message.id);
    const about = saved.person === undefined ? { name: saved.name, email: saved.email } : {};
    const given = Object.fromEntries(Object.entries(about).filter(([, value]) => value !== ''));
    const started = await callAsPerson('POST', '', { text: message.text, ...given });
    saved.isStarted = true;
    return started;
  }

  /** Sends what waits, in its order. Each has its own key, so a repeat after a lost answer adds nothing. */
  async function flush() {
    if (isSending) return;
    isSending = true;
    let waitMs = FIRST_WAIT_MS;
    while (saved.unsent.length > 0) {
      const [message] = saved.unsent;
      try {
        chat = await sendOne(message);
        saved.unsent.shift();
        waitMs = FIRST_WAIT_MS;
        show('');
      } catch (error) {
        if (isPassing(error)) {
          show(error.status === 429 ? say.slow : say.offline);
          await pauseUntilOnline(Math.max(waitMs, error.afterMs ?? 0));
          waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
          continue;
        }
        // It cannot be sent: back into the field, where it can be changed.
        saved.unsent.shift();
        saved.draft = [message.text, text.value].filter((each) => each !== '').join('\n');
        text.value = saved.draft;
        if (error.status === 401 || error.status === 410) forget();
        else if (error.status === 409) await load().catch(() => undefined);
        show(`${say.refused} ${error.message}`);
      }
      save();
      render();
      if (saved.isStarted) connect();
    }
    isSending = false;
    save();
    render();
  }

  /** Server-sent events by fetch, because an EventSource sends no header. */
  async function connect() {
    if (stream !== null) return;
    stream = new AbortController();
    const { signal } = stream;
    let waitMs = FIRST_WAIT_MS;
    while (!signal.aborted) {
      try {
        const response = await fetch(`${API}/events`, {
          headers: {
            'X-Chat-Token': saved.token,
            ...(lastEventId === '' ? {} : { 'Last-Event-ID': lastEventId }),
          },
          credentials: 'omit',
          signal,
        });
        if (response.status === 401 || response.status === 404 || response.status === 410) break;
        if (!response.ok) throw new Error(response.statusText);
        waitMs = FIRST_WAIT_MS;
        await load();
        show('');
        await readEvents(response.body, (wait) => (waitMs = wait));
      } catch {
        if (!signal.aborted) show(say.offline);
      }
      if (!signal.aborted) await pauseUntilOnline(waitMs * (0.5 + Math.random()));
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    }
    stream = null;
  }

  async function readEvents(body, setWait) {
    const reader = body.pipeThrough(new TextDecoderStream()).getReader();
    let buffered = '';
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const messages = (buffered + value).split('\n\n');
      buffered = messages.pop();
      for (const message of messages) {
        const fields = Object.fromEntries(
          message
            .split('\n')
            .map((row) => [row.slice(0, row.indexOf(':')), row.slice(row.indexOf(':') + 1).trim()]),
        );
        if (fields.retry !== undefined) setWait(Number(fields.retry));
        if (fields.id !== undefined) lastEventId = fields.id;
        take(fields.event);
        if (fields.event === 'presence') showTyping(JSON.parse(fields.data).people);
      }
    }
  }

  let loading = null;
  /** Events that come together are read together. */
  function take(kind) {
    if (kind !== 'event' && kind !== 'resync' && kind !== 'gone') return;
    loading ??= pause(100)
      .then(load)
      .catch(() => undefined)
      .finally(() => {
        loading = null;
      });
  }

  function showTyping(people) {
    clearTimeout(typingTimer);
    const names = people.filter(({ state }) => state === 'typing').map(({ person }) => person.name);
    typing.textContent = names.length === 0 ? '' : say.typing.replace('{name}', names.join(', '));
    if (names.length > 0) typingTimer = setTimeout(() => (typing.textContent = ''), 30_000);
  }

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const words = text.value.trim();
    if (words === '') return;
    if (!saved.isStarted) Object.assign(saved, { name: name.value.trim(), email: email.value.trim() });
    saved.unsent.push({ id: crypto.randomUUID(), text: words });
    saved.draft = '';
    text.value = '';
    typedAt = 0;
    save();
    render();
    log.scrollTop = log.scrollHeight;
    text.focus();
    void flush();
  });

  text.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    form.requestSubmit();
  });

  text.addEventListener('input', () => {
    saved.draft = text.value;
    save();
    const now = Date.now();
    typedAt = now;
    if (now - typingSaidAt < TYPING_EVERY_MS) return;
    typingSaidAt = now;
    void tellPresence('typing');
  });

  part('leave-address').addEventListener('submit', (event) => {
    event.preventDefault();
    call('PUT', '/address', { email: part('answers').value.trim() })
      .then((changed) => {
        chat = changed;
        render();
        show(say.addressKept);
      })
      .catch((error) => show(`${say.refused} ${error.message}`));
  });

  again.addEventListener('click', () => {
    forget();
    show('');
    text.focus();
  });

  addEventListener('online', () => void flush());
  addEventListener('pagehide', () => void tellPresence('away'));
  document.addEventListener('visibilitychange', () => {
    void tellPresence(document.visibilityState === 'visible' ? 'viewing' : 'away');
  });
  setInterval(
    () => void tellPresence(Date.now() - typedAt < TYPING_ENDS_MS ? 'typing' : 'viewing'),
    HERE_EVERY_MS,
  );

  text.value = saved.draft;
  name.value = saved.name;
  email.value = saved.email;
  part('instead').hidden = true;
  render();
  if (saved.isStarted) void connect();
  if (saved.unsent.length > 0) void flush();
})();
