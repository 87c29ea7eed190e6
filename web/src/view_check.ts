// A pasted text: its findings and the verdicts on its figures. Nothing of it is kept.
import {ApiError, post, type Checked, type Claim} from './api';
import {fill, h, type Child} from './dom';
import {money} from './chart_figures';
import {markedText, type Span} from './marked_text';
import {texts} from './texts';

const t = texts.checking;

function claim(one: Claim): HTMLElement {
  const value = (amount: number, unit: string): string => (unit === 'USD' ? money(amount) : `${amount.toLocaleString('en')} ${unit}`);
  return h('li', {class: 'claim-result'},
    h('p', {}, h('span', {class: `verdict verdict-${one.verdict}`}, t.verdict[one.verdict] ?? one.verdict), ' ', h('strong', {}, one.claim.text ?? ''),
      one.with.length > 0 ? ` ${t.by(texts.list(one.with))}` : '', one.note ? `: ${one.note}.` : ''),
    one.also.map(other => h('p', {}, h('span', {class: `verdict verdict-${other.verdict}`}, t.verdict[other.verdict] ?? other.verdict),
      ` ${t.by(texts.list(other.with))}`, other.note ? `: ${other.note}.` : '')),
    one.mirror_gap ? h('p', {class: 'note'}, t.mirror(Math.max(one.mirror_gap, 1 / one.mirror_gap).toFixed(2))) : null,
    one.official.length > 0 ? h('div', {class: 'scroll'}, h('table', {class: 'plain'},
      h('thead', {}, h('tr', {}, [t.reporter, t.period, t.value, texts.evidence.source, t.agrees].map(name => h('th', {scope: 'col'}, name)))),
      h('tbody', {}, one.official.map(row => h('tr', {}, h('td', {}, texts.evidence.official(row.reporter, row.partner)), h('td', {}, row.period), h('td', {class: 'number'}, value(row.value, row.unit)),
        h('td', {}, row.source ?? ''), h('td', {}, row.agrees ? t.yes : t.no)))))) : null);
}

function result(found: Checked): Child[] {
  const spans = (inTitle: boolean): Span[] => found.findings.flatMap(({finding, text}) =>
    finding.evidence && (finding.evidence.in === 'title') === inTitle ? [{begin: finding.evidence.begin, end: finding.evidence.end, role: 'sentence', title: text}] : []);
  const values: Span[] = (found.claims ?? []).flatMap(({claim: {begin, end}}) => (begin === undefined || end === undefined ? [] : [{begin, end, role: 'value'}]));
  return [
    h('h2', {}, t.claims),
    found.claims === null ? h('p', {class: 'note'}, t.noStatistics) : found.claims.length === 0 ? h('p', {class: 'note'}, t.noClaims) : h('ul', {class: 'claims'}, found.claims.map(claim)),
    h('h2', {}, t.found),
    found.findings.length === 0 ? h('p', {class: 'note'}, t.nothing) : h('ul', {class: 'choose'}, found.findings.map(({kind, text}) => h('li', {}, text, h('div', {class: 'note'}, texts.kinds[kind] ?? kind)))),
    h('h2', {}, t.marked),
    h('div', {class: 'article-text whole'}, h('div', {class: 'prose'}, markedText(found.article.text.replace(/\s+$/, ''), [...spans(false), ...values]))),
  ];
}

export function checkView(): HTMLElement {
  const text = h('textarea', {id: 'check-text', rows: '10', required: true, maxlength: '500000'});
  const date = h('input', {id: 'check-date', type: 'text', inputmode: 'numeric', pattern: '\\d{4}-\\d{2}-\\d{2}', 'aria-describedby': 'check-date-hint', size: '12'});
  const out = h('div', {class: 'check-result', 'aria-live': 'polite'});
  const button = h('button', {class: 'primary'}, t.button);
  const ask = async (): Promise<void> => {
    if (!text.value.trim()) {
      fill(out, h('p', {class: 'warning'}, t.empty));
      return;
    }
    button.disabled = true;
    fill(out, h('p', {class: 'note'}, texts.loading));
    try {
      fill(out, result(await post<Checked>('check', {text: text.value, ...(date.value ? {date: date.value} : {})})));
    } catch (error) {
      fill(out, h('p', {class: 'warning'}, texts.failed(error instanceof ApiError ? error.detail : String(error))));
    } finally {
      button.disabled = false;
    }
  };
  return h('div', {class: 'narrow'}, h('h1', {}, t.title), h('p', {class: 'lead'}, t.lead),
    h('form', {class: 'check-form', onsubmit: (event: Event) => {
      event.preventDefault();
      void ask();
    }}, h('label', {for: 'check-text'}, t.text), text, h('div', {class: 'row'}, h('div', {class: 'field'}, h('label', {for: 'check-date'}, t.date), date, h('p', {class: 'note', id: 'check-date-hint'}, t.dateHint)), button)), out);
}
