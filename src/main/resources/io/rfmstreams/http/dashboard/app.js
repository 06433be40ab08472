// The frame around the pages: navigation, search, theme and the state of the data.

import { fill, h, setText } from './dom.js';
import { listen, onEvent } from './events.js';
import { dateTime } from './format.js';
import { failed, loading } from './states.js';

const PAGES = [
  { path: 'overview', name: 'Overview' },
  { path: 'map', name: 'Map' },
  { path: 'flows', name: 'Flows' },
  { path: 'forecast', name: 'Forecast' },
  { path: 'leaving', name: 'Leaving' },
  { path: 'look-alikes', name: 'Look-alikes' },
  { path: 'model', name: 'Model' },
  { path: 'customer', name: 'Customer' },
  { path: 'segment', name: 'Segment', hidden: true },
];

const main = document.getElementById('main');
const links = new Map();
let current = new AbortController();

function addNavigation() {
  const items = PAGES.filter(({ hidden }) => !hidden).map(({ path, name }) => {
    const link = h('a', { href: `#/${path}` }, name);
    links.set(path, link);
    return h('li', {}, link);
  });
  document.getElementById('pages').append(h('ul', {}, ...items));
}

/** Returns the page, the id after it and the parameters of the address: #/customer/42?days=30 */
function address() {
  const [path, parameters = ''] = location.hash.replace(/^#\/?/, '').split('?');
  const [page, id = ''] = path.split('/');
  return { page: PAGES.some(({ path: known }) => known === page) ? page : 'overview', id: decode(id), parameters: new URLSearchParams(parameters) };
}

function decode(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

async function show(moveFocus) {
  current.abort();
  current = new AbortController();
  const { signal } = current;
  const { page, id, parameters } = address();
  for (const [path, link] of links) {
    if (path === page) {
      link.setAttribute('aria-current', 'page');
    } else {
      link.removeAttribute('aria-current');
    }
  }
  const { name } = PAGES.find(({ path }) => path === page);
  document.title = `${name} · rfm-streams`;
  const body = h('div', {}, loading());
  const heading = h('h1', { tabIndex: -1 }, name);
  fill(main, heading, body);
  if (moveFocus) {
    heading.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
  try {
    const { render } = await import(`./pages/${page}.js`);
    await render(body, { heading, id, parameters, signal });
  } catch (failure) {
    if (!signal.aborted) {
      fill(body, failed(failure, () => show(false)));
    }
  } finally {
    if (!signal.aborted) {
      main.dataset.page = page; // The page is complete.
    }
  }
}

function addSearch() {
  document.getElementById('search').addEventListener('submit', (event) => {
    event.preventDefault();
    const id = new FormData(event.target).get('id').trim();
    if (id) {
      location.hash = `#/customer/${encodeURIComponent(id)}`;
    }
  });
}

/** The address of a page is its fragment, so that a plain link to the content would leave the page. */
function addSkipLink() {
  document.getElementById('skip').addEventListener('click', (event) => {
    event.preventDefault();
    main.focus();
  });
}

function addThemeSwitch() {
  const button = document.getElementById('theme');
  const label = () => setText(button, document.documentElement.dataset.theme === 'dark' ? 'Light theme' : 'Dark theme');
  label();
  button.addEventListener('click', () => {
    const theme = document.documentElement.dataset.theme === 'dark' ? 'light' : 'dark';
    document.documentElement.dataset.theme = theme;
    localStorage.setItem('theme', theme);
    label();
    dispatchEvent(new Event('themechange'));
  });
}

function showState() {
  const clock = document.getElementById('clock');
  const freshness = document.getElementById('freshness');
  onEvent((type, data) => {
    if (type === 'state') {
      setText(clock, data.now ? `Data as of ${dateTime(data.now)}` : 'No data yet');
      setText(freshness, freshnessText(data));
    } else if (type === 'connection' && !data.connected) {
      setText(freshness, 'Connection lost, trying again…');
    }
  });
}

/** Kafka is asked all the time. After so many seconds without an answer, something is wrong. */
const SILENT_SECONDS = 30;

function freshnessText({ lag, ageSeconds }) {
  if (lag === null || lag === undefined) {
    return '';
  }
  if (ageSeconds > SILENT_SECONDS && lag === 0) {
    return `Kafka has not answered for ${ageSeconds.toLocaleString('en')} seconds`;
  }
  return lag === 0 ? 'Up to date' : `Catching up: ${lag.toLocaleString('en')} messages to go`;
}

addNavigation();
addSkipLink();
addSearch();
addThemeSwitch();
showState();
addEventListener('hashchange', () => show(true));
show(false);
listen();
