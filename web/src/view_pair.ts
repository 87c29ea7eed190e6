// Two states: the brief as a page, with its charts.
import {ApiError, get, href, rows, type AgreementRow, type Brief, type EventRow, type FigureRow, type Line, type OfficialRow, type PersonRow, type Section} from './api';
import {filterParameters, withEvidence, type Filters} from './address';
import {section, sourceList, sourceMap, type Fits} from './brief';
import {areasChart} from './chart_areas';
import {figuresChart, flows, mirror, money} from './chart_figures';
import {ladder} from './chart_ladder';
import {peopleChart} from './chart_people';
import {timelineChart} from './chart_timeline';
import {dateText} from './chart';
import {h, type Child} from './dom';
import {filterBar} from './filters';
import {eventMap} from './map';
import {cutForPrint} from './print_cut';
import {areaName, texts} from './texts';

const t = texts.pair;
const mostEvents = 3000;
const mostPeople = 1000;

interface Material {
  brief: Brief; events: EventRow[]; eventTotal: number; agreements: AgreementRow[]; figures: FigureRow[]; people: PersonRow[]; official: OfficialRow[];
  names: [string, string]; codes: [string, string];
}

async function official(a: string, b: string): Promise<OfficialRow[]> {
  try {
    return (await get<{rows: OfficialRow[]}>(`statistics/${a}/${b}`, {goods: 'yes', limit: 0})).rows;
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return []; // none are loaded
    throw error;
  }
}

async function gather(a: string, b: string, filters: Filters): Promise<Material> {
  const {since, until, 'min-confidence': confidence} = filterParameters(filters);
  const about = {actor: a, with: b, since, until, 'min-confidence': confidence};
  const [brief, events, agreements, figures, series, peopleA, peopleB] = await Promise.all([
    get<Brief>(`brief/${encodeURIComponent(a)}/${encodeURIComponent(b)}`, {since, until, 'min-confidence': confidence, limit: 40}),
    rows<EventRow>('events', about, mostEvents),
    rows<AgreementRow>('agreements', about, 1000),
    rows<FigureRow>('figures', about, 1000),
    official(encodeURIComponent(a), encodeURIComponent(b)),
    rows<PersonRow>('people', {actor: a}, mostPeople),
    rows<PersonRow>('people', {actor: b}, mostPeople),
  ]);
  const named = new Set(brief.sections.find(one => one.id === 'people')?.groups.flatMap(group => group.lines.map(line => line.id)) ?? []);
  const [codeA = a, codeB = b] = brief.actors;
  const states = await Promise.all([codeA, codeB].map(async code =>
    (await get<{rows: {code: string; name: string}[]}>('states', {q: code, limit: 3})).rows.find(row => row.code === code)?.name ?? code));
  return {
    brief, events: events.rows, eventTotal: events.total, agreements: agreements.rows, figures: figures.rows, official: series,
    people: [...peopleA.rows, ...peopleB.rows].filter(row => named.has(row.id)), names: [states[0] ?? a, states[1] ?? b], codes: [codeA, codeB],
  };
}

function fact(label: string, value: Child, note: Child, link?: string): HTMLElement {
  return h('div', {class: 'fact'}, h('dt', {}, label), h('dd', {}, h('span', {class: 'fact-value'}, link ? h('a', {href: link, 'data-here': ''}, value) : value), h('span', {class: 'fact-note'}, note)));
}

