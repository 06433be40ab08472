import { h, newId } from '../dom.js';

/** A labelled list of choices. Options: [value, text]. */
export function select(label, options, value, onchange) {
  const id = newId('field');
  const element = h('select', { id, onchange: () => onchange(element.value) },
    ...options.map(([key, text]) => h('option', { value: String(key), selected: String(key) === String(value) }, text)));
  return h('div.field', {}, h('label', { for: id }, label), element);
}

/** A labelled input. */
export function input(label, attributes, onchange) {
  const id = newId('field');
  const element = h('input', { id, ...attributes, onchange: () => onchange(element.value) });
  return h('div.field', {}, h('label', { for: id }, label), element);
}

/** Buttons of which one is pressed. Options: [value, text]. */
export function choices(label, options, value, onchange) {
  const id = newId('field');
  const buttons = options.map(([key, text]) => h('button', {
    type: 'button',
    'aria-pressed': String(key === value),
    onclick: (event) => {
      buttons.forEach((button) => button.setAttribute('aria-pressed', String(button === event.currentTarget)));
      onchange(key);
    },
  }, text));
  return h('div.field', {}, h('span', { id }, label), h('div.choices', { role: 'group', 'aria-labelledby': id }, ...buttons));
}

/** A number with its name and a line below. */
export function figure(label) {
  const value = h('dd.value', {}, '–');
  const detail = h('dd.detail', {}, '');
  return { element: h('div.figure', {}, h('dt', {}, label), value, detail), value, detail };
}

/** Names and values. */
export function facts(pairs) {
  return h('dl.facts', {}, ...pairs.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value))));
}
