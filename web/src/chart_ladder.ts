// Agreements as a ladder: a row each, a column for each step that articles report; a step opens its evidence.
import type {AgreementRow} from './api';
import {dateText, openEvidence} from './chart';
import {h} from './dom';
import {texts} from './texts';

const order = ['proposed', 'negotiated', 'signed', 'ratified', 'in-force', 'amended', 'suspended', 'terminated'];
const always = ['signed', 'ratified', 'in-force'];
const shownAtFirst = 12;

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function ladder(rows: AgreementRow[]): HTMLElement | null {
  if (rows.length === 0) return null;
  const agreements = new Map<string, AgreementRow[]>();
  for (const row of rows) agreements.set(row.id, [...(agreements.get(row.id) ?? []), row]);
  const columns = order.filter(step => always.includes(step) || rows.some(row => row.step === step));
  const body = h('tbody');
  let number = 0;
  for (const steps of agreements.values()) {
    const name = capital(steps[0]?.name ?? '');
    const cells = columns.map(column => {
      const here = steps.filter(row => row.step === column);
      if (here.length === 0) return h('td', {class: 'rung'}, h('span', {class: 'gap', 'aria-hidden': 'true'}));
      return h('td', {class: 'rung reached'}, here.map(row => {
        const planned = row.status !== 'happened';
        const when = dateText(row.date_from, row.date_to, row.precision);
        return h('button', {
          type: 'button', class: `rung-mark step-${column}${planned ? ' unrealised' : ''}`, onclick: () => openEvidence([row.id]),
          'aria-label': texts.open(`${name}: ${texts.steps[column] ?? column}, ${when}${planned ? ` (${texts.status[row.status] ?? row.status})` : ''}`),
        }, when);
      }));
    });
    const row = h('tr', {}, h('th', {scope: 'row'}, name), cells);
    number += 1;
    row.hidden = number > shownAtFirst;
    body.append(row);
  }
  const head = h('tr', {}, h('th', {scope: 'col'}, texts.ladder.name), columns.map(column => h('th', {scope: 'col'}, texts.steps[column] ?? column)));
  const more = h('button', {type: 'button', class: 'quiet', onclick: () => {
    for (const row of body.querySelectorAll('tr')) row.hidden = false;
    more.remove();
  }}, texts.ladder.more(number - shownAtFirst));
  return h('div', {class: 'scroll', tabindex: '0', role: 'region', 'aria-label': texts.ladder.caption},
    h('table', {class: 'ladder'}, h('caption', {class: 'out-of-sight'}, texts.ladder.caption), h('thead', {}, head), body),
    number > shownAtFirst ? more : null);
}
