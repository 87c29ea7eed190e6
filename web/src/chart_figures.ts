// Trade by year: both official series as lines with the mirror gap between them, and what articles claim as marks.
import {extent, max} from 'd3-array';
import {scaleLinear} from 'd3-scale';
import {area, line} from 'd3-shape';
import type {FigureRow, OfficialRow} from './api';
import {canvas, frame, key, mark} from './chart';
import {h, s} from './dom';
import {texts} from './texts';

interface Point {year: number; value: number; source: string}
interface Claim {year: number; value: number; whole: boolean; row: FigureRow}
interface Flow {id: string; label: string; series: {reporter: string; points: Point[]}[]; claims: Claim[]}

const billion = 1e9;

function series(official: OfficialRow[], reporter: string, flow: string): Point[] {
  const points = new Map<number, Point>();
  for (const row of official) {
    if (row.reporter !== reporter || row.flow !== flow || row.commodity !== 'TOTAL' || row.unit !== 'USD' || row.superseded || row.incomplete) continue;
    if (!/^\d{4}$/.test(row.period)) continue;
    points.set(Number(row.period), {year: Number(row.period), value: row.value, source: row.source ?? ''});
  }
  return [...points.values()].sort((one, other) => one.year - other.year);
}

function claims(figures: FigureRow[], fits: (row: FigureRow) => boolean): Claim[] {
  const out: Claim[] = [];
  for (const row of figures) {
    if (row.unit !== 'USD' || row.outlook !== 'outcome' || !row.period_from || !row.period_to || !fits(row)) continue;
    const year = Number(row.period_to.slice(0, 4));
    if (Number(row.period_from.slice(0, 4)) !== year) continue;
    out.push({year, value: row.value, whole: row.period_from.endsWith('01-01') && row.period_to.endsWith('12-31'), row});
  }
  return out;
}

export function flows(a: string, b: string, names: [string, string], official: OfficialRow[], figures: FigureRow[]): Flow[] {
  const direction = (from: string, to: string, label: string): Flow => ({
    id: `${from}-${to}`, label,
    series: [{reporter: from, points: series(official, from, 'exports')}, {reporter: to, points: series(official, to, 'imports')}],
    claims: claims(figures, row => (row.measure === 'exports' || row.measure === 'imports') && row.from === from && row.to === to),
  });
  return [
    {id: 'turnover', label: texts.figures.turnover,
      series: [{reporter: a, points: series(official, a, 'turnover')}, {reporter: b, points: series(official, b, 'turnover')}],
      claims: claims(figures, row => row.measure === 'trade-turnover')},
    direction(a, b, texts.figures.exports(...names)),
    direction(b, a, texts.figures.exports(names[1], names[0])),
  ];
}

export function money(value: number): string {
  return `${(value / billion).toLocaleString('en', {maximumFractionDigits: 2, minimumFractionDigits: 2})} billion USD`;
}

// The last year for which both sides have a figure.
export function mirror(flow: Flow): {year: number; values: [number, number]; ratio: number} | null {
  const [one, other] = flow.series;
  for (const point of [...(one?.points ?? [])].reverse()) {
    const match = other?.points.find(candidate => candidate.year === point.year);
    if (match && point.value > 0 && match.value > 0) {
      const ratio = Math.max(point.value, match.value) / Math.min(point.value, match.value);
      return {year: point.year, values: [point.value, match.value], ratio};
    }
  }
  return null;
}

