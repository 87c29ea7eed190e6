// What all charts share: a frame with title, saving as SVG, marks that one reaches by mouse and keyboard, a hint box.
import {h, s, unique, type Child} from './dom';
import {current, go} from './address';
import {texts} from './texts';

export function openEvidence(ids: string[]): void {
  if (ids.length > 0) go({...current(), evidence: ids.slice(0, 60), article: ''});
}

const kept = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'fill-opacity', 'stroke-opacity', 'opacity', 'font-family', 'font-size',
  'font-weight', 'text-anchor', 'dominant-baseline', 'visibility'];

// The chart with its colours written into it, as a file.
export function saveSvg(chart: SVGSVGElement, name: string): void {
  const copy = chart.cloneNode(true) as SVGSVGElement;
  const from = [chart, ...chart.querySelectorAll('*')];
  const to = [copy, ...copy.querySelectorAll('*')];
  from.forEach((element, at) => {
    const style = getComputedStyle(element);
    for (const property of kept) to[at]?.setAttribute(property, style.getPropertyValue(property));
    for (const attribute of ['class', 'tabindex', 'role', 'data-ids']) to[at]?.removeAttribute(attribute);
  });
  const [, , width, height] = (chart.getAttribute('viewBox') ?? '0 0 900 400').split(' ');
  copy.setAttribute('width', width ?? '900');
  copy.setAttribute('height', height ?? '400');
  const ground = s('rect', {width: width ?? 900, height: height ?? 400, fill: getComputedStyle(document.body).backgroundColor});
  copy.prepend(ground);
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg');
  const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], {type: 'image/svg+xml'}));
  const link = h('a', {href: url, download: `${name}.svg`});
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

let hint: HTMLElement | null = null;

function showHint(text: string, at: DOMRect): void {
  hint ??= document.body.appendChild(h('div', {class: 'hint', 'aria-hidden': 'true'}));
  hint.textContent = text;
  hint.hidden = false;
  const box = hint.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left + at.width / 2 - box.width / 2, innerWidth - box.width - 8));
  const above = at.top - box.height - 8;
  hint.style.left = `${left}px`;
  hint.style.top = `${above > 4 ? above : at.bottom + 8}px`;
}

export function hideHint(): void {
  if (hint) hint.hidden = true;
}

// A mark that opens the evidence of findings. Within a chart only one mark is in the tab order; arrows go on from it.
export function mark(element: SVGElement, text: string, ids: string[]): SVGElement {
  element.setAttribute('class', `${element.getAttribute('class') ?? ''} mark`.trim());
  if (ids.length > 0) {
    element.setAttribute('role', 'button');
    element.setAttribute('aria-label', text);
    element.setAttribute('tabindex', '-1');
    element.setAttribute('data-ids', ids.join(','));
    element.addEventListener('click', () => {
      hideHint();
      openEvidence(ids);
    });
  }
  element.addEventListener('pointerenter', () => showHint(text, element.getBoundingClientRect()));
  element.addEventListener('pointerleave', hideHint);
  element.addEventListener('focus', () => showHint(text, element.getBoundingClientRect()));
  element.addEventListener('blur', hideHint);
  return element;
}

function keyboard(chart: SVGSVGElement): void {
  const marks = (): SVGElement[] => [...chart.querySelectorAll<SVGElement>('[role=button]')];
  marks()[0]?.setAttribute('tabindex', '0');
  chart.addEventListener('keydown', event => {
    const all = marks();
    const at = all.indexOf(document.activeElement as unknown as SVGElement);
    if (at < 0) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      all[at]?.dispatchEvent(new MouseEvent('click', {bubbles: true}));
      return;
    }
    const to = {ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1, Home: 0, End: all.length - 1}[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const next = all[Math.max(0, Math.min(all.length - 1, to))];
    all[at]?.setAttribute('tabindex', '-1');
    next?.setAttribute('tabindex', '0');
    next?.focus();
  });
}

export interface Drawn {svg: SVGSVGElement; width: number; height: number}

// An empty drawing with its description; what is drawn is appended to it.
export function canvas(width: number, height: number, describe: string): SVGSVGElement {
  return s('svg', {viewBox: `0 0 ${width} ${height}`, width, height, role: 'group', 'aria-label': describe, class: 'chart'});
}

export interface Frame {element: HTMLElement; redraw: () => void}

// A figure that draws anew when its width changes. `draw` gives null where there is nothing to be drawn.
export function frame(title: string, file: string, draw: (width: number) => SVGSVGElement | null, parts: {controls?: Child; legend?: Child; note?: Child; none?: string} = {}): Frame {
  const place = h('div', {class: 'chart-place'});
  const id = unique('chart');
  const save = h('button', {type: 'button', class: 'quiet', 'aria-label': texts.chart.saveOf(title), onclick: () => {
    const chart = place.querySelector('svg');
    if (chart) saveSvg(chart, file);
  }}, texts.chart.save);
  const element = h('figure', {class: 'chart-frame', 'aria-labelledby': id},
    h('figcaption', {}, h('span', {id, class: 'chart-title'}, title), h('span', {class: 'chart-tools'}, parts.controls, save)),
    place, parts.legend ? h('div', {class: 'legend'}, parts.legend) : null, parts.note ? h('p', {class: 'note'}, parts.note) : null);
  let width = 0;
  const redraw = (): void => {
    if (width === 0) return;
    hideHint();
    const chart = draw(width);
    save.hidden = chart === null;
    place.replaceChildren(chart ?? h('p', {class: 'note'}, parts.none ?? texts.pair.none));
    if (chart) keyboard(chart);
  };
  new ResizeObserver(entries => {
    const now = Math.floor(entries[0]?.contentRect.width ?? 0);
    if (now > 0 && now !== width) {
      width = now;
      redraw();
    }
  }).observe(place);
  return {element, redraw};
}

export function key(className: string, label: string): HTMLElement {
  return h('span', {class: 'key'}, h('span', {class: `swatch ${className}`, 'aria-hidden': 'true'}), label);
}

export function timeOf(day: string): number {
  return Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
}

// A title for an interval: the day, the month, the year, or both ends.
export function dateText(from: string | null, to: string | null, precision: string | null): string {
  if (!from) return texts.undated;
  if (precision === 'year') return from.slice(0, 4);
  if (precision === 'month') return from.slice(0, 7);
  if (!to || to === from) return from;
  return `${from} – ${to}`;
}
