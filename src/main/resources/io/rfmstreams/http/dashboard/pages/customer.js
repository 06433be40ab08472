// One customer: who this is, what happened, what will happen, and what would happen if.

import { ApiError, customerPath, get, query } from '../api.js';
import { fill, h, setText } from '../dom.js';
import { customer as customerColumn, agoColumn, moneyColumn, pages, returnProbability, segment, valueAtRisk, wholeColumn } from '../columns.js';
import { dataTable } from '../elements/data-table.js';
import { facts, input, select } from '../elements/fields.js';
import { timeline } from '../elements/timeline.js';
import { whatIf } from '../elements/what-if.js';
import { count, date, dateTime, days, fromNow, money, percent } from '../format.js';
import { badge, ensureSegments, rankedSegments, segmentName } from '../segments.js';
import { block, empty, loading } from '../states.js';
import { comparison } from '../words.js';

export async function render(body, { heading, id, signal }) {
  await ensureSegments(signal);
  if (!id) {
    finder(body, signal);
    return;
  }
  document.getElementById('search-id').value = id;
  setText(heading, `Customer ${id}`);
  document.title = `Customer ${id} · rfm-streams`;
  let standing;
  try {
    standing = await get(customerPath(id), signal);
  } catch (failure) {
    if (failure instanceof ApiError && failure.status === 404) {
      const others = h('div', {});
      fill(body, empty(`There is no customer with the id ${id}. Ids are exact: upper and lower case differ.`), others);
      finder(others, signal, id.slice(0, 2));
      return;
    }
    throw failure;
  }
  fill(body,
    h('p.lead', {}, badge(standing.segment, standing.segmentName), ` since ${date(standing.since)}. ${standing.action}`),
    h('section.panel', {}, facts(numbers(standing))),
    h('div.columns', {},
      h('div', {}, explanation(standing, signal), forecast(standing), whatIf(standing, signal)),
      history(id, signal)),
    lookAlikes(standing, signal));
}

function numbers({ rfm, returnProbability: chance, firstPurchaseAt, rank }) {
  return [
    ['Last order', `${days(rfm.recencyDays)} ago`],
    ['Orders in the window', count(rfm.frequency, 'order')],
    ['Spend in the window', money(rfm.monetary)],
    ['Average order', rfm.frequency ? money(rfm.monetary / rfm.frequency) : '–'],
    ['Likely to return', percent(chance)],
    ['Money at risk', chance === null || chance === undefined ? '–' : money(Math.max(0, rfm.monetary) * (1 - chance))],
    ['First order', date(firstPurchaseAt)],
    ['Rank', rank === null ? 'none' : `${rank} of ${rankedSegments().length}`],
  ];
}

function explanation(standing, signal) {
  const content = h('div', {}, loading());
  block(content, signal, async () => comparison(standing, (path) => get(path, signal)));
  return h('section.panel', {}, h('h2', {}, `Why ${standing.segmentName}`), content);
}

function forecast({ forecast: path, asOf, segment: current }) {
  const steps = path.map(({ segment: id, at }) => h('li', {}, badge(id), ` on ${date(at)}, ${fromNow(at, asOf)}`));
  return h('section.panel', {}, h('h2', {}, 'If no order comes'),
    steps.length === 0
      ? h('p', {}, `Stays in ${segmentName(current)}.`)
      : h('ol', {}, ...steps),
    h('p.note', {}, `As of ${dateTime(asOf)}.`));
}

function history(id, signal) {
  const content = h('div', {}, loading());
  block(content, signal, async () => timeline(await get(query(`${customerPath(id)}/timeline`, { limit: 200 }), signal)));
  return h('section.panel', {}, h('h2', {}, 'What happened'), content);
}

function lookAlikes({ customerId, segment: own, rank }, signal) {
  const content = h('div', {});
  const ranked = rankedSegments();
  if (ranked.length === 0) {
    return h('section.panel', {}, h('h2', {}, 'Look-alikes'), empty('There is no model yet.'));
  }
  const show = (into) => fill(content, dataTable({
    caption: `Customers of ${segmentName(into)} who are nearest to this one`,
    columns: [
      customerColumn,
      { key: 'distance', label: 'Distance', value: (row) => row.distance, text: (value) => value.toFixed(2), number: true },
      agoColumn('recencyDays', 'Last order'),
      wholeColumn('frequency', 'Orders'),
      moneyColumn('monetary', 'Spend'),
      returnProbability,
      valueAtRisk,
    ].map((column) => ({ ...column, sort: null })),
    load: pages((url) => get(url, signal), (page) => query(`${customerPath(customerId)}/look-alikes`, { segment: into, n: 10, ...page })),
    size: 10,
    empty: 'Nobody else is in this segment.',
  }));
  const into = rank === null ? ranked[0].id : own;
  show(into);
  return h('section.panel', {}, h('h2', {}, 'Look-alikes'),
    h('div.controls', {}, select('Search in', ranked.map(({ id, name }) => [id, name]), into, show)),
    content);
}

/** Finds a customer by the first characters of the id. */
function finder(body, signal, start = '') {
  const table = h('div', {});
  const show = (search) => fill(table, dataTable({
    caption: search ? `Customers whose id begins with ${search}` : 'All customers',
    columns: [
      customerColumn,
      segment('Segment'),
      agoColumn('recencyDays', 'Last order', 'recencyDays'),
      wholeColumn('frequency', 'Orders', 'frequency'),
      moneyColumn('monetary', 'Spend', 'monetary'),
      returnProbability,
      valueAtRisk,
    ],
    load: pages((url) => get(url, signal), (page) => query('v1/customers', { search, ...page })),
    sort: search ? 'customerId' : 'monetary',
    descending: !search,
    empty: 'No customer was found.',
  }));
  body.replaceChildren(
    h('p.lead', {}, 'Find a customer by id, or choose one from the table.'),
    h('div.controls', {}, input('The id begins with', { type: 'text', value: start, maxlength: 128, autocomplete: 'off', spellcheck: 'false' }, (value) => show(value.trim()))),
    h('section.panel', {}, table));
  show(start);
}
