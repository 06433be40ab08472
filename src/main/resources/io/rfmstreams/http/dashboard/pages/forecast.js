// The sizes of the segments from today on, if nobody buys anything.

import { get, query } from '../api.js';
import { fill, h } from '../dom.js';
import { axis, chartPanel, tooltip } from '../elements/chart-panel.js';
import { dataTable } from '../elements/data-table.js';
import { moneyColumn, segment, wholeColumn } from '../columns.js';
import { change, count, date, money, whole } from '../format.js';
import { ensureSegments, segmentColor } from '../segments.js';
import { empty } from '../states.js';

const DAYS = 90;

export async function render(body, { signal }) {
  await ensureSegments(signal);
  const answer = await get(query('v1/forecast', { days: DAYS, step: 7, limit: 10000 }), signal);
  if (answer.rows.length === 0) {
    fill(body, empty('No customer has bought yet, so there is nothing to foresee.'));
    return;
  }
  const { summary } = answer;
  const lines = bySegment(answer.rows);
  fill(body,
    h('p.lead', {}, `If nobody buys, ${count(summary.leaving, 'customer')} with ${money(summary.monetaryAtStake)} of spend leave their segment within ${DAYS} days. Every order that comes keeps some of them.`),
    chartPanel({
      title: `Customers of each segment in the next ${DAYS} days if nobody buys`,
      size: 'tall',
      option: (colors) => option(lines, colors),
      table: { caption: 'Customers by segment and day', columns: columns(), rows: answer.rows, csv: 'forecast.csv' },
    }),
    h('section.panel', {}, h('h2', {}, `Today and in ${DAYS} days`), dataTable({
      caption: 'Change of each segment',
      columns: [
        segment('Segment'),
        wholeColumn('now', 'Today'),
        wholeColumn('then', `In ${DAYS} days`),
        { key: 'change', label: 'Change', value: (row) => row.then - row.now, text: change, number: true },
      ],
      rows: lines.map(({ rows }) => ({ ...rows[0], now: rows[0].customers, then: rows.at(-1).customers })),
    })));
}

function columns() {
  return [
    { key: 'at', label: 'Date', value: (row) => row.at, text: date },
    segment('Segment'),
    wholeColumn('customers', 'Customers'),
    wholeColumn('change', 'Change since today'),
    moneyColumn('monetary', 'Their spend today'),
  ];
}

function bySegment(rows) {
  const lines = new Map();
  for (const row of rows) {
    lines.set(row.segment, [...(lines.get(row.segment) ?? []), row]);
  }
  return [...lines].map(([id, list]) => ({ id, rows: list.sort((one, other) => one.day - other.day) }))
    .sort((one, other) => (one.rows[0].rank ?? 99) - (other.rows[0].rank ?? 99));
}

function option(lines, colors) {
  const dates = lines[0].rows.map(({ at }) => date(at));
  return {
    legend: { type: 'scroll', icon: 'roundRect', top: 4, textStyle: { color: colors.ink }, pageTextStyle: { color: colors.soft } },
    grid: { left: 12, right: 48, top: 56, bottom: 12, containLabel: true },
    tooltip: tooltip(colors, { trigger: 'axis', formatter: (items) => [items[0].axisValue, ...items.map(({ seriesName, value }) => `${seriesName}: ${whole(value)}`)].join('\n') }),
    xAxis: axis(colors, { type: 'category', boundaryGap: false, data: dates }),
    yAxis: axis(colors, { type: 'value', axisLabel: { color: colors.soft, formatter: whole } }),
    series: lines.map(({ id, rows }) => ({
      name: rows[0].segmentName,
      type: 'line',
      stack: 'all',
      areaStyle: { opacity: 0.85 },
      lineStyle: { width: 1, color: colors.surface },
      itemStyle: { color: segmentColor(id) },
      showSymbol: false,
      emphasis: { focus: 'series' },
      data: rows.map(({ customers }) => customers),
    })),
  };
}
