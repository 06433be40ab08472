// The segments of the model in force: names, order and colours, the same on all pages.

import { h } from './dom.js';
import { get } from './api.js';

/** The palette of Okabe and Ito, which people with any kind of colour vision can tell apart, from the best rank down. */
const PALETTE = ['#0072b2', '#56b4e9', '#009e73', '#e69f00', '#d55e00', '#cc79a7', '#8c6bb1', '#a6761d', '#b8a700', '#5c4a3d'];

/** Shapes for charts, so that segments differ by more than colour. */
const SYMBOLS = ['circle', 'rect', 'triangle', 'diamond', 'pin', 'roundRect', 'arrow'];

const RESERVED = { new: '#b9c6d2', inactive: '#8795a1', unassigned: '#aab2b9' };
const RESERVED_NAMES = { new: 'New', inactive: 'Inactive', unassigned: 'Unassigned' };
const UNKNOWN = '#8795a1';

const known = new Map();

/** Loads all segments, former ones too, and remembers their names, ranks and colours. Returns the answer of the API. */
export async function loadSegments(signal) {
  const answer = await get('v1/segments', signal);
  known.clear();
  const ranked = answer.rows.filter(({ rank }) => rank !== null).sort((one, other) => one.rank - other.rank);
  const former = answer.rows.filter(({ rank, segment }) => rank === null && !RESERVED[segment]);
  [...ranked, ...former].forEach((row, place) => remember(row, PALETTE[place % PALETTE.length], SYMBOLS[place % SYMBOLS.length]));
  answer.rows.filter(({ segment }) => RESERVED[segment])
    .forEach((row) => remember(row, RESERVED[row.segment], 'emptyCircle'));
  return answer;
}

function remember({ segment, segmentName: name, rank, action }, color, symbol) {
  known.set(segment, { id: segment, name, rank, action, color, symbol });
}

/** Loads the segments unless they are known. */
export async function ensureSegments(signal) {
  if (known.size === 0) {
    await loadSegments(signal);
  }
}

/** Returns the segments, best first, then those without a rank. */
export function segments() {
  return [...known.values()];
}

/** Returns the segments with a rank: those with a centroid. */
export function rankedSegments() {
  return segments().filter(({ rank }) => rank !== null);
}

export function segmentName(id) {
  return known.get(id)?.name ?? RESERVED_NAMES[id] ?? id ?? '–';
}

export function segmentColor(id) {
  return known.get(id)?.color ?? RESERVED[id] ?? UNKNOWN;
}

export function segmentSymbol(id) {
  return known.get(id)?.symbol ?? 'circle';
}

/** The name of a segment with its colour beside it. */
export function badge(id, name = segmentName(id)) {
  return colored(h('span.badge', {}, name), id);
}

/** Gives an element the colour of a segment. */
export function colored(element, id) {
  element.style.setProperty('--segment', segmentColor(id));
  return element;
}
