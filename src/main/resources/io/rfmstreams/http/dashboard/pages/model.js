// The model: how the number of segments was chosen, what they are like, how good the predictions are, and its history.

import { ApiError, get, post } from '../api.js';
import { fill, h } from '../dom.js';
import { dataTable } from '../elements/data-table.js';
import { facts, select } from '../elements/fields.js';
import { calibration, clusterChoice, profiles, sizes } from '../elements/model-charts.js';
import { date, dateTime, decimal, money, percent, whole } from '../format.js';
import { ensureSegments } from '../segments.js';
import { empty, failed } from '../states.js';

export async function render(body, { parameters, signal }) {
  await ensureSegments(signal);
  const { active, models } = await get('v1/models', signal);
  if (models.length === 0) {
    fill(body, empty('No model has been trained yet. Until then all customers are unassigned.'));
    return;
  }
  const chosen = Number(parameters.get('version')) || active || models.at(-1).version;
  const model = await get(`v1/models/${chosen}`, signal);
  const versions = models.map(({ version }) => [version, `Model ${version}${version === active ? ', active' : ''}`]).reverse();
  fill(body,
    h('p.lead', {}, 'A model puts customers into groups that are alike, and names the groups by what they are like.'),
    h('div.controls', {}, select('Model', versions, chosen, (version) => { location.hash = `#/model?version=${version}`; })),
    h('section.panel', {}, facts(about(model, active))),
    h('div.columns', {}, clusterChoice(model), sizes(model)),
    profiles(model),
    h('div.columns', {}, returns(model), checks(model)),
    h('div.columns', {}, differences(model, models, signal), history(models, active)));
}

function about({ version, trainedAsOf, createdAt, window, training, parent }, active) {
  return [
    ['Version', `${version}${version === active ? ', active' : ''}`],
    ['Trained as of', date(trainedAsOf)],
    ['Created', dateTime(createdAt)],
    ['Continues', parent === null ? 'none' : `model ${parent}`],
    ['Window', window === 'lifetime' ? 'lifetime' : `${window.match(/\d+/)?.[0]} days`],
    ['Active customers', whole(training?.customers)],
    ['Silhouette', training?.silhouette === null || training?.silhouette === undefined ? '–' : training.silhouette.toFixed(3)],
  ];
}

function returns(model) {
  const validation = model.return?.validation;
  if (!model.return) {
    return h('section.panel', {}, h('h2', {}, 'Return probability'), empty('This model does not predict returns: the history was too short when it was trained.'));
  }
  if (!validation) {
    return h('section.panel', {}, h('h2', {}, 'Return probability'), empty('The prediction of returns could not be tested yet: the history was too short.'));
  }
  return calibration(model);
}

const CHECKS = {
  customers: 'Customers it was fitted to',
  'smallest-segment-customers': 'Customers of the smallest segment',
  'smallest-segment-share': 'Share of the smallest segment',
  'return-auc': 'Tells returns better than chance (AUC)',
  silhouette: 'Segments are apart from each other (silhouette)',
  'moved-share': 'Customers who would move, as a share',
  'drift-recency': 'Change of recency since the last model',
  'drift-frequency': 'Change of frequency since the last model',
  'drift-monetary': 'Change of spend since the last model',
};

function checks({ checks: list }) {
  return h('section.panel', {}, h('h2', {}, 'Checks'), dataTable({
    caption: 'A model that fails a check is not activated by itself',
    columns: [
      { key: 'name', label: 'Check', value: ({ name }) => CHECKS[name] ?? sentence(name) },
      { key: 'value', label: 'Value', value: ({ value }) => value, text: (value) => number(value), number: true },
      { key: 'limit', label: 'Limit', value: ({ limit }) => limit, text: (value) => number(value), number: true },
      { key: 'passed', label: 'Result', value: ({ passed }) => (passed ? 'passed' : 'failed'), cell: ({ passed }) => h(passed ? 'span.up' : 'span.down', {}, passed ? '✓ passed' : '✗ failed') },
    ],
    rows: list,
    size: 20,
    empty: 'This model has no checks.',
  }));
}

const sentence = (name) => name[0].toUpperCase() + name.slice(1).replaceAll(/[-_]/g, ' ');
const number = (value) => (value === null || value === undefined ? '–' : Number(value.toFixed(3)).toLocaleString('en'));

