// Columns that several tables have.

import { h } from './dom.js';
import { date, days, decimal, money, percentOne, whole } from './format.js';
import { badge } from './segments.js';

export function customerLink(id) {
  return h('a', { href: `#/customer/${encodeURIComponent(id)}` }, id);
}

export const customer = {
  key: 'customer', label: 'Customer', value: (row) => row.customerId, cell: (row) => customerLink(row.customerId), sort: 'customerId',
};

/** A column with a segment. */
export function segment(label, id = 'segment', name = `${id}Name`) {
  return { key: id, label, value: (row) => row[name] ?? row[id], cell: (row) => (row[id] ? badge(row[id], row[name]) : '–') };
}

function number(format) {
  return (key, label, sort = null) => ({ key, label, value: (row) => row[key], text: format, number: true, sort });
}

export const moneyColumn = number(money);
export const agoColumn = number((value) => (value === null ? '–' : `${days(value)} ago`));
export const daysColumn = number(days);
export const wholeColumn = number(whole);
export const decimalColumn = number(decimal);
export const percentColumn = number(percentOne);

export function dateColumn(key, label, sort = null) {
  return { key, label, value: (row) => row[key], cell: (row) => h('span.date', {}, date(row[key])), sort };
}

export const returnProbability = percentColumn('returnProbability', 'Likely to return', 'returnProbability');
export const valueAtRisk = moneyColumn('valueAtRisk', 'Money at risk', 'valueAtRisk');

/** Loads a table page by page from the API. */
export function pages(get, path) {
  return async ({ sort, descending, offset, limit }) => {
    const order = sort ? `${descending ? '-' : ''}${sort}` : null;
    return get(path({ sort: order, offset, limit }));
  };
}
