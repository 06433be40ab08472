// The shop at a glance: how many customers are in which segment, what money is at risk, and what happens now.

import { get, query } from '../api.js';
import { fill, h, setText } from '../dom.js';
import { figure } from '../elements/fields.js';
import { onEvent } from '../events.js';
import { change, count, days, decimal, money, percent, short, whole } from '../format.js';
import { liveFeed } from '../elements/live-feed.js';
import { colored, loadSegments } from '../segments.js';
import { empty } from '../states.js';

/** At most so often the numbers are asked for anew while events arrive. */
const REFRESH_MILLIS = 1500;

export async function render(body, { signal }) {
  const figures = {
    customers: figure('Customers'),
    revenue: figure('Revenue in the window'),
    risk: figure('Money at risk'),
    slipping: figure('Will slip within 14 days'),
  };
  const cards = segmentCards();
  const note = h('div', {});
  const refresh = async () => {
    const [answer, slipping] = await Promise.all([
      loadSegments(signal),
      get(query('v1/slipping', { days: 14, limit: 1 }), signal),
    ]);
    update(figures, answer, slipping);
    cards.update(answer.rows);
    fill(note, answer.total === 0 ? empty('No customer has bought yet. This page fills by itself as orders arrive.') : null);
  };
  await refresh();
  fill(body,
    h('p.lead', {}, 'Every customer is in one segment, by how recently, how often and for how much they buy.'),
    h('dl.figures', {}, ...Object.values(figures).map(({ element }) => element)),
    note,
    h('div.with-side', {},
      h('section', { 'aria-labelledby': 'segments' }, h('h2', { id: 'segments' }, 'Segments, the best first'), cards.element),
      liveFeed(signal)));
  keepFresh(refresh, signal);
}

/** Asks for the numbers again when something happened, one request at a time. */
function keepFresh(refresh, signal) {
  let stale = false;
  let last = null;
  onEvent((type, data) => {
    stale ||= type === 'news' || (type === 'state' && last !== data.now);
    last = type === 'state' ? data.now : last;
  }, signal);
  const tick = async () => {
    if (stale && !document.hidden) {
      stale = false;
      await refresh().catch(() => { stale = true; });
    }
    if (!signal.aborted) {
      setTimeout(tick, REFRESH_MILLIS);
    }
  };
  setTimeout(tick, REFRESH_MILLIS);
}

function update({ customers, revenue, risk, slipping }, { rows, summary }, soon) {
  setText(customers.value, whole(summary.customers));
  const inactive = rows.find(({ segment }) => segment === 'inactive');
  setText(customers.detail, inactive ? `${count(inactive.customers, 'inactive customer')} among them` : 'all of them active');
  setText(revenue.value, short(summary.revenue));
  setText(revenue.detail, `${money(summary.revenue)}, orders less refunds`);
  setText(risk.value, summary.valueAtRisk === null ? '–' : short(summary.valueAtRisk));
  setText(risk.detail, summary.valueAtRisk === null ? 'The model has no return probability' : `${percent(summary.valueAtRisk / summary.revenue)} of the revenue: spend × chance of no return`);
  setText(slipping.value, whole(soon.summary.customers));
  setText(slipping.detail, `with ${money(soon.summary.monetaryAtStake)} of spend, unless they buy`);
}

/** Cards that stay in place while their numbers change. A segment that the model lacks has one while customers are in it. */
function segmentCards() {
  const element = h('ul.cards', {});
  const cards = new Map();
  return {
    element,
    update(all) {
      const rows = all.filter(({ rank, customers }) => rank !== null || customers > 0);
      const order = [...rows].sort((one, other) => (one.rank ?? 99) - (other.rank ?? 99));
      for (const [id, { element: card }] of cards) {
        if (!rows.some(({ segment }) => segment === id)) {
          card.remove();
          cards.delete(id);
        }
      }
      order.forEach((row, place) => {
        if (!cards.has(row.segment)) {
          cards.set(row.segment, segmentCard(row.segment));
        }
        const card = cards.get(row.segment);
        card.update(row);
        if (element.children[place] !== card.element) {
          element.insertBefore(card.element, element.children[place] ?? null);
        }
      });
    },
  };
}

function segmentCard(id) {
  const name = h('a', { href: `#/segment/${encodeURIComponent(id)}` }, '');
  const rank = h('span.rank', {}, '');
  const size = h('span', {}, '');
  const share = h('small', {}, '');
  const part = h('span', {});
  const revenue = h('p', {}, '');
  const week = h('span', {}, '');
  const month = h('span', {}, '');
  const means = h('p.note', {}, '');
  const action = h('p.action', {}, '');
  const element = h('li.card', {},
    h('h3', {}, name, rank),
    h('div.size', {}, size, ' ', share),
    h('div.bar', { 'aria-hidden': 'true' }, part),
    revenue,
    h('p.deltas', {}, h('span', {}, '7 days ', week), h('span', {}, '30 days ', month)),
    means,
    action);
  return {
    element,
    update(row) {
      colored(element, id);
      setText(name, row.segmentName);
      setText(rank, row.rank === null ? 'no rank' : `rank ${row.rank}`);
      setText(size, whole(row.customers));
      setText(share, `${row.customers === 1 ? 'customer' : 'customers'}, ${percent(row.customersShare)}`);
      part.style.setProperty('width', `${Math.max(0, Math.min(1, row.revenueShare)) * 100}%`);
      setText(revenue, `${percent(row.revenueShare)} of the revenue`);
      setText(week, change(row.customersChange7));
      setText(month, change(row.customersChange30));
      setText(means, row.customers === 0 ? 'Nobody at the moment' : meansText(row));
      setText(action, row.action);
    },
  };
}

function meansText(row) {
  const recency = `last order ${days(Math.round(row.recencyDays))} ago`;
  return row.frequency === 0 ? `On average: ${recency}` : `On average: ${recency}, ${decimal(row.frequency)} orders, ${money(row.monetary)} spent`;
}
