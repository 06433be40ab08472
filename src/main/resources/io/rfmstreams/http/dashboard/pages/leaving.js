// Who is leaving, what money is at stake, and how often such warnings came true.

import { downloadCsv, get, query } from '../api.js';
import { fill, h } from '../dom.js';
import { dataTable } from '../elements/data-table.js';
import { choices, facts, select } from '../elements/fields.js';
import { customer, dateColumn, daysColumn, moneyColumn, pages, percentColumn, returnProbability, segment, valueAtRisk, wholeColumn } from '../columns.js';
import { count, money, percent, whole } from '../format.js';
import { ensureSegments, segments } from '../segments.js';
import { block, loading } from '../states.js';

const VIEWS = [['slipping', 'Will slip'], ['SLIPPING', 'Warned'], ['SLIPPED', 'Slipped'], ['FADING', 'Fading']];
const TEXTS = {
  slipping: 'Customers who will move to a lower segment, or out of the window, on the date shown, unless they buy before.',
  SLIPPING: 'Alerts before a customer slips: the time to write to them.',
  SLIPPED: 'Alerts about customers who have moved to a lower segment because no order came.',
  FADING: 'Alerts about customers whose return has become unlikely, while their segment is still a good one.',
};
const OUTCOMES = { open: 'not known yet', returned: 'came back', lost: 'did not come back' };

export async function render(body, { signal }) {
  await ensureSegments(signal);
  const state = { view: 'slipping', days: 14, segment: '' };
  const text = h('p.note', {}, '');
  const totals = h('div', {});
  const table = h('div', {}, loading());
  const days = select('Within', [[7, '7 days'], [14, '14 days'], [30, '30 days'], [90, '90 days']], state.days, (value) => { state.days = Number(value); show(); });
  const show = () => {
    days.hidden = state.view !== 'slipping';
    fill(text, TEXTS[state.view]);
    fill(table, state.view === 'slipping' ? slipping(state, totals, signal) : alerts(state, totals, signal));
  };
  fill(body,
    h('p.lead', {}, 'Money at risk is the spend of a customer times the chance that no further order comes.'),
    h('div.controls', {},
      choices('Show', VIEWS, state.view, (view) => { state.view = view; show(); }),
      days,
      select('Segment', [['', 'All segments'], ...segments().filter(({ rank }) => rank !== null).map(({ id, name }) => [id, name])], '', (id) => { state.segment = id; show(); })),
    h('section.panel', {}, text, totals, table),
    precision(signal));
  show();
}

function loadWithTotals(path, totals, signal) {
  return pages(async (url) => {
    const answer = await get(url, signal);
    const { customers, monetaryAtStake, valueAtRisk: risk } = answer.summary;
    fill(totals, h('p', {}, h('strong', {}, count(customers, 'customer')), ` with ${money(monetaryAtStake)} of spend`, risk === null ? '' : `, ${money(risk)} of it at risk`, '.'));
    return answer;
  }, path);
}

function slipping({ days, segment: id }, totals, signal) {
  const path = (page) => query('v1/slipping', { days, segment: id, ...page });
  return dataTable({
    caption: `Customers who will slip within ${days} days`,
    columns: [
      customer,
      segment('Segment'),
      segment('Will be', 'nextSegment'),
      dateColumn('nextChangeAt', 'On', 'nextChangeAt'),
      daysColumn('daysLeft', 'Time left'),
      moneyColumn('monetaryAtStake', 'Spend', 'monetary'),
      returnProbability,
      valueAtRisk,
    ],
    load: loadWithTotals(path, totals, signal),
    sort: 'valueAtRisk',
    descending: true,
    csv: () => downloadCsv(path({ sort: '-valueAtRisk', limit: 10000 }), 'slipping.csv'),
    empty: 'Nobody will slip in this time.',
  });
}

function alerts({ view, segment: id }, totals, signal) {
  const path = (page) => query('v1/alerts', { kind: view, segment: id, ...page });
  return dataTable({
    caption: 'Alerts of the last 30 days',
    columns: [
      { ...customer, sort: null },
      dateColumn('raisedAt', 'Raised', 'raisedAt'),
      segment('From', 'from'),
      segment('To', 'to'),
      dateColumn('expectedAt', 'Expected', 'expectedAt'),
      moneyColumn('monetaryAtStake', 'Spend', 'monetaryAtStake'),
      returnProbability,
      valueAtRisk,
      { key: 'outcome', label: 'What became of it', value: (row) => OUTCOMES[row.outcome] },
    ],
    load: loadWithTotals(path, totals, signal),
    sort: 'valueAtRisk',
    descending: true,
    csv: () => downloadCsv(path({ sort: '-valueAtRisk', limit: 10000 }), `alerts-${view.toLowerCase()}.csv`),
    empty: 'No such alert in the last 30 days.',
  });
}

const KINDS = { SLIPPING: 'Warned', SLIPPED: 'Slipped', FADING: 'Fading' };

function precision(signal) {
  const content = h('div', {}, loading());
  block(content, signal, async () => {
    const { rows, summary } = await get(query('v1/alerts/precision', { limit: 100 }), signal);
    return [
      facts([
        ['Alerts old enough to check', whole(summary.alerts)],
        ['Came true', whole(summary.cameTrue)],
        ['Share that came true', percent(summary.precision)],
      ]),
      h('p.note', {}, `An alert has come true if no order came within ${whole(summary.horizonDays)} days after it.`),
      dataTable({
        caption: 'How often alerts came true, by kind and segment',
        columns: [
          { key: 'kind', label: 'Kind', value: (row) => KINDS[row.kind] },
          segment('Segment'),
          wholeColumn('alerts', 'Alerts'),
          wholeColumn('cameTrue', 'Came true'),
          percentColumn('precision', 'Share'),
          percentColumn('predicted', 'Predicted'),
          wholeColumn('open', 'Not known yet'),
        ],
        rows,
        csv: 'alert-precision.csv',
        empty: 'No alert is old enough to check.',
      }),
    ];
  });
  return h('section.panel', {}, h('h2', {}, 'How often such alerts came true'), content);
}
