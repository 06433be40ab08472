import { ApiError, customerPath, post } from '../api.js';
import { fill, h, newId, setText } from '../dom.js';
import { count, days, money, percent } from '../format.js';
import { badge } from '../segments.js';
import { cause } from '../words.js';

const MOST_DAYS = 365;
const PAUSE_MILLIS = 150;

/** Tries what a wait or a purchase would change. Nothing is written. */
export function whatIf(standing, signal) {
  const result = h('div', { role: 'status' }, h('p.note', {}, 'Move the slider or enter an amount.'));
  const ask = asker(standing.customerId, result, signal);
  return h('section.panel', { dataset: { part: 'what-if' } }, h('h2', {}, 'What if…'), waiting(ask), purchase(ask, standing), result);
}

function waiting(ask) {
  const id = newId('wait');
  const output = h('output', { for: id }, days(0));
  const slider = h('input', {
    id,
    type: 'range',
    min: '0',
    max: String(MOST_DAYS),
    value: '0',
    oninput: () => {
      const wait = Number(slider.value);
      setText(output, days(wait));
      slider.setAttribute('aria-valuetext', days(wait));
      ask({ waitDays: wait }, `After ${days(wait)} without an order`);
    },
  });
  return h('div.field', {}, h('label', { for: id }, 'no order comes for ', output), slider);
}

function purchase(ask, { rfm }) {
  const id = newId('amount');
  const usual = rfm.frequency > 0 && rfm.monetary > 0 ? (rfm.monetary / rfm.frequency).toFixed(2) : '50.00';
  const amount = h('input', { id, name: 'amount', type: 'number', min: '0', max: '1000000000', step: '0.01', value: usual, required: true });
  return h('form.controls', {
    onsubmit: (event) => {
      event.preventDefault();
      ask({ purchase: { amount: Number(amount.value) } }, `After an order of ${money(Number(amount.value))} today`);
    },
  },
  h('div.field', {}, h('label', { for: id }, 'an order of this amount comes today'), amount),
  h('button.primary', { type: 'submit' }, 'Try'));
}

/** Asks after a short pause, so that a slider in motion does not send a request at each step. The last question wins. */
function asker(customerId, result, signal) {
  let timer;
  let running = new AbortController();
  signal.addEventListener('abort', () => running.abort());
  return (question, words) => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      running.abort();
      running = new AbortController();
      const { signal: own } = running;
      try {
        const answer = await post(`${customerPath(customerId)}/what-if`, question, own);
        fill(result, ...describe(answer, words));
      } catch (failure) {
        if (!own.aborted) {
          fill(result, h('p.error', {}, failure instanceof ApiError ? failure.message : String(failure)));
        }
      }
    }, PAUSE_MILLIS);
  };
}

function describe(answer, words) {
  const { before, after, moves, explanation } = answer;
  const where = moves
    ? h('p', {}, `${words}: `, h('strong', {}, 'moves'), ' from ', badge(before.segment, before.segmentName), ' to ', badge(after.segment, after.segmentName), ` ${cause(explanation, answer)}.`)
    : h('p', {}, `${words}: stays in `, badge(after.segment, after.segmentName), '.');
  const chance = after.returnProbability === null || after.returnProbability === undefined ? '' : ` Likely to return: ${percent(after.returnProbability)}.`;
  return [where, h('p.note', {}, `Last order ${days(after.rfm.recencyDays)} ago, ${count(after.rfm.frequency, 'order')}, ${money(after.rfm.monetary)} spent.${chance}`)];
}
