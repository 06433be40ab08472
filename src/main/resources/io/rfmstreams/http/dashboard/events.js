// Listens to the stream of events. EventSource cannot send the token, so the stream is read with fetch.

import { send } from './api.js';

const RECONNECT_MILLIS = 2000;
const SILENT_MILLIS = 10000;

const MOST_KEPT = 40;

const listeners = new Set();

/** What a listener that comes later is told first. */
const kept = { latest: { count: 0, events: [] } };

/**
 * Calls a listener with the latest events and the state, then with each message, until the signal is aborted.
 *
 * @param {(type: string, data: object) => void} listener type is 'latest', 'news', 'state' or 'connection'
 */
export function onEvent(listener, signal) {
  listeners.add(listener);
  Object.entries(kept).forEach(([type, data]) => listener(type, data));
  signal?.addEventListener('abort', () => listeners.delete(listener));
}

function tell(type, data) {
  keep(type, data);
  for (const listener of [...listeners]) {
    listener(type, data);
  }
}

function keep(type, data) {
  if (type === 'latest' || type === 'news') {
    const events = type === 'latest' ? data.events : [...kept.latest.events, ...data.events].slice(-MOST_KEPT);
    kept.latest = { count: events.length, events };
  } else {
    kept[type] = data;
  }
}

/**
 * Reads the stream for ever, and connects again when it breaks. Only while the page can be seen: a browser opens six
 * connections to a server at most, and some forgotten tabs would occupy all of them.
 */
export async function listen() {
  for (;;) {
    await visible();
    const attempt = new AbortController();
    const stop = () => document.hidden && attempt.abort();
    document.addEventListener('visibilitychange', stop);
    addEventListener('pagehide', () => attempt.abort(), { once: true });
    try {
      const response = await send('v1/events', { accept: 'text/event-stream', signal: attempt.signal });
      tell('connection', { connected: true });
      await read(response.body.getReader(), attempt);
    } catch {
      attempt.abort();
    }
    document.removeEventListener('visibilitychange', stop);
    if (!document.hidden) {
      tell('connection', { connected: false });
      await new Promise((resolve) => { setTimeout(resolve, RECONNECT_MILLIS); });
    }
  }
}

/** Waits until the page can be seen. */
function visible() {
  return new Promise((resolve) => {
    const check = () => {
      if (!document.hidden) {
        document.removeEventListener('visibilitychange', check);
        resolve();
      }
    };
    document.addEventListener('visibilitychange', check);
    check();
  });
}

/** Reads messages. A stream that is silent although the server sends its state each second is broken. */
async function read(reader, attempt) {
  const decoder = new TextDecoder();
  let rest = '';
  for (;;) {
    const timer = setTimeout(() => attempt.abort(), SILENT_MILLIS);
    const { done, value } = await reader.read().finally(() => clearTimeout(timer));
    if (done) {
      return;
    }
    const parts = (rest + decoder.decode(value, { stream: true })).split('\n\n');
    rest = parts.pop();
    parts.forEach(dispatch);
  }
}

function dispatch(message) {
  const field = (name) => message.split('\n').find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
  const data = field('data');
  if (data) {
    tell(field('event') ?? 'message', JSON.parse(data));
  }
}