function keyFacts(material: Material): HTMLElement {
  const {brief, agreements, official: series, codes, names} = material;
  const lastOf = (id: string): Line | undefined => {
    const lines = brief.sections.find(one => one.id === id)?.groups.flatMap(group => group.lines).filter(line => line.status === 'happened' && line.date) ?? [];
    return lines.sort((one, other) => ((one.date?.from ?? '') > (other.date?.from ?? '') ? -1 : 1))[0];
  };
  const contact = lastOf('contacts');
  const conflict = lastOf('conflict');
  const known = new Set(agreements.map(row => row.id));
  const inForce = new Set(agreements.filter(row => row.step === 'in-force' && row.latest && row.status === 'happened').map(row => row.id));
  const turnover = flows(...codes, names, series, [])[0];
  const gap = turnover ? mirror(turnover) : null;
  const single = turnover?.series.map(one => ({reporter: one.reporter, point: one.points.at(-1)})).find(one => one.point);
  const when = (line: Line): string => (line.date ? dateText(line.date.from, line.date.to, line.date.precision) : texts.undated);
  return h('dl', {class: 'key-facts'},
    contact ? fact(texts.facts.contact, when(contact), contact.text, withEvidence([contact.id])) : fact(texts.facts.contact, '–', texts.facts.noContact),
    fact(texts.facts.agreements, known.size, known.size ? texts.facts.agreementsNote(inForce.size) : t.nothing),
    gap ? fact(texts.facts.trade(String(gap.year)), [h('span', {class: 'pair-value side-0'}, `${names[0]}: ${money(gap.values[0])}`), h('span', {class: 'pair-value side-1'}, `${names[1]}: ${money(gap.values[1])}`)],
      gap.ratio >= 1.02 ? texts.facts.gap(gap.ratio.toFixed(2)) : '')
      : single?.point ? fact(texts.facts.trade(String(single.point.year)), money(single.point.value), texts.facts.oneSide)
        : fact(texts.facts.trade('…').replace(/ in …$/, ''), '–', texts.facts.noTrade),
    conflict ? fact(texts.facts.conflict, when(conflict), conflict.text, withEvidence([conflict.id])) : fact(texts.facts.conflict, '–', texts.facts.noConflict));
}

function take(material: Material, filters: Filters): HTMLElement {
  const [a, b] = material.codes;
  const {since, until, 'min-confidence': confidence} = filterParameters(filters);
  const whole = {since, until, 'min-confidence': confidence};
  const list = {actor: a, with: b, ...filterParameters(filters)};
  const file = (label: string, path: string, parameters: Record<string, string | undefined>, ending: string): HTMLElement =>
    h('a', {href: href(path, parameters), download: `chancery-${path.split('/')[0]}-${a}-${b}.${ending}`}, label);
  const brief = `brief/${a}/${b}`;
  return h('details', {class: 'several take', name: 'take'}, h('summary', {}, t.take), h('div', {class: 'menu'},
    h('h3', {}, t.takeBrief), file('Markdown', brief, {...whole, format: 'md'}, 'md'), file('HTML', brief, {...whole, format: 'html'}, 'html'), file('JSON', brief, whole, 'json'),
    h('h3', {}, t.takeRows), ['timeline', 'events', 'agreements', 'figures'].map(kind => file(texts.kindLists[kind] ?? kind, kind, {...list, format: 'csv'}, 'csv')),
    h('h3', {}, t.takeJson), ['timeline', 'events', 'agreements', 'figures'].map(kind => file(texts.kindLists[kind] ?? kind, kind, {...list, format: 'jsonl'}, 'jsonl'))));
}

function copyButton(): HTMLElement {
  const status = h('span', {class: 'out-of-sight', role: 'status'});
  const button = h('button', {type: 'button', onclick: () => {
    navigator.clipboard.writeText(location.href).then(() => {
      status.textContent = t.copied;
      button.textContent = `${t.copy} ✓`;
    }).catch(() => window.prompt(t.copy, location.href));
  }}, t.copy);
  return h('span', {}, button, status);
}

function contents(page: HTMLElement): HTMLElement {
  const list = [...page.querySelectorAll<HTMLElement>('section.section')].map(one => h('li', {}, h('a', {href: `#${one.id}`}, one.querySelector('h2')?.textContent ?? '')));
  return h('nav', {class: 'contents', 'aria-label': t.contents}, h('ol', {}, list));
}

function goodsBars(material: Material): Child {
  const {official: series, codes, names} = material;
  const side = (from: string, to: string, name: string): Child => {
    const all = series.filter(row => row.commodity !== 'TOTAL' && row.reporter === from && row.flow === 'exports' && row.partner === to && /^\d{4}$/.test(row.period));
    const year = all.map(row => row.period).sort().at(-1);
    const shown = all.filter(row => row.period === year).sort((one, other) => other.value - one.value).slice(0, 8);
    if (!year || shown.length === 0) return null;
    const most = shown[0]?.value ?? 1;
    return h('div', {class: 'goods-side'}, h('h3', {}, texts.goods.officially(name, year)), h('ol', {class: 'bars'}, shown.map(row => {
      const bar = h('span', {class: 'bar', 'aria-hidden': 'true'});
      bar.style.width = `${(100 * row.value) / most}%`;
      return h('li', {}, h('span', {}, `${row.commodity} ${row.name ?? ''}`), h('span', {class: 'count'}, money(row.value)), bar);
    })));
  };
  const both = [side(codes[0], codes[1], names[0]), side(codes[1], codes[0], names[1])].filter(Boolean);
  return both.length > 0 ? h('div', {class: 'columns'}, both) : null;
}

