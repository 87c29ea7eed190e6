// Sections of a brief: lines that open their evidence, tables, sources.
import type {Brief, Group, Line, Section, Source, Table} from './api';
import {withArticle, withEvidence} from './address';
import {dateText} from './chart';
import {h, type Child} from './dom';
import {texts} from './texts';

const t = texts.pair;
const mostLines = 12; // of a group, until one asks for more
const mostGroups = 8; // of a section
const mostSources = 60;

// Which lines are shown: those of events and agreements that the filters leave; null where nothing is filtered by kind.
export type Fits = ((line: Line) => boolean) | null;

// A note of the brief: ids of findings in it lead to them; what official statistics say is short until it is opened.
function noteOf(note: string): HTMLElement {
  const linked = (text: string): Child[] => text.split(/\b([AEFGO](?=[0-9A-Z]*\d)[0-9A-Z]{10})\b/).map((piece, at) =>
    (at % 2 === 1 ? h('a', {href: withEvidence([piece]), 'data-here': ''}, t.linked) : piece));
  const [, before = '', verdict, rest = ''] = note.match(/^(.*?)(?:^|; )Official statistics: (Matches|Contradicts|Cannot-check|Mixed)(.*)$/s) ?? [];
  if (!verdict) return h('p', {class: 'line-note'}, linked(note));
  const word = verdict.toLowerCase();
  const also = /Contradicts/.test(rest) && word !== 'contradicts';
  return h('div', {class: 'line-note'}, before ? h('p', {}, linked(before)) : null,
    h('details', {class: 'verdict-note'}, h('summary', {}, `${t.official}: `, h('span', {class: `verdict verdict-${word}`}, texts.figures.verdict[word] ?? verdict),
      also ? [' ', h('span', {class: 'verdict verdict-contradicts'}, t.oneContradicts)] : null), h('p', {}, `${verdict}${rest}`)));
}

function lineItem(line: Line, sources: Map<number, Source>): HTMLElement {
  const date = line.date ? dateText(line.date.from, line.date.to, line.date.precision) : texts.undated;
  const planned = line.status === 'planned' || line.status === 'hypothetical' || line.status === 'denied';
  return h('li', {class: `line${planned ? ' unrealised' : ''}`},
    h('span', {class: 'date'}, date),
    h('div', {class: 'said'},
      h('a', {href: withEvidence([line.id]), 'data-here': '', class: 'line-text'}, line.text),
      line.sources.length > 0 ? h('span', {class: 'cites'}, line.sources.map(number => {
        const source = sources.get(number);
        return [' ', h('a', {href: `#source-${number}`, class: 'cite', onclick: () => document.getElementById(`source-${number}`)?.removeAttribute('hidden'), 'aria-label': `${t.sourcesTitle} ${number}${source?.publisher ? `, ${source.publisher}` : ''}`}, `[${number}]`)];
      })) : null,
      line.superseded_by ? h('span', {class: 'warning'}, ` ${t.corrected}`) : null,
      line.quote ? h('p', {class: 'quote'}, line.quote) : null,
      line.note ? noteOf(line.note) : null));
}

function table(one: Table): HTMLElement {
  return h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': one.caption ?? one.columns.join(', ')}, h('table', {class: 'plain'}, one.caption ? h('caption', {}, one.caption) : null,
    h('thead', {}, h('tr', {}, one.columns.map(column => h('th', {scope: 'col'}, column)))),
    h('tbody', {}, one.rows.map(row => h('tr', {}, row.map((cell, at) => (at === 0 ? h('th', {scope: 'row'}, cell) : h('td', {}, cell))))))));
}

// The first `most` of what a list or section holds; a button shows the others.
function folded<E extends HTMLElement>(list: E, most: number, label: (number: number) => string): Child {
  const others = [...list.children].slice(most) as HTMLElement[];
  if (others.length === 0) return list;
  for (const other of others) other.hidden = true;
  const more = h('button', {type: 'button', class: 'quiet more', onclick: () => {
    for (const other of others) other.hidden = false;
    others[0]?.querySelector<HTMLElement>('a')?.focus();
    more.remove();
  }}, label(others.length));
  return [list, more];
}

// Where there are more groups than are shown at first, the latest of those that contradict each other come first.
function inOrder(groups: Group[]): Group[] {
  if (groups.length <= mostGroups) return groups;
  const day = (one: Group): string => one.lines[0]?.date?.from ?? '';
  const disputed = groups.filter(one => one.contradiction).sort((one, other) => (day(one) > day(other) ? -1 : day(one) < day(other) ? 1 : 0));
  return [...disputed, ...groups.filter(one => !one.contradiction)];
}

function group(one: Group, sources: Map<number, Source>, fits: Fits): HTMLElement | null {
  const lines = fits ? one.lines.filter(fits) : one.lines;
  if (lines.length === 0) return null;
  return h('div', {class: `group${one.contradiction ? ' contradiction' : ''}`},
    one.contradiction ? h('p', {class: 'flag'}, t.contradiction) : null, one.title ? h('h3', {}, one.title) : null,
    folded(h('ul', {class: 'lines'}, lines.map(line => lineItem(line, sources))), mostLines, t.moreLines),
    one.left_out > 0 ? h('p', {class: 'note'}, t.leftOut(one.left_out)) : null);
}

export function sourceMap(brief: Brief): Map<number, Source> {
  return new Map(brief.sources.map(source => [source.number, source]));
}

// A section with what is drawn above its lines; null where it has neither.
export function section(one: Section, sources: Map<number, Source>, fits: Fits, drawn: Child = null, options: {title?: string; tables?: boolean; lines?: boolean} = {}): HTMLElement | null {
  const groups = options.lines === false ? [] : inOrder(one.groups).map(each => group(each, sources, fits)).filter(each => each !== null);
  const tables = options.tables === false ? [] : one.tables.map(table);
  if (groups.length === 0 && tables.length === 0 && !drawn) return null;
  const empty = groups.length === 0 && tables.length === 0;
  return h('section', {id: `section-${one.id}`, class: `section section-${one.id}`, 'aria-labelledby': `title-${one.id}`},
    h('h2', {id: `title-${one.id}`}, options.title ?? one.title), one.note && !empty ? h('p', {class: 'note'}, one.note) : null, drawn, tables,
    groups.length > 0 ? folded(h('div', {class: 'groups'}, groups), mostGroups, t.moreGroups) : null);
}

export function sourceList(brief: Brief): HTMLElement | null {
  if (brief.sources.length === 0) return null;
  return h('section', {id: 'section-sources', class: 'section section-sources', 'aria-labelledby': 'title-sources'}, h('h2', {id: 'title-sources'}, t.sourcesTitle),
    folded(h('ol', {class: 'sources'}, brief.sources.map(source => h('li', {id: `source-${source.number}`, value: String(source.number)},
      h('a', {href: withArticle(source.article), 'data-here': ''}, source.title ?? (source.publisher ? texts.search.noTitle : source.file ?? texts.search.noTitle)),
      h('span', {class: 'note'}, ` ${[source.publisher ?? texts.noPublisher, source.published].filter(Boolean).join(', ')}`,
        source.also.length > 0 ? `; ${t.alsoIn(texts.list(source.also))}` : '', source.superseded_by ? `; ${t.corrected}` : '')))), mostSources, t.moreSources),
    h('p', {class: 'note citation'}, brief.citation));
}
