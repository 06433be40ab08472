import { fill, h, newId } from '../dom.js';
import { dataTable } from './data-table.js';

let library = null;

/** Loads the chart library, at the first chart only: pages without charts do without its 320 KB. */
function charts() {
  library ??= import('../echarts.js');
  return library;
}

/** Colours of the page, as the theme sets them. */
function colors() {
  const style = getComputedStyle(document.documentElement);
  const color = (name) => style.getPropertyValue(name).trim();
  return { ink: color('--ink'), soft: color('--ink-soft'), line: color('--line'), surface: color('--surface'), sunken: color('--sunken'), accent: color('--accent') };
}

/**
 * A chart with a title, a sentence that says what it shows, and the same data as a table for those who cannot see it or
 * want the numbers. The chart is drawn anew when the theme changes.
 */
class ChartPanel extends HTMLElement {
  #chart = null;
  #options;
  #canvas;
  #resized = new ResizeObserver(() => this.#chart?.resize());
  #themed = () => this.#draw();

  /**
   * Sets what the panel shows.
   *
   * @param {object} options title, text, option(colors) → options of ECharts, table: options of a DataTable, size: 'small' or
   *     'tall', onclick(parameters of ECharts), level: of the heading (2)
   */
  show(options) {
    this.#options = options;
    this.#canvas = h(options.size ? `div.chart.${options.size}` : 'div.chart', { role: 'img', 'aria-label': options.label ?? `Chart: ${options.title}. The table below has the same data.` });
    const title = newId('chart');
    fill(this,
      h('section.panel', { 'aria-labelledby': title },
        h(`h${options.level ?? 2}`, { id: title }, options.title),
        options.text ? h('p.note', {}, options.text) : null,
        this.#canvas,
        options.after ?? null,
        options.table ? h('details', { ontoggle: (event) => this.#showTable(event.target) }, h('summary', {}, 'Show as a table')) : null));
    this.#draw();
  }

  #showTable(details) {
    if (details.open && details.children.length === 1) {
      details.append(dataTable(this.#options.table));
    }
  }

  async #draw() {
    const { init } = await charts();
    if (!this.isConnected || !this.#options) {
      return;
    }
    if (!this.#chart) {
      this.#chart = init(this.#canvas, null, { renderer: 'canvas' });
      this.#resized.observe(this.#canvas);
      if (this.#options.onclick) {
        this.#chart.on('click', this.#options.onclick);
      }
      this.#chart.on('finished', () => (this.dataset.drawn = 'true'));
    }
    const palette = colors();
    this.#chart.setOption({ ...base(palette), ...this.#options.option(palette) }, true);
  }

  connectedCallback() {
    addEventListener('themechange', this.#themed);
    if (this.#options && !this.#chart) {
      this.#draw();
    }
  }

  disconnectedCallback() {
    removeEventListener('themechange', this.#themed);
    this.#resized.disconnect();
    this.#chart?.dispose();
    this.#chart = null;
  }
}

/** What all charts have in common. Tooltips are drawn on the canvas: HTML ones need styles that the page's policy forbids. */
function base({ ink, soft, line, surface }) {
  return {
    textStyle: { color: ink, fontFamily: 'system-ui, sans-serif' },
    animationDuration: matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 300,
    tooltip: tooltip({ ink, line, surface }),
    grid: { left: 12, right: 24, top: 36, bottom: 12, containLabel: true },
    legend: { textStyle: { color: soft } },
  };
}

export function tooltip({ ink, line, surface }, more = {}) {
  return { renderMode: 'richText', confine: true, backgroundColor: surface, borderColor: line, textStyle: { color: ink, fontSize: 13 }, ...more };
}

/** An axis in the colours of the page. */
export function axis({ soft, line }, more = {}) {
  return {
    nameTextStyle: { color: soft },
    axisLabel: { color: soft, hideOverlap: true },
    axisLine: { lineStyle: { color: line } },
    splitLine: { lineStyle: { color: line, opacity: 0.5 } },
    nameLocation: 'middle',
    nameGap: 30,
    ...more,
  };
}

customElements.define('chart-panel', ChartPanel);

/** Creates a panel; see ChartPanel.show. */
export function chartPanel(options) {
  const panel = document.createElement('chart-panel');
  panel.show(options);
  return panel;
}
