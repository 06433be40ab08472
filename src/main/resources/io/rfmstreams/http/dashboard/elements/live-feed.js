import { fill, h, setText } from '../dom.js';
import { customerLink } from '../columns.js';
import { onEvent } from '../events.js';
import { alertKind, dateTime, money, percent, reason, whole } from '../format.js';
import { badge } from '../segments.js';

const MOST_LINES = 40;

/** The moves and alerts as they happen, the newest on top. It can be stopped, to read in peace. */
export function liveFeed(signal) {
  const list = h('ol.feed', { tabIndex: 0, 'aria-label': 'Moves and alerts, the newest first' });
  const hint = h('p.note', {}, 'Waiting for the next move…');
  const pause = h('button', { type: 'button', 'aria-pressed': 'false', onclick: () => toggle() }, 'Pause');
  let paused = false;
  let missed = 0;

  function toggle() {
    paused = !paused;
    missed = 0;
    pause.setAttribute('aria-pressed', String(paused));
    setText(hint, paused ? 'Paused' : 'Going on');
  }

  onEvent((type, data) => {
    if (type !== 'latest' && type !== 'news') {
      return;
    }
    if (paused) {
      missed += data.count;
      setText(hint, `Paused: ${whole(missed)} more since`);
      return;
    }
    const lines = data.events.map((event) => line(event, type === 'news')).reverse();
    if (type === 'latest') {
      fill(list, ...lines);
    } else {
      list.prepend(...lines);
    }
    while (list.children.length > MOST_LINES) {
      list.lastElementChild.remove();
    }
    const shown = data.events.length;
    setText(hint, data.count > shown ? `${whole(data.count)} at once, the latest ${whole(shown)} shown` : '');
  }, signal);

  return h('section.panel', { 'aria-labelledby': 'live' },
    h('div.feed-head', {}, h('h2', { id: 'live' }, 'Happening now'), pause),
    hint,
    list);
}

function line({ type, message }, fresh) {
  const content = type === 'alert' ? alert(message) : move(message);
  return h(fresh ? 'li.fresh' : 'li', { dataset: { customer: message.customerId } }, ...content);
}

function move({ customerId, occurredAt, from, to, reason: code }) {
  const words = from
    ? ['moved from ', badge(from.id, from.name), ' to ', badge(to.id, to.name), ` ${reason(code)}`]
    : ['bought for the first time: ', to ? badge(to.id, to.name) : ''];
  return [customerLink(customerId), ' ', ...(code === 'ERASED' ? ['was erased'] : words), h('span.when', {}, dateTime(occurredAt))];
}

/** The segments of an alert. A customer who fades is still in the same one. */
function path(from, to) {
  return from.id === to.id ? ['in ', badge(from.id, from.name)] : ['from ', badge(from.id, from.name), ' to ', badge(to.id, to.name)];
}

function alert({ customerId, kind, raisedAt, from, to, monetaryAtStake, returnProbability }) {
  const chance = returnProbability === null || returnProbability === undefined ? '' : `, ${percent(returnProbability)} likely to return`;
  return [h('strong', {}, 'Alert: '), customerLink(customerId), ` ${alertKind(kind)}, `, ...path(from, to),
    ` (${money(monetaryAtStake)} at stake${chance})`, h('span.when', {}, dateTime(raisedAt))];
}
