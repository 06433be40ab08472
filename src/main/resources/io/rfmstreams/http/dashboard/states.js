// What a page shows instead of data.

import { h } from './dom.js';

/** While data is on its way. */
export function loading() {
  return h('p.loading', { role: 'status' }, 'Loading…');
}

/** When there is no data, and when there will be some. */
export function empty(text) {
  return h('p.notice', { role: 'status' }, text);
}

/** When a request failed. */
export function failed(failure, retry) {
  return h('div.notice.failed', { role: 'alert' },
    h('p', {}, h('strong', {}, failure.title ?? 'This did not work'), `: ${failure.message}`),
    retry ? h('button', { type: 'button', onclick: retry }, 'Try again') : null);
}

/**
 * Fills a block with what a function returns, and with the error instead if it fails, so that one answer that is missing
 * does not hide the others.
 */
export async function block(element, signal, content) {
  try {
    const children = await content();
    if (!signal.aborted) {
      element.replaceChildren(...[children].flat().filter(Boolean));
    }
  } catch (failure) {
    if (!signal.aborted) {
      element.replaceChildren(failed(failure, () => block(element, signal, content)));
    }
  }
  return element;
}
