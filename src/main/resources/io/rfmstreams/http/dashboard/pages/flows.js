// Who moved from where to where in a period, and why.

import { get, query } from '../api.js';
import { fill, h } from '../dom.js';
import { chartPanel, tooltip } from '../elements/chart-panel.js';
import { dataTable } from '../elements/data-table.js';
import { facts, select } from '../elements/fields.js';
import { moneyColumn, segment, wholeColumn } from '../columns.js';
import { count, date, money, reason, whole } from '../format.js';
import { ensureSegments, segmentColor } from '../segments.js';
import { block, empty, loading } from '../states.js';

const PERIODS = [[7, '7 days'], [30, '30 days'], [90, '90 days'], [365, 'a year']];
const REASONS = [['', 'All reasons'], ['FIRST_PURCHASE', 'First order'], ['PURCHASE', 'Purchase'], ['TIME', 'No order came'], ['REFUND', 'Refund'], ['MODEL', 'New model']];
const HOUR_MILLIS = 3_600_000;
const DAY_MILLIS = 24 * HOUR_MILLIS;

export async function render(body, { signal }) {
  await ensureSegments(signal);
  const state = { days: 30, reason: '' };
  const content = h('div', {}, loading());
  const { asOf } = await get('v1/segments', signal);
  const ask = async () => {
    // From a full hour on, so that the server can give the same answer to the next who asks.
    const hour = Math.floor(new Date(asOf) / HOUR_MILLIS) * HOUR_MILLIS;
    const from = new Date(hour - state.days * DAY_MILLIS).toISOString();
    const answer = await get(query('v1/flows', { from, reason: state.reason, limit: 1000 }), signal);
    return answer.rows.length === 0 ? empty('Nobody moved in this period for this reason.') : panels(answer);
  };
  const reload = () => block(content, signal, ask);
  fill(content, await ask());
  fill(body,
    h('p.lead', {}, 'Customers move when they buy, when they do not, and when a new model draws the borders anew.'),
    h('div.controls', {},
      select('Period', PERIODS, state.days, (value) => { state.days = Number(value); reload(); }),
      select('Reason', REASONS, state.reason, (value) => { state.reason = value; reload(); })),
    content);
}

function panels({ rows, summary }) {
  return [
    h('section.panel', {}, facts([
      ['Period', `${date(summary.from)} to ${date(summary.to)}`],
      ['Moves', whole(summary.moves)],
      ['Customers', whole(summary.customers)],
      ['Up', whole(summary.up)],
      ['Down', whole(summary.down)],
    ])),
    chartPanel({
      title: 'Moves between segments',
      text: 'Left: the segment before the move. Right: the segment after it. The wider the band, the more moves.',
      size: 'tall',
      option: (colors) => ({ tooltip: tooltip(colors), series: [sankey(rows, colors)] }),
    }),
    h('section.panel', {}, h('h2', {}, 'All flows'), dataTable({
      caption: 'Moves by segment and reason',
      columns: [
        { ...segment('From', 'from'), cell: (row) => (row.from ? segment('', 'from').cell(row) : 'first order') },
        segment('To', 'to'),
        { key: 'reason', label: 'Reason', value: (row) => reason(row.reason) },
        wholeColumn('moves', 'Moves'),
        wholeColumn('customers', 'Customers'),
        moneyColumn('monetary', 'Their spend'),
        { key: 'action', label: 'What to do', value: (row) => row.action },
      ],
      rows,
      sort: 'moves',
      descending: true,
      csv: 'flows.csv',
    })),
  ];
}

const before = (row) => `before ${row.from ?? 'first order'}`;
const after = (row) => `after ${row.to}`;

function sankey(rows, { ink, line }) {
  const nodes = new Map();
  const links = new Map();
  for (const row of rows) {
    nodes.set(before(row), { name: before(row), label: row.fromName ?? 'First order', rank: row.fromRank, color: segmentColor(row.from), depth: 0 });
    nodes.set(after(row), { name: after(row), label: row.toName, rank: row.toRank, color: segmentColor(row.to), depth: 1 });
    const key = `${before(row)} ${after(row)}`;
    links.set(key, { source: before(row), target: after(row), value: (links.get(key)?.value ?? 0) + row.moves, text: `${row.fromName ?? 'First order'} to ${row.toName}`, monetary: (links.get(key)?.monetary ?? 0) + row.monetary });
  }
  return {
    type: 'sankey',
    left: 8,
    right: 130,
    top: 16,
    bottom: 16,
    draggable: false,
    nodeGap: 14,
    layoutIterations: 0,
    emphasis: { focus: 'adjacency' },
    label: { color: ink, formatter: ({ data }) => data.text, overflow: 'truncate', width: 120 },
    lineStyle: { color: 'source', opacity: 0.35, curveness: 0.5 },
    data: [...nodes.values()].sort((one, other) => one.depth - other.depth || (one.rank ?? 99) - (other.rank ?? 99))
      .map(({ name, label, color, depth }) => ({ name, text: label, depth, itemStyle: { color, borderColor: line } })),
    links: [...links.values()],
    tooltip: { formatter: ({ dataType, data, value }) => (dataType === 'edge' ? `${data.text}\n${count(data.value, 'move')}, ${money(data.monetary)} spent` : `${data.text}\n${count(value, 'move')}`) },
  };
}
