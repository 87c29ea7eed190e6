// The start: two states to choose, a search, who meets whom, what is new.
import {get, rows, type EventRow, type Pair, type TimelineRow, type Version} from './api';
import {format, go, noFilters, pairHref, withEvidence} from './address';
import {dateText} from './chart';
import {h, type Child} from './dom';
import {intakeZone} from './edits';
import {pairForm} from './pair_field';
import {texts} from './texts';

const t = texts.home;
const visitKey = 'chancery.visit';
const mostSides = 6; // a summit of twenty says little of any two of them

interface Visit {articles: number; version: number; time: number}

// The visit before this one: what a tab session began with stays as it was until the tab closes.
function lastVisit(version: Version): Visit | null {
  try {
    const began = sessionStorage.getItem(visitKey);
    const before = began ?? localStorage.getItem(visitKey) ?? '';
    if (began === null) sessionStorage.setItem(visitKey, before);
    localStorage.setItem(visitKey, JSON.stringify({articles: version.articles, version: version.record_version, time: Date.now()}));
    const visit = before ? (JSON.parse(before) as Visit) : null;
    return visit && typeof visit.articles === 'number' ? visit : null;
  } catch {
    return null; // no storage: then every visit is the first
  }
}

function yearBefore(day: string): string {
  return `${Number(day.slice(0, 4)) - 1}${day.slice(4) === '-02-29' ? '-02-28' : day.slice(4)}`;
}

interface Meeting {a: string; b: string; count: number; last: EventRow}

function meetings(events: EventRow[]): Meeting[] {
  const pairs = new Map<string, Meeting>();
  for (const event of events) {
    const sides = [...new Set([...event.actors, ...event.recipients])].filter(code => /^[A-Z]{3}$/.test(code)).sort();
    if (sides.length > mostSides) continue;
    for (const a of sides) {
      for (const b of sides) {
        if (a >= b) continue;
        const key = `${a} ${b}`;
        const pair = pairs.get(key);
        if (pair) pair.count += 1;
        else pairs.set(key, {a, b, count: 1, last: event});
      }
    }
  }
  return [...pairs.values()].sort((one, other) => other.count - one.count || (one.a + one.b < other.a + other.b ? -1 : 1)).slice(0, 10);
}

function bars(items: {href: string; label: string; number: number; note: string}[]): HTMLElement {
  const most = Math.max(1, ...items.map(item => item.number));
  return h('ol', {class: 'bars'}, items.map(item => {
    const meter = h('span', {class: 'bar', 'aria-hidden': 'true'});
    meter.style.width = `${(100 * item.number) / most}%`;
    return h('li', {}, h('a', {href: item.href, 'data-here': ''}, item.label), h('span', {class: 'count'}, item.note), meter);
  }));
}

function latest(list: TimelineRow[]): HTMLElement {
  return h('ul', {class: 'lines'}, list.map(row => h('li', {class: 'line'},
    h('span', {class: `date quad-${row.quad ?? 'none'}`}, dateText(row.date_from, row.date_to, row.precision)),
    h('a', {href: withEvidence([row.id]), 'data-here': ''}, row.text))));
}

function card(title: string, note: Child, body: Child): HTMLElement {
  return h('section', {class: 'card'}, h('h2', {}, title), note ? h('p', {class: 'note'}, note) : null, body);
}

function searchForm(): HTMLElement {
  const input = h('input', {type: 'search', id: 'search', name: 'q', placeholder: t.searchHint, maxlength: '500'});
  return h('form', {class: 'search-form', role: 'search', onsubmit: (event: Event) => {
    event.preventDefault();
    if (input.value.trim()) go({view: {name: 'search', words: input.value.trim()}, filters: noFilters, evidence: [], article: ''});
  }}, h('label', {for: 'search'}, t.search), h('div', {class: 'row'}, input, h('button', {}, t.searchButton)));
}

export async function startView(): Promise<HTMLElement> {
  const version = await get<Version>('version');
  // In a large record these take their time; one need not wait for them to ask for two states.
  const waiting = h('div', {class: 'cards', 'aria-busy': 'true'}, h('p', {class: 'note'}, texts.loading));
  startCards(version).then(cards => waiting.replaceWith(cards), (error: unknown) => {
    waiting.replaceChildren(h('p', {class: 'warning', role: 'alert'}, texts.failed(String(error))));
    waiting.removeAttribute('aria-busy');
  });
  return h('div', {class: 'start'}, h('div', {class: 'hero'}, h('h1', {}, t.title), h('p', {class: 'lead'}, t.lead), pairForm(), searchForm()),
    waiting, version.may_edit ? intakeZone() : null);
}

function daysBefore(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) - days * 86_400_000).toISOString().slice(0, 10);
}

// What happened last: in the last month where that has enough, else in the last year, else ever.
async function latestRows(to: string): Promise<TimelineRow[]> {
  for (const since of to ? [daysBefore(to, 30), daysBefore(to, 365), ''] : ['']) {
    const found = await get<{rows: TimelineRow[]}>('timeline', {order: 'newest', status: 'happened', limit: 10, ...(to ? {until: to} : {}), ...(since ? {since} : {})});
    if (found.rows.length >= 10 || !since) return found.rows;
  }
  return [];
}

// What of the start follows the record; the rest is what somebody may be typing into.
export async function startCards(version: Version): Promise<HTMLElement> {
  const visit = lastVisit(version);
  if (version.articles === 0) return h('p', {class: 'note cards'}, t.empty);
  const to = version.last_published ?? '';
  const contacts = {type: 'CONSULT', status: 'happened'};
  const [pairs, recentYear, timeline, states] = await Promise.all([
    get<{rows: Pair[]}>('pairs', {limit: 12}),
    to ? rows<EventRow>('events', {...contacts, since: yearBefore(to), until: to}, 2000) : Promise.resolve({rows: [], total: 0}),
    latestRows(to),
    get<{rows: {code: string; name: string}[]}>('states'),
  ]);
  const names = new Map(states.rows.map(row => [row.code, row.name]));
  let meet = meetings(recentYear.rows);
  let note = t.meetNote(yearBefore(to || '2000-01-01'), to);
  if (meet.length < 3) {
    meet = meetings((await rows<EventRow>('events', contacts, 3000)).rows);
    note = t.meetAll;
  }
  const name = (code: string): string => names.get(code) ?? code;
  const when = visit ? new Date(visit.time).toLocaleString('en', {dateStyle: 'medium', timeStyle: 'short'}) : '';
  const more = visit ? version.articles - visit.articles : 0;
  let fresh = timeline;
  if (visit && more > 0) fresh = [...timeline].sort((one, other) => ((one.published ?? '') > (other.published ?? '') ? -1 : 1));
  return h('div', {class: 'cards'},
    card(t.meet, note, bars(meet.map(pair => ({href: pairHref(pair.a, pair.b), label: texts.pair.title(name(pair.a), name(pair.b)), number: pair.count, note: t.contacts(pair.count)})))),
    card(t.known, t.knownNote, bars(pairs.rows.slice(0, 10).map(pair => ({href: pairHref(pair.a, pair.b), label: texts.pair.title(pair.a_name, pair.b_name), number: pair.findings, note: texts.findings(pair.findings)})))),
    card(visit ? t.fresh : t.latest, visit ? (more > 0 ? t.freshNote(more, when) : t.nothingNew(when)) : t.latestNote, latest(fresh)));
}

export function searchHref(words: string): string {
  return format({view: {name: 'search', words}, filters: noFilters, evidence: [], article: ''});
}
