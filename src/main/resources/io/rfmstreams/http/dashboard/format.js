// Numbers, dates and names as people read them. All times are shown in UTC, like everywhere else in the program.

const WHOLE = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const ONE = new Intl.NumberFormat('en', { minimumFractionDigits: 1, maximumFractionDigits: 1 });
const TWO = new Intl.NumberFormat('en', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const SHORT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const PERCENT = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 });
const PERCENT_ONE = new Intl.NumberFormat('en', { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 });
const DATE = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', day: 'numeric', month: 'short', year: 'numeric' });
const TIME = new Intl.DateTimeFormat('en-GB', { timeZone: 'UTC', hour: '2-digit', minute: '2-digit', second: '2-digit' });

export const NONE = '–';

const missing = (value) => value === null || value === undefined || Number.isNaN(value);

function with_(format) {
  return (value) => (missing(value) ? NONE : format.format(value));
}

export const whole = with_(WHOLE);
export const decimal = with_(ONE);
export const short = with_(SHORT);
export const percent = with_(PERCENT);

/** A percentage in a column: always with one decimal, so that the digits are below each other. */
export const percentOne = with_(PERCENT_ONE);

/** Money: with cents below 10,000, without them above. The data has one currency, whose name it does not tell. */
export function money(value) {
  if (missing(value)) {
    return NONE;
  }
  return (Math.abs(value) < 10_000 ? TWO : WHOLE).format(value).replace('-', '−');
}

/** A number with its noun: 1 customer, 2 customers. */
export function count(value, noun) {
  return missing(value) ? NONE : `${WHOLE.format(value)} ${noun}${value === 1 ? '' : 's'}`;
}

export function days(value) {
  return missing(value) ? NONE : `${Number.isInteger(value) ? WHOLE.format(value) : ONE.format(value)} ${value === 1 ? 'day' : 'days'}`;
}

export function date(time) {
  return missing(time) ? NONE : DATE.format(new Date(time));
}

export function dateTime(time) {
  return missing(time) ? NONE : `${DATE.format(new Date(time))}, ${TIME.format(new Date(time))} UTC`;
}

const DAY_MILLIS = 86_400_000;

/** The whole days from one time to another. */
export function daysBetween(from, to) {
  return Math.floor((new Date(to) - new Date(from)) / DAY_MILLIS);
}

/** A time seen from another one: today, in 3 days, 2 days ago. */
export function fromNow(time, now) {
  const distance = Math.round((new Date(time) - new Date(now)) / DAY_MILLIS);
  if (distance === 0) {
    return 'today';
  }
  return distance > 0 ? `in ${days(distance)}` : `${days(-distance)} ago`;
}

/** A change with its sign and an arrow. Whether it is good depends on the segment, so that it has no colour. */
export function change(value) {
  if (missing(value)) {
    return NONE;
  }
  return value === 0 ? '±0' : `${value > 0 ? '▲ +' : '▼ −'}${WHOLE.format(Math.abs(value))}`;
}

const REASONS = {
  FIRST_PURCHASE: 'with the first order',
  PURCHASE: 'after a purchase',
  TIME: 'because no order came',
  REFUND: 'after a refund',
  MODEL: 'because of a new model',
  ERASED: 'erased',
};

/** Why a customer moved. */
export function reason(code) {
  return REASONS[code] ?? code.toLowerCase();
}

const ALERTS = {
  SLIPPED: 'has slipped',
  SLIPPING: 'is about to slip',
  FADING: 'is fading: a return has become unlikely',
};

/** What an alert says. */
export function alertKind(code) {
  return ALERTS[code] ?? code.toLowerCase();
}
