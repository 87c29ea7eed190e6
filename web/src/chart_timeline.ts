// Events by date: cooperation above the line, conflict below it, by intensity; or in lanes by level. Zooms and pans.
import {scaleLinear, scaleUtc} from 'd3-scale';
import type {EventRow} from './api';
import {canvas, dateText, frame, key, mark, timeOf} from './chart';
import {h, s} from './dom';
import {texts} from './texts';

const quads = ['verbal-cooperation', 'material-cooperation', 'verbal-conflict', 'material-conflict'];
const levels = ['head-of-state', 'head-of-government', 'minister', 'parliament', 'ambassador', 'official'];
const day_ms = 86_400_000;

interface Dot {event: EventRow; from: number; to: number; middle: number}

function dots(events: EventRow[]): Dot[] {
  const out: Dot[] = [];
  for (const event of events) {
    if (!event.date_from) continue;
    const from = timeOf(event.date_from);
    const to = timeOf(event.date_to ?? event.date_from);
    out.push({event, from, to, middle: (from + to) / 2});
  }
  return out.sort((one, other) => one.middle - other.middle);
}

function describe(event: EventRow): string {
  const status = event.status === 'happened' ? '' : ` (${texts.status[event.status] ?? event.status})`;
  return `${dateText(event.date_from, event.date_to, event.precision)}: ${event.text}${status}`;
}

