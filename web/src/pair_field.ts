// Two fields for states with suggestions while one types (the combobox pattern of WAI-ARIA 1.2).
import {get, type StateRow} from './api';
import {pairHref, parse, go} from './address';
import {h, unique} from './dom';
import {texts} from './texts';

interface Field {element: HTMLElement; input: HTMLInputElement; code: () => Promise<string | null>}

function stateField(label: string, announce: (text: string) => void): Field {
  const id = unique('state');
  let found: StateRow[] = [];
  let active = -1;
  let chosen: StateRow | null = null;
  let asked = 0;
  const list = h('ul', {id: `${id}-list`, role: 'listbox', class: 'suggestions', 'aria-label': label});
  const input = h('input', {
    id, type: 'text', role: 'combobox', autocomplete: 'off', spellcheck: 'false', 'aria-autocomplete': 'list', 'aria-expanded': 'false',
    'aria-controls': `${id}-list`, placeholder: texts.home.placeholder, required: true,
  });
  list.hidden = true;

  const close = (): void => {
    list.hidden = true;
    active = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  };
  const choose = (row: StateRow): void => {
    chosen = row;
    input.value = row.name;
    close();
  };
  const highlight = (): void => {
    [...list.children].forEach((item, at) => item.setAttribute('aria-selected', String(at === active)));
    if (active >= 0) input.setAttribute('aria-activedescendant', `${id}-${active}`);
    else input.removeAttribute('aria-activedescendant');
    list.children[active]?.scrollIntoView({block: 'nearest'});
  };
  const show = (): void => {
    list.replaceChildren(...found.map((row, at) => h('li', {
      id: `${id}-${at}`, role: 'option', 'aria-selected': 'false', onpointerdown: (event: Event) => {
        event.preventDefault();
        choose(row);
      },
    }, h('span', {}, row.name), h('span', {class: 'code'}, row.code), h('span', {class: 'count'}, row.findings ? texts.findings(row.findings) : ''))));
    list.hidden = found.length === 0;
    input.setAttribute('aria-expanded', String(found.length > 0));
    active = -1;
    announce(texts.home.suggestions(found.length));
  };
  const suggest = async (typed: string): Promise<StateRow[]> =>
    (await get<{rows: StateRow[]}>('states', {q: typed.slice(0, 100), limit: 8})).rows;

  input.addEventListener('input', () => {
    chosen = null;
    asked += 1;
    const turn = asked;
    const typed = input.value.trim();
    if (!typed) {
      found = [];
      close();
      return;
    }
    suggest(typed).then(rows => {
      if (turn !== asked) return;
      found = rows;
      show();
    }).catch(close);
  });
  input.addEventListener('keydown', event => {
    if (list.hidden) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      const step = event.key === 'ArrowDown' ? 1 : -1;
      active = active < 0 && step < 0 ? found.length - 1 : (active + step + found.length) % found.length;
      highlight();
    } else if (event.key === 'Enter' && found[Math.max(active, 0)]) {
      const row = found[Math.max(active, 0)];
      if (active >= 0) event.preventDefault();
      if (row) choose(row);
    } else if (event.key === 'Escape') {
      close();
    }
  });
  input.addEventListener('blur', close);
  const element = h('div', {class: 'field'}, h('label', {for: id}, label), h('div', {class: 'combo'}, input, list));
  return {
    element, input,
    code: async () => {
      if (chosen && chosen.name === input.value) return chosen.code;
      const typed = input.value.trim();
      return typed ? (await suggest(typed))[0]?.code ?? null : null;
    },
  };
}

export function pairForm(): HTMLElement {
  const status = h('p', {class: 'out-of-sight', role: 'status'});
  const error = h('p', {class: 'warning', role: 'alert', hidden: true});
  const announce = (text: string): void => {
    status.textContent = text;
  };
  const first = stateField(texts.home.first, announce);
  const second = stateField(texts.home.second, announce);
  const wrong = (text: string, field: Field): void => {
    error.textContent = text;
    error.hidden = false;
    field.input.focus();
  };
  const submit = async (): Promise<void> => {
    error.hidden = true;
    const [a, b] = await Promise.all([first.code(), second.code()]);
    if (!a) wrong(texts.home.noSuch(first.input.value), first);
    else if (!b) wrong(texts.home.noSuch(second.input.value), second);
    else if (a === b) wrong(texts.home.choose, second);
    else go(parse(pairHref(a, b)));
  };
  return h('form', {class: 'pair-form', onsubmit: (event: Event) => {
    event.preventDefault();
    submit().catch((trouble: unknown) => wrong(texts.failed(String(trouble)), first));
  }}, h('div', {class: 'pair-fields'}, first.element, h('span', {class: 'and', 'aria-hidden': 'true'}, texts.home.and), second.element,
    h('button', {class: 'primary'}, texts.home.show)), error, status);
}
