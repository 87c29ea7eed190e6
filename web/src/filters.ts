// The bar of filters of a pair. What is chosen stands in the address.
import {current, go, noFilters, type Filters} from './address';
import {h, unique} from './dom';
import {areaName, texts} from './texts';

const t = texts.filter;

export interface Choices {types: string[]; levels: string[]; areas: string[]}

function change(part: Partial<Filters>): void {
  const address = current();
  go({...address, filters: {...address.filters, ...part}});
}

function dateField(label: string, part: 'since' | 'until', value: string): HTMLElement {
  const id = unique('date');
  const input = h('input', {id, type: 'text', value, size: '10', placeholder: t.dateHint.slice(0, 4), title: t.dateHint, inputmode: 'numeric', onchange: () => {
    const given = input.value.trim();
    const good = given === '' || /^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$/.test(given);
    input.setCustomValidity(good ? '' : t.badDate);
    input.reportValidity();
    if (good) change({[part]: given});
  }});
  return h('div', {class: 'field'}, h('label', {for: id}, label), input);
}

function several(label: string, part: 'types' | 'levels' | 'areas', offered: string[], chosen: string[], nameOf: (value: string) => string): HTMLElement | null {
  const all = [...new Set([...offered, ...chosen])];
  if (all.length === 0) return null;
  const boxes = all.map(value => {
    const box = h('input', {type: 'checkbox', value, checked: chosen.includes(value), onchange: () => {
      change({[part]: boxes.map(one => one.box).filter(one => one.checked).map(one => one.value)});
    }});
    return {box, row: h('label', {class: 'check'}, box, ' ', nameOf(value))};
  });
  const summary = chosen.length === 0 ? t.all : chosen.length === 1 ? nameOf(chosen[0] ?? '') : t.chosen(chosen.length);
  const details = h('details', {class: 'several', name: 'filter'}, h('summary', {}, h('span', {class: 'filter-name'}, label), h('span', {class: 'filter-value'}, summary)),
    h('div', {class: 'menu', role: 'group', 'aria-label': label}, boxes.map(one => one.row)));
  details.addEventListener('keydown', event => {
    if (event.key === 'Escape' && details.open) {
      details.open = false;
      details.querySelector('summary')?.focus();
    }
  });
  return details;
}

export function filterBar(choices: Choices, filters: Filters): HTMLElement {
  const id = unique('confidence');
  const confidence = h('select', {id, onchange: () => change({confidence: Number(confidence.value)})},
    [0, 0.5, 0.6, 0.7, 0.8, 0.9].map(value => h('option', {value: String(value), selected: value === filters.confidence}, value === 0 ? t.anyConfidence : value.toFixed(1))));
  if (![0, 0.5, 0.6, 0.7, 0.8, 0.9].includes(filters.confidence)) {
    confidence.append(h('option', {value: String(filters.confidence), selected: true}, String(filters.confidence)));
  }
  const any = filters.since || filters.until || filters.types.length || filters.levels.length || filters.areas.length || filters.confidence;
  return h('form', {class: 'filters', 'aria-label': texts.pair.filters, onsubmit: (event: Event) => event.preventDefault()},
    dateField(t.from, 'since', filters.since), dateField(t.to, 'until', filters.until),
    several(t.kind, 'types', choices.types, filters.types, value => texts.types[value] ?? value),
    several(t.level, 'levels', choices.levels, filters.levels, value => texts.levels[value] ?? value),
    several(t.area, 'areas', choices.areas, filters.areas, areaName),
    h('div', {class: 'field'}, h('label', {for: id}, t.confidence), confidence),
    any ? h('button', {type: 'button', class: 'quiet', onclick: () => change(noFilters)}, t.clear) : null);
}