export function timelineChart(a: string, b: string, names: [string, string], events: EventRow[]): HTMLElement | null {
  const all = dots(events);
  if (all.length === 0) return null;
  const first = all[0]?.from ?? 0;
  const last = Math.max(...all.map(dot => dot.to));
  const pad = Math.max((last - first) * 0.03, 20 * day_ms);
  const whole: [number, number] = [first - pad, last + pad];
  let shown: [number, number] = [...whole];
  let byLevel = false;

  const positions = (x: (time: number) => number, y: (event: EventRow) => number): {dot: Dot; x: number; y: number}[] => {
    const taken = new Map<string, number>();
    return all.filter(dot => dot.to >= shown[0] && dot.from <= shown[1]).map(dot => {
      const at = x(dot.middle);
      const base = y(dot.event);
      const place = `${Math.round(at / 9)} ${Math.round(base / 6)}`;
      const number = taken.get(place) ?? 0;
      taken.set(place, number + 1);
      const outward = byLevel ? (number % 2 ? -1 : 1) * Math.ceil(number / 2) : (dot.event.quad.endsWith('conflict') ? 1 : -1) * number;
      return {dot, x: at, y: base + Math.max(-28, Math.min(28, outward * 8))};
    });
  };

  const draw = (width: number): SVGSVGElement => {
    const left = byLevel ? Math.min(150, width * 0.3) : 44;
    const right = 14;
    const x = scaleUtc().domain(shown).range([left, width - right]);
    const lanes = [...levels.filter(level => all.some(dot => dot.event.level === level)), ''];
    const height = byLevel ? 40 + lanes.length * 40 : 300;
    const chart = canvas(width, height, texts.timeline.describe(...names));
    const bottom = height - 26;
    const strongest = (conflict: boolean): number =>
      Math.max(0, ...all.filter(dot => dot.event.quad.endsWith('conflict') === conflict).map(dot => Math.abs(dot.event.intensity)));
    const up = Math.max(strongest(false), 4) + 1.5;
    const down = Math.max(strongest(true), 2) + 1.5;
    const y = scaleLinear().domain([-down, up]).range([bottom, 14]);
    const laneOf = (event: EventRow): number => 24 + (lanes.indexOf(event.level && lanes.includes(event.level) ? event.level : '') + 0.5) * 40 - 6;

    const ticks = x.ticks(Math.max(3, Math.floor(width / 110)));
    const format = x.tickFormat();
    for (const tick of ticks) {
      chart.append(s('line', {class: 'grid', x1: x(tick), x2: x(tick), y1: 8, y2: bottom}),
        s('text', {class: 'tick', x: x(tick), y: height - 8, 'text-anchor': 'middle'}, format(tick)));
    }
    if (byLevel) {
      lanes.forEach((lane, at) => {
        const middle = 24 + (at + 0.5) * 40 - 6;
        chart.append(s('line', {class: 'lane', x1: left, x2: width - right, y1: middle, y2: middle}),
          s('text', {class: 'label', x: left - 8, y: middle + 4, 'text-anchor': 'end'}, lane ? texts.levels[lane] ?? lane : texts.timeline.noLevel));
      });
    } else {
      chart.append(s('rect', {class: 'side-conflict', x: left, y: y(0), width: Math.max(0, width - right - left), height: bottom - y(0)}),
        s('line', {class: 'axis', x1: left, x2: width - right, y1: y(0), y2: y(0)}),
        s('text', {class: 'side', x: left + 4, y: 20}, texts.timeline.cooperation),
        s('text', {class: 'side', x: left + 4, y: bottom - 6}, texts.timeline.conflict));
      for (const value of [0, 5, 10, -5, -10]) {
        if (value > up || value < -down) continue;
        chart.append(s('text', {class: 'tick', x: left - 6, y: y(value) + 4, 'text-anchor': 'end'}, String(Math.abs(value))));
      }
    }
    const clip = s('g', {});
    chart.append(clip);
    for (const place of positions(time => x(time), event => (byLevel ? laneOf(event) : y(event.intensity)))) {
      const {event, from, to} = place.dot;
      const group = s('g', {class: `quad-${event.quad}${event.status === 'happened' || event.status === 'habitual' ? '' : ' unrealised'}`});
      const clamp = (value: number): number => Math.max(left, Math.min(width - right, value));
      if (!byLevel) group.append(s('line', {class: 'stem', x1: clamp(place.x), x2: clamp(place.x), y1: y(0), y2: place.y}));
      if (to - from > 2 * day_ms) group.append(s('line', {class: 'span', x1: clamp(x(from)), x2: clamp(x(to)), y1: place.y, y2: place.y}));
      group.append(s('circle', {class: 'dot', cx: clamp(place.x), cy: place.y, r: 5.5}), s('circle', {class: 'catch', cx: clamp(place.x), cy: place.y, r: 12}));
      clip.append(mark(group, describe(event), [event.id]));
    }
    return chart;
  };

  const zoom = (factor: number, shift: number): void => {
    const length = Math.max(10 * day_ms, Math.min(whole[1] - whole[0], (shown[1] - shown[0]) * factor));
    let middle = (shown[0] + shown[1]) / 2 + shift * (shown[1] - shown[0]);
    middle = Math.max(whole[0] + length / 2, Math.min(whole[1] - length / 2, middle));
    shown = [middle - length / 2, middle + length / 2];
    made.redraw();
  };
  const button = (label: string, sign: string, act: () => void): HTMLElement =>
    h('button', {type: 'button', class: 'tool', 'aria-label': label, title: label, onclick: act}, sign);
  const arrange = (value: boolean, label: string): HTMLElement => {
    const one = h('button', {type: 'button', class: 'choice', 'aria-pressed': String(value === byLevel), onclick: () => {
      byLevel = value;
      for (const other of one.parentElement?.querySelectorAll('[aria-pressed]') ?? []) other.setAttribute('aria-pressed', String(other === one));
      made.redraw();
    }}, label);
    return one;
  };
  const controls = [
    h('span', {class: 'choices', role: 'group', 'aria-label': texts.timeline.mode}, arrange(false, texts.timeline.intensity), arrange(true, texts.timeline.byLevel)),
    h('span', {class: 'tools', role: 'group', 'aria-label': texts.timeline.whole},
      button(texts.timeline.earlier, '‹', () => zoom(1, -0.5)), button(texts.timeline.zoomOut, '−', () => zoom(2, 0)),
      button(texts.timeline.zoomIn, '+', () => zoom(0.5, 0)), button(texts.timeline.later, '›', () => zoom(1, 0.5)),
      button(texts.timeline.whole, '⤢', () => {
        shown = [...whole];
        made.redraw();
      })),
  ];
  const legend = [...quads.filter(quad => all.some(dot => dot.event.quad === quad)).map(quad => key(`quad-${quad}`, texts.timeline.quad[quad] ?? quad)),
    all.some(dot => !['happened', 'habitual'].includes(dot.event.status)) ? key('unrealised', texts.timeline.unrealised) : null];
  const undated = events.length - all.length;
  const made = frame(texts.timeline.title, `chancery-timeline-${a}-${b}`, draw, {
    controls, legend, note: [texts.chart.click, texts.timeline.hint, undated ? texts.timeline.undatedNote(undated) : ''].filter(Boolean).join(' '),
  });
  made.element.addEventListener('wheel', event => {
    if (!event.ctrlKey || !(event.target as Element).closest('svg')) return;
    event.preventDefault();
    zoom(event.deltaY > 0 ? 1.25 : 0.8, 0);
  }, {passive: false});
  return made.element;
}
