// Explanations in plain words.

import { ApiError, segmentPath } from './api.js';
import { h } from './dom.js';
import { days, decimal, money } from './format.js';
import { segmentName } from './segments.js';

const RESERVED = {
  new: 'This customer has ordered too recently and too rarely to be compared with others.',
  inactive: 'No order of this customer counts any more: all are older than the window, or were given back.',
  unassigned: 'There is no model yet. Customers get a segment as soon as the first one is trained.',
};

const FEATURES = {
  recencyDays: { name: 'Last order', value: ({ rfm }) => rfm.recencyDays, text: (value) => `${days(Math.round(value))} ago`, words: ['longer ago', 'more recent'] },
  frequency: { name: 'Orders', value: ({ rfm }) => rfm.frequency, text: decimal, words: ['more', 'fewer'] },
  monetary: { name: 'Spend', value: ({ rfm }) => rfm.monetary, text: money, words: ['more', 'less'] },
};

/** A difference below this share is called about the same. */
const ABOUT = 0.15;

/** Says why a customer is in the segment: the own numbers beside the averages of the segment, and the nearest other one. */
export async function comparison(standing, get) {
  if (RESERVED[standing.segment]) {
    return h('p', {}, RESERVED[standing.segment]);
  }
  const profile = await get(segmentPath(standing.segment)).catch((failure) => {
    if (failure instanceof ApiError) {
      return { rows: [] };
    }
    throw failure;
  });
  const lines = profile.rows.filter(({ feature, segmentMean }) => FEATURES[feature] && segmentMean !== null)
    .map((row) => line(standing, row));
  return [
    h('p', {}, `These numbers are nearest to the centre of ${standing.segmentName}${neighbour(standing)}.`),
    lines.length ? h('ul', {}, ...lines) : null,
  ];
}

function line(standing, { feature, segmentMean }) {
  const { name, value, text, words } = FEATURES[feature];
  const own = value(standing);
  const about = Math.abs(own - segmentMean) <= ABOUT * Math.max(Math.abs(segmentMean), 1);
  const relation = about ? 'about the average of the segment' : `${words[own > segmentMean ? 0 : 1]} than the average of the segment`;
  return h('li', {}, `${name}: ${feature === 'frequency' ? own : text(own)}, ${relation} (${text(segmentMean)})`);
}

function neighbour({ distances, segment }) {
  const other = distances.filter(({ segment: id }) => id !== segment).sort((one, another) => one.distance - another.distance)[0];
  return other ? `; the next nearest is ${segmentName(other.segment)}` : '';
}

const CAUSES = {
  recency: (moreIsLater) => (moreIsLater ? 'the last order is longer ago' : 'the last order is more recent'),
  frequency: (more) => (more ? 'there are fewer orders' : 'there are more orders'),
  monetary: (more) => (more ? 'the spend is lower' : 'the spend is higher'),
};

/** Says what weighs most in a move: the features with a positive contribution, the largest first. */
export function cause(explanation, { before, after }) {
  const worse = {
    recency: after.rfm.recencyDays > before.rfm.recencyDays,
    frequency: after.rfm.frequency < before.rfm.frequency,
    monetary: after.rfm.monetary < before.rfm.monetary,
  };
  const reasons = explanation.filter(({ contribution }) => contribution > 0)
    .sort((one, other) => other.contribution - one.contribution)
    .filter(({ feature }) => changed(feature, before, after))
    .map(({ feature }) => CAUSES[feature](worse[feature]));
  return reasons.length ? `because ${reasons.join(' and ')}` : '';
}

function changed(feature, before, after) {
  const key = feature === 'recency' ? 'recencyDays' : feature;
  return before.rfm[key] !== after.rfm[key];
}