/** The segments of two models side by side. */
function differences(model, models, signal) {
  const others = models.filter(({ version }) => version !== model.version);
  const content = h('div', {});
  if (others.length === 0) {
    return h('section.panel', {}, h('h2', {}, 'Differences'), empty('There is only one model.'));
  }
  const show = async (version) => {
    try {
      fill(content, table(model, await get(`v1/models/${version}`, signal)));
    } catch (failure) {
      if (!signal.aborted) {
        fill(content, failed(failure));
      }
    }
  };
  const first = others.find(({ version }) => version === model.parent)?.version ?? others.at(-1).version;
  show(first);
  return h('section.panel', {}, h('h2', {}, 'Differences'),
    h('div.controls', {}, select('Compare with', others.map(({ version }) => [version, `Model ${version}`]).reverse(), first, show)),
    content);
}

function table(model, other) {
  const rows = new Map();
  const row = (segment) => {
    rows.set(segment.id, rows.get(segment.id) ?? { name: segment.name });
    return rows.get(segment.id);
  };
  model.segments.forEach((segment) => { row(segment).own = segment; });
  other.segments.forEach((segment) => { row(segment).other = segment; });
  const pair = (key, label, value, format) => ({
    key, label, value: (entry) => value(entry.own), cell: (entry) => `${format(value(entry.other))} → ${format(value(entry.own))}`, number: true,
  });
  return dataTable({
    caption: `Segments of model ${other.version} → model ${model.version}`,
    columns: [
      { key: 'name', label: 'Segment', value: ({ name }) => name },
      pair('customers', 'Customers', (segment) => segment?.customers, whole),
      pair('share', 'Revenue share', (segment) => segment?.revenueShare, percent),
      pair('recency', 'Last order, days ago', (segment) => segment?.profile?.recencyDays, decimal),
      pair('frequency', 'Orders', (segment) => segment?.profile?.frequency, decimal),
      pair('monetary', 'Spend', (segment) => segment?.profile?.monetary, money),
    ],
    rows: [...rows.values()],
    size: 20,
  });
}

function history(models, active) {
  const message = h('div', { role: 'status' });
  const table = h('div', {});
  const draw = (current) => fill(table, dataTable({
    caption: 'All models, the newest first',
    columns: [
      { key: 'version', label: 'Version', value: ({ version }) => version, cell: ({ version }) => h('a', { href: `#/model?version=${version}` }, `${version}`), number: true },
      { key: 'trained', label: 'Trained as of', value: ({ trainedAsOf }) => trainedAsOf, text: date },
      { key: 'segments', label: 'Segments', value: ({ segments }) => segments.map(({ name }) => name).join(', ') },
      { key: 'action', label: 'State', cell: ({ version }) => (version === current ? 'active' : h('button', { type: 'button', onclick: () => confirmActivation(version, message, draw) }, `Activate ${version}`)) },
    ],
    rows: models,
    sort: 'version',
    descending: true,
    size: 10,
  }));
  draw(active);
  return h('section.panel', {}, h('h2', {}, 'History'), h('p.note', {}, 'Another model can be put in force, for example an earlier one. All customers are then assigned anew. This needs the admin token where tokens are set.'), message, table);
}

function confirmActivation(version, message, draw) {
  const dialog = h('dialog', { 'aria-labelledby': 'activate-title', onclose: () => dialog.remove() },
    h('form', {
      method: 'dialog',
      onsubmit: async () => {
        try {
          await post(`v1/models/${version}/activate`);
          fill(message, h('p.notice', {}, `Model ${version} is being put in force.`));
          draw(version);
        } catch (failure) {
          fill(message, failure instanceof ApiError ? failed(failure) : failed(new Error(String(failure))));
        }
      },
    },
    h('h2', { id: 'activate-title' }, `Activate model ${version}?`),
    h('p', {}, 'All customers are assigned to its segments. You can go back in the same way.'),
    h('div.choices', {}, h('button.primary', { type: 'submit' }, 'Activate'), h('button', { type: 'button', onclick: () => dialog.close() }, 'Cancel'))));
  document.body.append(dialog);
  dialog.showModal();
}