export function figuresChart(a: string, b: string, names: [string, string], official: OfficialRow[], figures: FigureRow[]): HTMLElement | null {
  const all = flows(a, b, names, official, figures).filter(flow => flow.claims.length > 0 || flow.series.some(one => one.points.length > 0));
  let chosen = all[0];
  if (!chosen) return null;
  const nameOf = (code: string): string => (code === a ? names[0] : code === b ? names[1] : code);

  const draw = (width: number): SVGSVGElement | null => {
    const flow = chosen;
    if (!flow) return null;
    const years = [...flow.series.flatMap(one => one.points.map(point => point.year)), ...flow.claims.map(claim => claim.year)];
    const [first, last] = extent(years);
    if (first === undefined || last === undefined) return null;
    const height = 300;
    const left = 44;
    const right = width > 560 ? 120 : 20;
    const top = 26;
    const bottom = height - 28;
    const chart = canvas(width, height, texts.figures.describe);
    const x = scaleLinear().domain(first === last ? [first - 1, last + 1] : [first - 0.3, last + 0.3]).range([left, width - right]);
    const highest = max([...flow.series.flatMap(one => one.points.map(point => point.value)), ...flow.claims.map(claim => claim.value)]) ?? 1;
    const y = scaleLinear().domain([0, highest / billion]).nice(5).range([bottom, top]);
    for (const tick of y.ticks(5)) {
      chart.append(s('line', {class: 'grid', x1: left, x2: width - right, y1: y(tick), y2: y(tick)}),
        s('text', {class: 'tick', x: left - 8, y: y(tick) + 4, 'text-anchor': 'end'}, String(tick)));
    }
    chart.append(s('text', {class: 'tick', x: 4, y: 14}, texts.figures.axis));
    const step = Math.max(1, Math.ceil((last - first + 1) / Math.max(2, Math.floor((width - left - right) / 44))));
    for (let year = first; year <= last; year += step) {
      chart.append(s('text', {class: 'tick', x: x(year), y: height - 8, 'text-anchor': 'middle'}, String(year)));
    }
    const at = (point: Point): number => y(point.value / billion);
    const [one, other] = flow.series;
    const both = (one?.points ?? []).flatMap(point => {
      const match = other?.points.find(candidate => candidate.year === point.year);
      return match ? [{year: point.year, low: point.value, high: match.value}] : [];
    });
    // The gap is drawn where both have figures of years that follow one another.
    const runs: (typeof both)[] = [];
    for (const place of both) {
      const run = runs.at(-1);
      if (run && run.at(-1)?.year === place.year - 1) run.push(place);
      else runs.push([place]);
    }
    const between = area<(typeof both)[number]>().x(place => x(place.year)).y0(place => y(place.low / billion)).y1(place => y(place.high / billion));
    for (const run of runs) chart.append(s('path', {class: 'gap-area', d: between(run) ?? ''}));
    flow.series.forEach((side, number) => {
      const path = line<Point>().x(point => x(point.year)).y(at);
      chart.append(s('path', {class: `series side-${number}`, d: path(side.points) ?? ''}));
      for (const point of side.points) {
        chart.append(mark(s('g', {class: `series side-${number}`}, s('circle', {class: 'point', cx: x(point.year), cy: at(point), r: 3.5}),
          s('circle', {class: 'catch', cx: x(point.year), cy: at(point), r: 9})),
        texts.figures.officialPoint(nameOf(side.reporter), String(point.year), money(point.value), point.source), []));
      }
      const end = side.points.at(-1);
      if (end && right > 100) {
        const twin = flow.series[1 - number]?.points.at(-1);
        const shift = twin && Math.abs(at(twin) - at(end)) < 16 ? (end.value > twin.value ? -8 : 10) : 0;
        chart.append(s('text', {class: `series-name side-${number}`, x: x(end.year) + 10, y: at(end) + 4 + shift}, nameOf(side.reporter)));
      }
    });
    const gap = mirror(flow);
    if (gap) {
      const place = x(gap.year);
      chart.append(s('line', {class: 'gap-line', x1: place, x2: place, y1: y(gap.values[0] / billion) , y2: y(gap.values[1] / billion)}));
      if (right > 100 && gap.ratio >= 1.03 && Math.abs(y(gap.values[0] / billion) - y(gap.values[1] / billion)) > 16) {
        chart.append(s('text', {class: 'gap-text', x: place + 10, y: (y(gap.values[0] / billion) + y(gap.values[1] / billion)) / 2 + 4},
          `× ${gap.ratio.toFixed(2)}`));
      }
    }
    for (const claim of flow.claims) {
      const cx = x(claim.whole ? claim.year : claim.year - 0.08);
      const cy = y(claim.value / billion);
      const size = 6.5;
      const group = s('g', {class: `claim verdict-${claim.row.verdict || 'none'}${claim.whole ? '' : ' part-year'}`},
        s('path', {class: 'diamond', d: `M${cx},${cy - size}L${cx + size},${cy}L${cx},${cy + size}L${cx - size},${cy}Z`}),
        s('circle', {class: 'catch', cx, cy, r: 12}));
      const verdict = texts.figures.verdict[claim.row.verdict];
      chart.append(mark(group, verdict ? `${claim.row.text} (${texts.figures.against(verdict)})` : claim.row.text, [claim.row.id]));
    }
    return chart;
  };
  const legend = [key('series side-0', texts.figures.official(names[0])), key('series side-1', texts.figures.official(names[1])), key('claim', texts.figures.claim)];
  const choices = h('span', {class: 'choices', role: 'group', 'aria-label': texts.figures.flow}, all.map(flow => {
    const button = h('button', {type: 'button', class: 'choice', 'aria-pressed': String(flow === chosen), onclick: () => {
      chosen = flow;
      for (const other of choices.querySelectorAll('[aria-pressed]')) other.setAttribute('aria-pressed', String(other === button));
      made.redraw();
    }}, flow.label);
    return button;
  }));
  const made = frame(texts.figures.title, `chancery-trade-${a}-${b}`, draw, {controls: choices, legend, none: texts.figures.none});
  return made.element;
}
