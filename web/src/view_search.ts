// Articles with given words.
import {get, type Passage} from './api';
import {go, noFilters, withArticle} from './address';
import {h} from './dom';
import {texts} from './texts';

const t = texts.search;

export async function searchView(words: string): Promise<HTMLElement> {
  const list = h('ol', {class: 'results'});
  const count = h('p', {class: 'note', role: 'status'});
  const more = h('button', {type: 'button'}, t.more);
  let cursor: string | null = null;
  const input = h('input', {type: 'search', id: 'search', value: words, maxlength: '500'});
  const form = h('form', {class: 'search-form', role: 'search', onsubmit: (event: Event) => {
    event.preventDefault();
    if (input.value.trim()) go({view: {name: 'search', words: input.value.trim()}, filters: noFilters, evidence: [], article: ''});
  }}, h('label', {for: 'search'}, texts.home.search), h('div', {class: 'row'}, input, h('button', {}, texts.home.searchButton)));
  const next = async (): Promise<void> => {
    const page: {rows: Passage[]; next_cursor: string | null} = await get('search', {q: words, limit: 20, ...(cursor ? {cursor} : {})});
    cursor = page.next_cursor;
    for (const row of page.rows) {
      list.append(h('li', {}, h('a', {href: withArticle(row.article), 'data-here': ''}, row.title ?? t.noTitle),
        h('div', {class: 'note'}, [row.source ?? texts.noPublisher, row.published].filter(Boolean).join(', ')), h('p', {class: 'passage'}, row.passage)));
    }
    more.hidden = cursor === null;
    count.textContent = list.children.length === 0 ? t.none : t.count(list.children.length, cursor !== null);
  };
  more.addEventListener('click', () => {
    next().catch((error: unknown) => {
      count.textContent = texts.failed(String(error));
    });
  });
  if (words.trim()) await next();
  else more.hidden = true;
  return h('div', {class: 'narrow'}, h('h1', {}, words ? t.title(words) : texts.home.search), form, count, list, more);
}
