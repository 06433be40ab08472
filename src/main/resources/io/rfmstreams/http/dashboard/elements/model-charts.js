// The charts of a model.

import { h } from '../dom.js';
import { days, decimal, money, percent, whole } from '../format.js';
import { segmentColor } from '../segments.js';
import { axis, chartPanel, tooltip } from './chart-panel.js';
import { facts } from './fields.js';

const short = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

/** Elbow and silhouette: why the model has so many segments. */
export function clusterChoice({ training }) {
  const candidates = training?.candidates ?? [];
  return chartPanel({
    title: training?.k ? `Why ${training.k} segments` : 'Why so many segments',
    text: `A higher silhouette means segments that are better apart. Inertia, the spread within segments, always falls${training?.elbow ? `; its elbow is at ${training.elbow} segments` : ''}.`,
    option: (colors) => ({
      grid: { left: 36, right: 44, top: 48, bottom: 28, containLabel: true },
      legend: { top: 4, textStyle: { color: colors.ink } },
      tooltip: tooltip(colors, { trigger: 'axis', formatter: (items) => [`${items[0].axisValue} segments`, ...items.map(({ seriesName, value }) => `${seriesName}: ${value === null ? '–' : Number(value.toPrecision(4)).toLocaleString('en')}`)].join('\n') }),
      xAxis: axis(colors, { type: 'category', name: 'Number of segments', data: candidates.map(({ k }) => k) }),
      yAxis: [
        axis(colors, { type: 'value', name: 'Inertia', nameGap: 46, min: 0, axisLabel: { color: colors.soft, formatter: (value) => short.format(value) } }),
        axis(colors, { type: 'value', name: 'Silhouette', nameGap: 44, scale: true, splitLine: { show: false } }),
      ],
      series: [
        { name: 'Inertia', type: 'line', symbol: 'rect', symbolSize: 8, itemStyle: { color: '#e69f00' }, lineStyle: { type: 'dashed' }, data: candidates.map(({ inertia }) => inertia) },
        { name: 'Silhouette', type: 'line', yAxisIndex: 1, symbol: 'circle', symbolSize: 8, itemStyle: { color: colors.accent }, data: candidates.map(({ silhouette }) => silhouette), markPoint: chosen(training, colors) },
      ],
    }),
    table: {
      caption: 'Candidates',
      columns: [
        { key: 'k', label: 'Segments', value: ({ k }) => k, number: true },
        { key: 'inertia', label: 'Inertia', value: ({ inertia }) => inertia, text: decimal, number: true },
        { key: 'silhouette', label: 'Silhouette', value: ({ silhouette }) => silhouette, text: (value) => (value === null ? '–' : value.toFixed(4)), number: true },
      ],
      rows: candidates,
      csv: 'candidates.csv',
    },
  });
}

function chosen(training, { ink }) {
  const candidate = training?.candidates.find(({ k, silhouette }) => k === training.k && silhouette !== null);
  return candidate
    ? { symbol: 'circle', symbolSize: 18, itemStyle: { color: 'transparent', borderColor: ink, borderWidth: 2 }, label: { show: true, formatter: 'chosen', position: 'top', color: ink }, data: [{ coord: [String(candidate.k), candidate.silhouette] }] }
    : undefined;
}

/** How many customers and how much revenue each segment had in training. */
export function sizes({ segments, training }) {
  const total = training?.customers ?? segments.reduce((sum, { customers }) => sum + customers, 0);
  return chartPanel({
    title: 'Customers and revenue by segment',
    text: 'A segment whose revenue bar is longer than its customer bar spends more than its share.',
    option: (colors) => ({
      grid: { left: 20, right: 40, top: 40, bottom: 8, containLabel: true },
      legend: { top: 4, textStyle: { color: colors.ink } },
      tooltip: tooltip(colors, { trigger: 'axis', axisPointer: { type: 'shadow' }, formatter: (items) => [items[0].name, ...items.map(({ seriesName, value }) => `${seriesName}: ${percent(value)}`)].join('\n') }),
      xAxis: axis(colors, { type: 'value', axisLabel: { color: colors.soft, formatter: percent } }),
      yAxis: axis(colors, { type: 'category', inverse: true, data: segments.map(({ name }) => name), axisLabel: { color: colors.ink } }),
      series: [
        { name: 'Share of customers', type: 'bar', itemStyle: { color: '#56b4e9' }, data: segments.map(({ customers }) => customers / total) },
        { name: 'Share of revenue', type: 'bar', itemStyle: { color: '#d55e00' }, data: segments.map(({ revenueShare }) => revenueShare) },
      ],
    }),
    table: {
      caption: 'Segments at training',
      columns: [
        { key: 'name', label: 'Segment', value: ({ name }) => name },
        { key: 'customers', label: 'Customers', value: ({ customers }) => customers, text: whole, number: true },
        { key: 'share', label: 'Share of revenue', value: ({ revenueShare }) => revenueShare, text: percent, number: true },
      ],
      rows: segments,
      csv: 'segments.csv',
    },
  });
}

