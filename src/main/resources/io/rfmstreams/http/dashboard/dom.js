// Builds elements. Text is always set as text, never parsed as HTML, so that no customer id or segment name can become markup.

/**
 * Creates an element.
 *
 * @param {string} tag name of the element, with classes after dots: 'p.note'
 * @param {object} [properties] attributes; functions are event listeners ('onclick'); null and false are left out
 * @param {...(Node|string|number|null)} children
 */
export function h(tag, properties = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const element = document.createElement(name);
  if (classes.length) {
    element.className = classes.join(' ');
  }
  for (const [key, value] of Object.entries(properties)) {
    if (value === null || value === undefined || value === false) {
      continue;
    }
    if (typeof value === 'function') {
      element.addEventListener(key.slice(2), value);
    } else if (key === 'dataset') {
      Object.assign(element.dataset, value);
    } else if (key in element && typeof value !== 'string') {
      element[key] = value;
    } else {
      element.setAttribute(key, value === true ? '' : value);
    }
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** Sets the text of an element, only if it has changed: unchanged text is not painted, selected or announced anew. */
export function setText(element, text) {
  if (element.textContent !== text) {
    element.textContent = text;
  }
}

/** Replaces the children of an element. */
export function fill(element, ...children) {
  element.replaceChildren(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

let lastId = 0;

/** Returns an id for an element that another one refers to. */
export function newId(prefix) {
  lastId += 1;
  return `${prefix}-${lastId}`;
}
