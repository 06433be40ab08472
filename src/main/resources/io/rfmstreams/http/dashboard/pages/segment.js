// One segment: what it is like beside all customers, where its customers come from, and who they are.

import { downloadCsv, get, query, segmentPath } from '../api.js';
import { h, setText } from '../dom.js';
import { customer, dateColumn, agoColumn, moneyColumn, pages, returnProbability, segment, valueAtRisk, wholeColumn } from '../columns.js';
import { dataTable } from '../elements/data-table.js';
import { facts } from '../elements/fields.js';
import { count, days, decimal, money, percent, whole } from '../format.js';
import { badge, ensureSegments, rankedSegments, segmentName } from '../segments.js';
import { block, loading } from '../states.js';

const FEATURES = { recencyDays: 'Days since the last order', frequency: 'Orders in the window', monetary: 'Spend in the window', averageOrderValue: 'Average order', returnProbability: 'Likely to return' };
const UNITS = { days, orders: decimal, currency: money, probability: percent };

export async function render(body, { heading, id, signal }) {
  await ensureSegments(signal);
  const answer = await get(segmentPath(id), signal);
  const { summary } = answer;
  setText(heading, summary.segmentName);
  document.title = `${summary.segmentName} · rfm-streams`;
  body.replaceChildren(
    h('p.lead', {}, summary.action),
    h('section.panel', {}, facts([
      ['Customers', `${whole(summary.customers)} (${percent(summary.customersShare)})`],
      ['Revenue', `${money(summary.revenue)} (${percent(summary.revenueShare)})`],
      ['Money at risk', money(summary.valueAtRisk)],
      ['Rank', summary.rank === null ? 'none' : `${summary.rank} of ${rankedSegments().length}`],
    ])),
    h('div.columns', {}, profile(answer), changes(id, signal)),
    h('section.panel', {}, h('h2', {}, 'Its customers'), customers(id, signal)));
}

function profile({ rows, summary }) {
  return h('section.panel', {}, h('h2', {}, 'Beside all active customers'),
    dataTable({
      caption: `Averages of ${summary.segmentName} and of all active customers`,
      columns: [
        { key: 'feature', label: 'What', value: (row) => FEATURES[row.feature] ?? row.feature },
        { key: 'segment', label: summary.segmentName, value: (row) => row.segmentMean, text: (value, row) => UNITS[row.unit](value), number: true },
        { key: 'all', label: 'All', value: (row) => row.allMean, text: (value, row) => UNITS[row.unit](value), number: true },
        { key: 'ratio', label: 'Ratio', value: (row) => row.ratio, text: (value) => (value === null ? '–' : `× ${decimal(value)}`), number: true },
      ],
      rows,
    }));
}

function changes(id, signal) {
  const content = h('div', {}, loading());
  block(content, signal, async () => {
    const { rows, summary } = await get(query(`${segmentPath(id)}/changes`, { days: 30 }), signal);
    return [
      h('p.note', {}, `${count(summary.customers, 'customer')}: last order ${days(round(summary.recencyDays))} ago on average, 30 days earlier it was ${days(round(summary.recencyDaysThen))}.`),
      dataTable({
        caption: 'In which segment they were 30 days ago, and their average spend then and now',
        columns: [
          { ...segment('Segment then', 'segmentThen'), cell: (row) => (row.segmentThen ? badge(row.segmentThen, row.segmentThenName) : 'no customer yet') },
          wholeColumn('customers', 'Customers'),
          moneyColumn('monetaryThen', 'Then'),
          moneyColumn('monetary', 'Now'),
        ],
        rows,
      }),
    ];
  });
  return h('section.panel', {}, h('h2', {}, 'What changed in 30 days'), content);
}

const round = (value) => (value === null ? null : Math.round(value));

function customers(id, signal) {
  const path = `${segmentPath(id)}/customers`;
  return dataTable({
    caption: `Customers of ${segmentName(id)}`,
    columns: [
      customer,
      agoColumn('recencyDays', 'Last order', 'recencyDays'),
      wholeColumn('frequency', 'Orders', 'frequency'),
      moneyColumn('monetary', 'Spend', 'monetary'),
      returnProbability,
      valueAtRisk,
      segment('Next segment', 'nextSegment'),
      dateColumn('nextChangeAt', 'On', 'nextChangeAt'),
    ].map((column) => (column.key === 'nextSegment' ? { ...column, cell: (row) => (row.nextSegment ? badge(row.nextSegment) : '–') } : column)),
    load: pages((url) => get(url, signal), (page) => query(path, page)),
    sort: 'monetary',
    descending: true,
    csv: () => downloadCsv(query(path, { limit: 10000, sort: '-monetary' }), `${id}.csv`),
    empty: 'Nobody is in this segment at the moment.',
  });
}