const PROFILE = [
  { key: 'recencyDays', title: 'Days since the last order', format: (value) => days(Math.round(value)) },
  { key: 'frequency', title: 'Orders', format: decimal },
  { key: 'monetary', title: 'Spend', format: money },
  { key: 'averageOrderValue', title: 'Average order', format: money },
];

/** What the segments are like: one small chart a number, all with the same order of segments. */
export function profiles({ segments }) {
  const known = segments.filter(({ profile }) => profile);
  return h('section', { 'aria-label': 'Profiles' }, h('h2', {}, 'What the segments are like'),
    h('div.multiples', {}, ...PROFILE.map(({ key, title, format }) => chartPanel({
      title,
      level: 3,
      size: 'small',
      option: (colors) => ({
        grid: { left: 16, right: 72, top: 8, bottom: 4, containLabel: true },
        tooltip: tooltip(colors, { formatter: ({ name, value }) => `${name}: ${format(value)}` }),
        xAxis: { type: 'value', show: false },
        yAxis: axis(colors, { type: 'category', inverse: true, data: known.map(({ name }) => name), axisLabel: { color: colors.ink }, axisTick: { show: false } }),
        series: [{ type: 'bar', label: { show: true, position: 'right', color: colors.ink, formatter: ({ value }) => format(value) }, data: known.map(({ id, profile }) => ({ value: profile[key], itemStyle: { color: segmentColor(id) } })) }],
      }),
      table: {
        caption: `${title}: averages by segment`,
        columns: [
          { key: 'name', label: 'Segment', value: ({ name }) => name },
          { key, label: title, value: ({ profile }) => profile[key], text: format, number: true },
        ],
        rows: known,
      },
    }))));
}

/** Whether predicted returns came true: on the diagonal they did, exactly. */
export function calibration(model) {
  const { validation, horizon } = model.return;
  const own = validation.model === 'recency' ? validation.recencyOnlyCalibration ?? validation.calibration : validation.calibration;
  const quality = validation.model === 'recency' ? validation.recencyOnly : validation.logistic;
  const period = `${horizon.match(/\d+/)?.[0]} days`;
  return chartPanel({
    title: 'Return probability: predicted and observed',
    text: `Chance of an order within ${period}, tested on customers of a later time than those it was fitted to. On the dashed line, predictions are exact.${validation.model === 'recency' ? ' Recency alone predicted best.' : ''}`,
    after: facts([
      ['AUC (1 is perfect, 0.5 is chance)', quality.auc.toFixed(3)],
      ['Log loss (lower is better)', quality.logLoss.toFixed(3)],
      ['Returned in the test', percent(validation.test.baseRate)],
    ]),
    option: (colors) => ({
      grid: { left: 36, right: 24, top: 16, bottom: 36, containLabel: true },
      tooltip: tooltip(colors, { formatter: ({ data }) => (data.row ? `Predicted ${percent(data.row.predicted)}\nObserved ${percent(data.row.observed)}\n${whole(data.row.customers)} customers` : '') }),
      xAxis: axis(colors, { type: 'value', min: 0, max: 1, name: 'Predicted', axisLabel: { color: colors.soft, formatter: percent } }),
      yAxis: axis(colors, { type: 'value', min: 0, max: 1, name: 'Observed', nameGap: 44, axisLabel: { color: colors.soft, formatter: percent } }),
      series: [
        { type: 'line', symbol: 'none', silent: true, lineStyle: { type: 'dashed', color: colors.soft }, data: [[0, 0], [1, 1]] },
        { type: 'line', symbol: 'circle', symbolSize: 9, itemStyle: { color: colors.accent }, data: own.map((row) => ({ value: [row.predicted, row.observed], row })) },
      ],
    }),
    table: {
      caption: 'Groups of customers by predicted probability',
      columns: [
        { key: 'predicted', label: 'Predicted', value: ({ predicted }) => predicted, text: percent, number: true },
        { key: 'observed', label: 'Observed', value: ({ observed }) => observed, text: percent, number: true },
        { key: 'customers', label: 'Customers', value: ({ customers }) => customers, text: whole, number: true },
      ],
      rows: own,
      csv: 'calibration.csv',
    },
  });
}
