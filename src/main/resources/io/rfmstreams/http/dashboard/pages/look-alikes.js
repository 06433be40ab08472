// An audience: customers of one segment who resemble the best customers of another one.

import { downloadCsv, get, query, segmentPath } from '../api.js';
import { fill, h } from '../dom.js';
import { customer, customerLink, agoColumn, decimalColumn, moneyColumn, pages, returnProbability, valueAtRisk, wholeColumn } from '../columns.js';
import { dataTable } from '../elements/data-table.js';
import { input, select } from '../elements/fields.js';
import { count, money } from '../format.js';
import { ensureSegments, rankedSegments, segmentName } from '../segments.js';
import { empty, loading } from '../states.js';

const METRICS = [['euclidean', 'Straight line (Euclidean)'], ['manhattan', 'Sum of differences (Manhattan)'], ['chebyshev', 'Largest difference (Chebyshev)']];

export async function render(body, { signal }) {
  await ensureSegments(signal);
  const ranked = rankedSegments();
  if (ranked.length < 2) {
    fill(body, empty('There is no model yet. Look-alikes are found in the scaled space of a model.'));
    return;
  }
  const state = { like: ranked[0].id, into: ranked[Math.min(2, ranked.length - 1)].id, top: 100, metric: 'euclidean', n: 5 };
  const audience = h('div', {}, loading());
  const potential = h('div', {}, loading());
  const show = () => {
    fill(audience, audiencePanel(state, signal));
    fill(potential, potentialPanel(state, signal));
  };
  const options = ranked.map(({ id, name }) => [id, name]);
  const set = (name, convert = String) => (value) => { state[name] = convert(value); show(); };
  fill(body,
    h('p.lead', {}, 'Customers who behave like your best ones, but are not yet, or no longer, among them: an audience to write to.'),
    h('div.controls', {},
      select('Who are like', options, state.like, set('like')),
      select('Search in', options, state.into, set('into')),
      input('How many of the best', { type: 'number', min: 1, max: 10000, value: state.top }, (value) => set('top', Number)(Math.min(10000, Math.max(1, value || 1)))),
      input('Look-alikes of each', { type: 'number', min: 1, max: 100, value: state.n }, (value) => set('n', Number)(Math.min(100, Math.max(1, value || 1)))),
      select('Distance', METRICS, state.metric, set('metric'))),
    audience,
    potential);
  show();
}

function audiencePanel({ like, into, top, metric, n }, signal) {
  const path = (page) => query(`${segmentPath(like)}/look-alikes`, { into, top, metric, n, ...page });
  const totals = h('p', { role: 'status' }, 'Searching…');
  return h('section.panel', {},
    h('h2', {}, `${segmentName(into)} customers who are like the best ${segmentName(like)}`),
    totals,
    dataTable({
      caption: 'The nearest first, each customer once. Distances are in the scaled space of the model. Matches: how many of the best this customer is a look-alike of',
      columns: [
        customer,
        { key: 'like', label: 'Nearest to', value: (row) => row.likeCustomerId, cell: (row) => customerLink(row.likeCustomerId) },
        { ...decimalColumn('distance', 'Distance'), text: (value) => value.toFixed(2) },
        wholeColumn('matches', 'Matches'),
        agoColumn('recencyDays', 'Last order'),
        wholeColumn('frequency', 'Orders'),
        moneyColumn('monetary', 'Spend'),
        returnProbability,
        valueAtRisk,
      ].map((column) => ({ ...column, sort: null })),
      load: pages(async (url) => {
        const answer = await get(url, signal);
        const { customers, revenue, valueAtRisk: risk } = answer.summary;
        fill(totals, h('strong', {}, count(customers, 'customer')), ` with ${money(revenue)} of spend`, risk === null || risk === undefined ? '' : `, ${money(risk)} of it at risk`);
        return answer;
      }, path),
      csv: () => downloadCsv(path({ limit: 10000 }), `${into}-like-${like}.csv`),
      empty: 'Nobody was found.',
    }));
}

function potentialPanel({ like, into, metric }, signal) {
  const path = (page) => query('v1/revenue-potential', { segment: into, like, metric, n: 3, ...page });
  return h('section.panel', {},
    h('h2', {}, `What ${segmentName(into)} customers could be worth`),
    h('p.note', {}, `The potential of a customer is the mean spend of the three nearest ${segmentName(like)} customers.`),
    dataTable({
      caption: 'Customers by their potential',
      columns: [
        customer,
        moneyColumn('monetary', 'Spend', 'monetary'),
        moneyColumn('potential', 'Potential', 'potential'),
        moneyColumn('uplift', 'Difference', 'uplift'),
        { ...returnProbability, sort: null },
        { key: 'nearest', label: 'Nearest', value: (row) => row.nearest, cell: (row) => row.nearest.split(' ').flatMap((id) => [customerLink(id), ' ']) },
      ].map((column) => (column.key === 'customer' ? { ...column, sort: null } : column)),
      load: pages((url) => get(url, signal), path),
      size: 10,
      sort: 'potential',
      descending: true,
      csv: () => downloadCsv(path({ sort: '-potential', limit: 10000 }), `potential-${into}.csv`),
      empty: 'Nobody is in this segment.',
    }));
}
