// All customers in two dimensions: days since the last order against spend, or the two principal components.

import { get, query } from '../api.js';
import { fill, h } from '../dom.js';
import { axis, chartPanel, tooltip } from '../elements/chart-panel.js';
import { choices, select } from '../elements/fields.js';
import { count, days, money, percent, whole } from '../format.js';
import { customer, agoColumn, moneyColumn, segment, wholeColumn } from '../columns.js';
import { ensureSegments, segmentColor, segmentName, segments, segmentSymbol } from '../segments.js';
import { block, empty, loading } from '../states.js';

const POINTS = 3000;

/** Free space around the points: the ends of the axes are so many times the outermost values. */
const MARGIN = 1.3;

export async function render(body, { signal }) {
  await ensureSegments(signal);
  const state = { view: 'rm', segment: '' };
  const content = h('div', {}, loading());
  let answer;
  const shown = () => (answer.rows.length === 0 ? empty('Nobody is here yet.') : panel(answer, state.view));
  const ask = async () => {
    answer = await get(query('v1/map', { points: POINTS, segment: state.segment }), signal);
    return shown();
  };
  fill(content, await ask());
  fill(body,
    h('p.lead', {}, 'Each point is a customer. Points of one segment lie together; the large ones are the centres of the segments.'),
    h('div.controls', {},
      choices('View', [['rm', 'Last order and spend'], ['pca', 'Principal components']], 'rm', (view) => { state.view = view; fill(content, shown()); }),
      select('Segment', [['', 'All segments'], ...segments().map(({ id, name }) => [id, name])], '', (id) => { state.segment = id; block(content, signal, ask); })),
    content);
}

/** The label of a value on a logarithmic axis; its ends have none. */
function powerOfTen(value) {
  return Number.isInteger(Math.log10(value)) ? whole(value) : '';
}

const VIEWS = {
  rm: {
    title: 'Days since the last order and spend',
    x: ({ recencyDays }) => Math.max(1, recencyDays),
    y: ({ monetary }) => Math.max(1, monetary),
    axes: (colors, { rows }) => ({
      xAxis: axis(colors, { type: 'log', name: 'Days since the last order (log scale, today is 1)', min: 1, max: Math.max(10, ...rows.map(({ recencyDays }) => recencyDays)) * MARGIN, axisLabel: { color: colors.soft, formatter: powerOfTen } }),
      yAxis: axis(colors, { type: 'log', name: 'Spend in the window (log scale)', nameGap: 48, min: Math.max(1, Math.min(...rows.map(({ monetary }) => monetary)) / MARGIN), max: Math.max(10, ...rows.map(({ monetary }) => monetary)) * MARGIN, axisLabel: { color: colors.soft, formatter: powerOfTen } }),
    }),
  },
  pca: {
    title: 'Principal components of recency, frequency and spend',
    x: ({ component1 }) => component1,
    y: ({ component2 }) => component2,
    axes: (colors, { summary: { components } }) => ({
      xAxis: axis(colors, { type: 'value', scale: true, name: `First component (${percent(components.explained[0])} of the variance)` }),
      yAxis: axis(colors, { type: 'value', scale: true, name: `Second component (${percent(components.explained[1])})`, nameGap: 40 }),
    }),
  },
};

function panel({ rows, summary }, view) {
  if (view === 'pca' && (!summary.components || rows.every(({ component1 }) => component1 === null))) {
    return empty('There is no model yet, and so no scaled space to look at.');
  }
  const { title, x, y, axes } = VIEWS[view];
  const ids = segments().map(({ id }) => id).filter((id) => rows.some((row) => row.segment === id));
  return chartPanel({
    title,
    text: `${rows.length < summary.customers ? `A sample: ${whole(rows.length)} of ${count(summary.customers, 'active customer')}` : count(rows.length, 'active customer')}. Select a point to open the customer.`,
    size: 'tall',
    onclick: ({ data }) => {
      if (data?.row?.customerId) {
        location.hash = `#/customer/${encodeURIComponent(data.row.customerId)}`;
      } else if (data?.row?.segment) {
        location.hash = `#/segment/${encodeURIComponent(data.row.segment)}`;
      }
    },
    option: (colors) => ({
      ...axes(colors, { rows, summary }),
      grid: { left: 24, right: 24, top: 64, bottom: 40, containLabel: true },
      legend: { type: 'scroll', top: 4, textStyle: { color: colors.ink }, pageTextStyle: { color: colors.soft } },
      tooltip: tooltip(colors, { trigger: 'item', formatter: ({ data }) => describe(data.row) }),
      series: [
        ...ids.map((id) => points(id, rows.filter((row) => row.segment === id), x, y)),
        centres(summary.centroids, x, y, colors),
      ],
    }),
    table: {
      caption: 'The customers of the map',
      columns: [customer, segment('Segment'), agoColumn('recencyDays', 'Last order'), wholeColumn('frequency', 'Orders'), moneyColumn('monetary', 'Spend')],
      rows: rows.map((row) => ({ ...row, segmentName: segmentName(row.segment) })),
      csv: 'map.csv',
    },
  });
}

function points(id, rows, x, y) {
  return {
    name: segmentName(id),
    type: 'scatter',
    symbol: segmentSymbol(id),
    symbolSize: rows.length > 1000 ? 5 : 7,
    itemStyle: { color: segmentColor(id), opacity: 0.75 },
    data: rows.map((row) => ({ value: [x(row), y(row)], row })),
  };
}

function centres(centroids, x, y, { ink, surface }) {
  return {
    name: 'Centres',
    type: 'scatter',
    z: 5,
    symbolSize: 20,
    label: { show: true, formatter: ({ data }) => data.row.segmentName, position: 'top', color: ink, fontWeight: 600, textBorderColor: surface, textBorderWidth: 3 },
    data: centroids.map((row) => ({
      value: [x(row), y(row)], row, symbol: segmentSymbol(row.segment), itemStyle: { color: segmentColor(row.segment), borderColor: ink, borderWidth: 2 },
    })),
    itemStyle: { color: ink },
  };
}

function describe(row) {
  const head = row.customerId ? `Customer ${row.customerId}, ${segmentName(row.segment)}` : `Centre of ${row.segmentName}`;
  return `${head}\nLast order ${days(Math.round(row.recencyDays))} ago\n${count(Math.round(row.frequency), 'order')}\n${money(row.monetary)} spent`;
}
