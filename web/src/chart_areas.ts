// Areas over time: a row for each area, a column for each year, circles by number of events and agreements.
import {scaleBand, scaleSqrt} from 'd3-scale';
import type {AgreementRow, EventRow} from './api';
import {canvas, frame, mark} from './chart';
import {s} from './dom';
import {areaName, texts} from './texts';

const mostAreas = 14;

export function areasChart(a: string, b: string, events: EventRow[], agreements: AgreementRow[]): HTMLElement | null {
  const found = new Map<string, Map<number, Set<string>>>();
  for (const row of [...events, ...agreements]) {
    if (!row.date_from) continue;
    const year = Number(row.date_from.slice(0, 4));
    for (const area of row.areas) {
      const years = found.get(area) ?? new Map<number, Set<string>>();
      found.set(area, years.set(year, (years.get(year) ?? new Set()).add(row.id)));
    }
  }
  const count = (area: string): number => [...(found.get(area)?.values() ?? [])].reduce((sum, ids) => sum + ids.size, 0);
  const areas = [...found.keys()].sort((one, other) => count(other) - count(one) || (one < other ? -1 : 1)).slice(0, mostAreas);
  if (areas.length === 0) return null;
  const all = areas.flatMap(area => [...(found.get(area)?.keys() ?? [])]);
  const years: number[] = [];
  for (let year = Math.min(...all); year <= Math.max(...all); year += 1) years.push(year);
  const most = Math.max(...areas.flatMap(area => [...(found.get(area)?.values() ?? [])].map(ids => ids.size)));

  const draw = (width: number): SVGSVGElement => {
    const left = Math.min(170, width * 0.4);
    const row = 28;
    const height = 34 + areas.length * row;
    const chart = canvas(width, height, texts.areas.describe);
    const x = scaleBand<number>().domain(years).range([left, width - 40]);
    const radius = scaleSqrt().domain([0, most]).range([0, Math.min(row / 2 - 1, Math.max(5, x.bandwidth() / 2))]);
    const every = Math.max(1, Math.ceil(years.length / ((width - left) / 48)));
    years.forEach((year, at) => {
      if (at % every === 0) chart.append(s('text', {class: 'tick', x: (x(year) ?? 0) + x.bandwidth() / 2, y: 14, 'text-anchor': 'middle'}, String(year)));
    });
    chart.append(s('text', {class: 'tick', x: width - 18, y: 14, 'text-anchor': 'middle'}, texts.areas.total));
    areas.forEach((area, at) => {
      const y = 24 + (at + 0.5) * row;
      chart.append(s('line', {class: 'lane', x1: left, x2: width - 36, y1: y, y2: y}),
        s('text', {class: 'label', x: left - 10, y: y + 4, 'text-anchor': 'end'}, areaName(area)),
        s('text', {class: 'tick', x: width - 18, y: y + 4, 'text-anchor': 'middle'}, String(count(area))));
      for (const [year, ids] of [...(found.get(area) ?? [])].sort((one, other) => one[0] - other[0])) {
        const middle = (x(year) ?? 0) + x.bandwidth() / 2;
        const group = s('g', {class: 'area'}, s('circle', {class: 'dot', cx: middle, cy: y, r: radius(ids.size)}),
          s('circle', {class: 'catch', cx: middle, cy: y, r: 12}));
        chart.append(mark(group, texts.areas.what(areaName(area), String(year), ids.size), [...ids]));
      }
    });
    return chart;
  };
  return frame(texts.areas.title, `chancery-areas-${a}-${b}`, draw).element;
}
