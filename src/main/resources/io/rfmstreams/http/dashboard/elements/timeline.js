import { h } from '../dom.js';
import { alertKind, count, dateTime, money, reason } from '../format.js';
import { badge, colored } from '../segments.js';
import { empty } from '../states.js';

/** What happened to a customer, the newest first. */
export function timeline({ rows, summary, total }) {
  if (rows.length === 0) {
    return empty('Nothing is known yet.');
  }
  const parts = [count(summary.orders, 'order'), count(summary.moves, 'move'), count(summary.alerts, 'alert')];
  if (summary.offers) {
    parts.push(count(summary.offers, 'offer'));
  }
  return [
    h('p.note', {}, `${parts.join(', ')}${rows.length < total ? `; the latest ${rows.length} of ${total} entries` : ''}`),
    h('ol.timeline', { tabIndex: 0, 'aria-label': 'What happened, the newest first' }, ...rows.map(entry)),
  ];
}

function entry(row) {
  const element = h('li', {}, h('time', { datetime: row.at }, dateTime(row.at)), ...words(row));
  return row.to ? colored(element, row.to) : element;
}

function words({ type, name, amount, from, fromName, to, toName }) {
  switch (type) {
    case 'order':
      return [`Order of ${money(amount)}`];
    case 'offer':
      return [`Got the offer ${name}`];
    case 'alert':
      return [h('strong', {}, 'Alert: '), alertKind(name), ...(from === to ? [', in '] : [', from ', badge(from, fromName), ' to ']), badge(to, toName)];
    default:
      return from
        ? ['Moved from ', badge(from, fromName), ' to ', badge(to, toName), ` ${reason(name)}`]
        : ['First seen in ', badge(to, toName)];
  }
}
