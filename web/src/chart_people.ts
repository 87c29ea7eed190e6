// Who held which office when: by the table of offices and by what articles say, with the days of contacts.
import {scaleUtc} from 'd3-scale';
import type {EventRow, PersonRow} from './api';
import {canvas, frame, key, mark, timeOf} from './chart';
import {s} from './dom';
import {texts} from './texts';

const most = 24;

interface Bar {row: PersonRow; contacts: EventRow[]}

export function peopleChart(a: string, b: string, names: [string, string], people: PersonRow[], events: EventRow[]): HTMLElement | null {
  const bars: Bar[] = people.map(row => ({
    row,
    contacts: events.filter(event => event.date_from && event.event === 'CONSULT' && event.status === 'happened' &&
      [...event.actor_persons, ...event.recipient_persons].includes(row.person)),
  }));
  const sides: [string, string, Bar[]][] = [[a, names[0], []], [b, names[1], []]];
  for (const bar of bars) sides.find(([code]) => code === bar.row.country)?.[2].push(bar);
  for (const [, , list] of sides) {
    list.sort((one, other) => other.contacts.length - one.contacts.length || ((other.row.last_named ?? '') < (one.row.last_named ?? '') ? -1 : 1)).splice(most / 2);
    list.sort((one, other) => ((one.row.named_from ?? one.row.date_from ?? '') < (other.row.named_from ?? other.row.date_from ?? '') ? -1 : 1));
  }
  const shown = sides.flatMap(([, , list]) => list);
  if (shown.length === 0) return null;
  const days = [...shown.flatMap(({row}) => [row.named_from, row.named_to, row.date_from, row.last_named]),
    ...events.flatMap(event => [event.date_from, event.date_to])].filter((day): day is string => !!day).map(timeOf);
  if (days.length === 0) return null;
  const year = 365.25 * 86_400_000;
  const first = Math.min(...days) - year / 2;
  const last = Math.max(...days) + year / 4;

  const draw = (width: number): SVGSVGElement => {
    const row = 34;
    const left = 8;
    const lines = shown.length + sides.filter(([, , list]) => list.length > 0).length;
    const height = 26 + lines * row;
    const chart = canvas(width, height, texts.people.describe);
    const x = scaleUtc().domain([first, last]).range([left, width - 12]).clamp(true);
    for (const tick of x.ticks(Math.max(3, Math.floor(width / 110)))) {
      chart.append(s('line', {class: 'grid', x1: x(tick), x2: x(tick), y1: 4, y2: height - 22}),
        s('text', {class: 'tick', x: x(tick), y: height - 6, 'text-anchor': 'middle'}, x.tickFormat()(tick)));
    }
    let at = 0;
    for (const [, name, list] of sides) {
      if (list.length === 0) continue;
      chart.append(s('text', {class: 'group-name', x: left, y: at * row + 22}, name));
      at += 1;
      for (const {row: person, contacts} of list) {
        const top = at * row;
        const bar = top + 20;
        const label = `${person.person}, ${person.office}`;
        chart.append(s('text', {class: 'label', x: left, y: top + 14}, label));
        if (person.table_from) {
          const to = person.table_to ? timeOf(person.table_to) : last;
          if (to > first) chart.append(s('rect', {class: 'tenure-table', x: x(timeOf(person.table_from)), y: bar, width: Math.max(2, x(to) - x(timeOf(person.table_from))), height: 7, rx: 3}));
        }
        const from = person.named_from ?? person.date_from;
        const until = person.named_to ?? person.date_to ?? from;
        if (from && until) {
          const start = x(timeOf(from));
          const text = `${label}: ${from}${until === from ? '' : ` – ${until}`}`;
          chart.append(mark(s('g', {class: 'tenure'}, s('rect', {class: 'tenure-named', x: start, y: bar, width: Math.max(7, x(timeOf(until)) - start), height: 7, rx: 3}),
            s('rect', {class: 'catch', x: start - 4, y: bar - 6, width: Math.max(15, x(timeOf(until)) - start + 8), height: 19})), text, [person.id]));
        }
        for (const contact of contacts) {
          const cx = x(timeOf(contact.date_from ?? ''));
          chart.append(mark(s('g', {class: 'contact'}, s('circle', {class: 'dot', cx, cy: bar + 3.5, r: 4.5}), s('circle', {class: 'catch', cx, cy: bar + 3.5, r: 10})),
            `${contact.date_from}: ${contact.text}`, [contact.id]));
        }
        at += 1;
      }
    }
    return chart;
  };
  return frame(texts.people.title, `chancery-people-${a}-${b}`, draw, {
    legend: [key('tenure-table', texts.people.office), key('tenure-named', texts.people.named), key('contact', texts.people.contact)],
  }).element;
}