export interface PairView {element: HTMLElement; title: string}

export async function pairView(a: string, b: string, filters: Filters): Promise<PairView> {
  const material = await gather(a, b, filters);
  const {brief, names, codes} = material;
  const events = material.events.filter(event => (filters.types.length === 0 || filters.types.includes(event.event)) &&
    (filters.levels.length === 0 || (event.level !== null && filters.levels.includes(event.level))) &&
    (filters.areas.length === 0 || event.areas.some(area => filters.areas.includes(area))));
  const onlyEvents = filters.types.length > 0 || filters.levels.length > 0;
  const agreements = onlyEvents ? [] : material.agreements.filter(row => filters.areas.length === 0 || row.areas.some(area => filters.areas.includes(area)));
  const filtered = onlyEvents || filters.areas.length > 0;
  const left = new Set([...events.map(event => event.id), ...agreements.map(row => row.id)]);
  const fits: Fits = filtered ? line => (line.kind === 'event' || line.kind === 'agreement' ? left.has(line.id) : true) : null;

  const title = t.title(...names);
  const sources = sourceMap(brief);
  const of = (id: string): Section => brief.sections.find(one => one.id === id) ?? {id, title: id, note: null, tables: [], groups: []};
  const print = h('button', {type: 'button', onclick: () => window.print()}, t.print);
  const page = h('article', {class: 'pair'});
  const head = h('header', {class: 'pair-head'}, h('div', {}, h('h1', {}, title), h('p', {class: 'basis'}, brief.as_of ? h('strong', {}, `${t.asOf(brief.as_of)}. `) : null, brief.basis[0] ?? '')),
    h('div', {class: 'actions'}, print, copyButton(), take(material, filters)));
  page.append(head);
  const offered = {
    types: [...new Set(material.events.map(event => event.event))].sort(),
    levels: Object.keys(texts.levels).filter(level => material.events.some(event => event.level === level)),
    areas: [...new Set([...material.events, ...material.agreements].flatMap(row => row.areas))].sort((one, other) => areaName(one).localeCompare(areaName(other), 'en')),
  };
  const bar = filterBar(offered, filters);
  const anything = brief.sections.some(one => one.groups.some(group => group.lines.length > 0));
  if (!anything && material.official.length === 0) {
    const any = Object.keys(filterParameters(filters)).length > 0;
    page.append(bar, h('p', {class: 'note empty'}, any ? t.none : t.noneAtAll(...names)));
    return {element: page, title};
  }
  page.append(keyFacts(material), bar);
  const failed = (error: unknown): void => console.warn('the map could not be loaded', error);
  const timeline = timelineChart(...codes, names, events);
  const main = h('div', {class: 'sections'},
    h('section', {id: 'section-timeline', class: 'section section-timeline', 'aria-labelledby': 'title-timeline'}, h('h2', {id: 'title-timeline'}, texts.timeline.title),
      timeline ?? h('p', {class: 'note'}, t.none),
      material.eventTotal > material.events.length ? h('p', {class: 'note'}, t.truncated(material.events.length, material.eventTotal)) : null,
      filtered ? h('p', {class: 'note'}, t.filtered) : null),
    section(of('contacts'), sources, fits),
    section(of('announced'), sources, fits),
    section(of('agreements'), sources, fits, ladder(agreements), {lines: false}),
    section(of('figures'), sources, fits, figuresChart(...codes, names, material.official, material.figures), {title: texts.figures.title}),
    section(of('goods'), sources, fits, goodsBars(material)),
    section(of('areas'), sources, fits, areasChart(...codes, events, agreements), {title: texts.areas.title, tables: false}),
    section(of('people'), sources, fits, peopleChart(...codes, names, material.people, events)),
    section({id: 'map', title: texts.map.title, note: null, tables: [], groups: []}, sources, fits, eventMap(...codes, events, failed)),
    section(of('conflict'), sources, fits),
    section(of('cooperation'), sources, fits),
    sourceList(brief));
  cutForPrint(main);
  page.append(h('div', {class: 'with-contents'}, contents(main), main));
  return {element: page, title};
}
