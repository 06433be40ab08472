import { fill, h } from '../dom.js';
import { saveFile } from '../api.js';
import { NONE, whole } from '../format.js';
import { failed } from '../states.js';

const PAGE_SIZE = 25;

/**
 * A table with sorting, paging and CSV.
 *
 * Columns: {key, label, value(row), text(value, row)?, cell(row)?, number?, sort?}. Where rows come page by page from the
 * server, `sort` is the name by which the server sorts; otherwise every column with a value can be sorted here.
 */
class DataTable extends HTMLElement {
  #options;
  #sort = null;
  #descending = false;
  #offset = 0;
  #turn = 0;

  /**
   * Sets what the table shows.
   *
   * @param {object} options caption, columns, and either rows or load({sort, descending, offset, limit}) → {rows, total};
   *     csv: file name, or function that saves a file; empty: text for no rows
   */
  show(options) {
    this.#options = options;
    this.#sort = options.sort ?? null;
    this.#descending = options.descending ?? false;
    this.#offset = 0;
    return this.#refresh();
  }

  async #refresh() {
    this.#turn += 1;
    const turn = this.#turn;
    try {
      const page = await this.#page();
      if (turn === this.#turn) {
        this.#draw(page);
      }
    } catch (failure) {
      if (failure.name !== 'AbortError' && turn === this.#turn) {
        fill(this, failed(failure, () => this.#refresh()));
      }
    }
  }

  #page() {
    const { load } = this.#options;
    const request = { sort: this.#sort, descending: this.#descending, offset: this.#offset, limit: this.#size() };
    if (load) {
      return load(request);
    }
    const rows = this.#sorted();
    return { rows: rows.slice(request.offset, request.offset + request.limit), total: rows.length };
  }

  #size() {
    return this.#options.size ?? PAGE_SIZE;
  }

  #sorted() {
    const { rows, columns } = this.#options;
    const column = columns.find(({ key }) => key === this.#sort);
    if (!column) {
      return rows;
    }
    const sign = this.#descending ? -1 : 1;
    return [...rows].sort((one, other) => {
      const [a, b] = [column.value(one), column.value(other)];
      if (a === null || a === undefined || b === null || b === undefined) {
        return (a === null || a === undefined ? 1 : 0) - (b === null || b === undefined ? 1 : 0);
      }
      return sign * (typeof a === 'string' ? a.localeCompare(b, 'en', { numeric: true }) : a - b);
    });
  }

  #draw({ rows, total }) {
    const { caption, columns, empty = 'Nothing to show.' } = this.#options;
    if (rows.length === 0 && this.#offset === 0) {
      fill(this, h('p.notice', { role: 'status' }, empty));
      return;
    }
    const focused = this.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    fill(this,
      h('div.table-scroll', { tabIndex: 0, role: 'region', 'aria-label': caption },
        h('table', {},
          h('caption', {}, caption),
          h('thead', {}, h('tr', {}, ...columns.map((column) => this.#header(column)))),
          h('tbody', {}, ...rows.map((row) => h('tr', {}, ...columns.map((column) => cell(column, row))))))),
      this.#foot(rows.length, total));
    if (focused) {
      this.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  #header(column) {
    const isSortable = this.#options.load ? column.sort : column.value;
    const direction = this.#descending ? 'descending' : 'ascending';
    const isSorted = isSortable && this.#sort === this.#sortKey(column);
    return h(column.number ? 'th.number' : 'th', { scope: 'col', 'aria-sort': isSorted ? direction : null },
      isSortable
        ? h('button', { type: 'button', dataset: { key: `sort ${column.key}` }, onclick: () => this.#sortBy(column) }, column.label)
        : column.label);
  }

  #sortKey(column) {
    return this.#options.load ? column.sort : column.key;
  }

  #sortBy(column) {
    const key = this.#sortKey(column);
    this.#descending = this.#sort === key ? !this.#descending : Boolean(column.number);
    this.#sort = key;
    this.#offset = 0;
    this.#refresh();
  }

  #foot(shown, total) {
    const last = this.#offset + shown;
    const hasMore = total === null || total === undefined ? shown === this.#size() : last < total;
    const paged = this.#offset > 0 || hasMore;
    const step = (label, by, enabled) => h('button', {
      type: 'button', dataset: { key: label }, disabled: !enabled, onclick: () => { this.#offset += by; this.#refresh(); },
    }, label);
    if (!paged && !this.#options.csv) {
      return null;
    }
    const range = `${whole(this.#offset + 1)} to ${whole(last)}${total === null || total === undefined ? '' : ` of ${whole(total)}`}`;
    return h('div.table-foot', {},
      h('span', { role: 'status' }, paged ? range : `${whole(shown)} ${shown === 1 ? 'row' : 'rows'}`),
      paged ? step('Previous', -this.#size(), this.#offset > 0) : null,
      paged ? step('Next', this.#size(), hasMore) : null,
      this.#options.csv ? h('button.spring', { type: 'button', onclick: () => this.#save() }, 'Save as CSV') : null);
  }

  #save() {
    const { csv, columns } = this.#options;
    if (typeof csv === 'function') {
      Promise.resolve(csv()).catch((failure) => this.append(failed(failure)));
      return;
    }
    const lines = [columns.map(({ label }) => label), ...this.#sorted().map((row) => columns.map(({ value }) => value?.(row)))];
    const text = lines.map((line) => line.map(quoted).join(',')).join('\r\n');
    saveFile(new Blob([`${text}\r\n`], { type: 'text/csv' }), csv);
  }
}

function cell(column, row) {
  const value = column.value?.(row);
  const content = column.cell ? column.cell(row) : (column.text?.(value, row) ?? value ?? NONE);
  return h(column.number ? 'td.number' : 'td', {}, content);
}

/** A field of a CSV file. A text that a spreadsheet would take for a formula gets an apostrophe. */
function quoted(value) {
  if (value === null || value === undefined) {
    return '';
  }
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

customElements.define('data-table', DataTable);

/** Creates a table; see DataTable.show. */
export function dataTable(options) {
  const table = document.createElement('data-table');
  table.show(options);
  return table;
}
