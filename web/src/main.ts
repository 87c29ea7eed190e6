// The frame of the page: header, view, footer, drawer; goes where the address says.
import {ApiError, get, listen, type Version} from './api';
import {catchLinks, current, format, noFilters} from './address';
import {hideHint} from './chart';
import {fill, h} from './dom';
import {catchDrops} from './edits';
import {showEvidence} from './evidence';
import {texts} from './texts';
import {checkView} from './view_check';
import {pairView} from './view_pair';
import {searchView} from './view_search';
import {startCards, startView} from './view_start';
import './style.css';

const themeKey = 'chancery.theme';
const main = h('main', {id: 'content', tabindex: '-1'});
const live = h('p', {class: 'out-of-sight', role: 'status'});
const footer = h('footer', {});

function storedTheme(): string | null {
  try {
    return localStorage.getItem(themeKey);
  } catch {
    return null;
  }
}

function isDark(): boolean {
  const set = document.documentElement.dataset['theme'];
  return set ? set === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
}

function themeButton(): HTMLElement {
  const label = (): string => (isDark() ? texts.theme.light : texts.theme.dark);
  const button = h('button', {type: 'button', class: 'tool', onclick: () => {
    const to = isDark() ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = to;
    try {
      localStorage.setItem(themeKey, to);
    } catch {
      // not kept, then
    }
    button.setAttribute('aria-label', label());
    button.title = label();
  }, 'aria-label': label(), title: label()}, '◐');
  return button;
}

function header(): HTMLElement {
  const check = format({view: {name: 'check'}, filters: noFilters, evidence: [], article: ''});
  return h('header', {class: 'top'}, h('a', {class: 'skip', href: '#content'}, texts.skip),
    h('a', {class: 'brand', href: '/', 'data-here': ''}, texts.name),
    h('nav', {'aria-label': texts.navigation}, h('a', {href: '/', 'data-here': ''}, texts.start), h('a', {href: check, 'data-here': ''}, texts.check), h('a', {href: '/api/'}, texts.api)),
    themeButton());
}

async function describeRecord(): Promise<void> {
  const version = await get<Version>('version');
  fill(footer, h('p', {}, texts.footer.record(version.articles, version.first_published ?? '', version.last_published ?? '')), h('p', {}, texts.footer.says), h('p', {}, texts.footer.borders));
}

let turn = 0;
let shown = '';

// What of the address makes another view; the drawer lies above it.
function viewKey(): string {
  return format({...current(), evidence: [], article: ''});
}

async function make(): Promise<{element: HTMLElement; title: string}> {
  const {view, filters} = current();
  switch (view.name) {
    case 'start': return {element: await startView(), title: ''};
    case 'search': return {element: await searchView(view.words), title: texts.search.title(view.words)};
    case 'check': return {element: checkView(), title: texts.check};
    case 'pair': return pairView(view.a, view.b, filters);
    default: return {element: h('div', {class: 'narrow'}, h('h1', {}, texts.nothingHere)), title: ''};
  }
}

async function show(again = false): Promise<void> {
  const wanted = viewKey();
  const {view} = current();
  for (const link of document.querySelectorAll('.top nav a')) {
    const here = link.getAttribute('href') === location.pathname;
    if (here) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  if (wanted === shown && !again) return;
  if (again && view.name === 'check') return; // what somebody is typing stays
  const cards = main.querySelector('.start > .cards');
  if (again && view.name === 'start' && cards) {
    cards.replaceWith(await startCards(await get<Version>('version')));
    return;
  }
  const samePath = shown.split('?')[0] === wanted.split('?')[0];
  shown = wanted;
  turn += 1;
  const mine = turn;
  hideHint();
  main.setAttribute('aria-busy', 'true');
  if (!samePath) fill(main, h('p', {class: 'note narrow'}, texts.loading));
  try {
    const {element, title} = await make();
    if (mine !== turn) return;
    // Filters change what is shown, not where one is: place and focus stay.
    const scroll = samePath ? scrollY : 0;
    const focused = samePath ? focusPath() : null;
    fill(main, element);
    document.title = title ? `${title} – ${texts.name}` : texts.name;
    if (samePath) {
      scrollTo(0, scroll);
      restoreFocus(focused);
    } else {
      scrollTo(0, 0);
      if (turn > 1) main.focus({preventScroll: true});
    }
  } catch (error) {
    if (mine !== turn) return;
    shown = '';
    const detail = error instanceof ApiError ? error.detail : String(error);
    fill(main, h('div', {class: 'narrow'}, h('h1', {class: 'out-of-sight'}, texts.name), h('p', {class: 'warning', role: 'alert'}, texts.failed(detail)),
      h('p', {}, h('button', {type: 'button', onclick: () => void show()}, texts.again), ' ', h('a', {href: '/', 'data-here': ''}, texts.start))));
  } finally {
    if (mine === turn) main.setAttribute('aria-busy', 'false');
  }
}

// Where the focus is among the filters, to find it again after they were drawn anew.
function focusPath(): {at: number; open: number} | null {
  const filters = document.querySelector('.filters');
  const active = document.activeElement;
  if (!filters || !active || !filters.contains(active)) return null;
  const inputs = [...filters.querySelectorAll('input,select,summary,button')];
  const details = [...filters.querySelectorAll('details')];
  return {at: inputs.indexOf(active), open: details.findIndex(one => one.open)};
}

function restoreFocus(path: {at: number; open: number} | null): void {
  const filters = document.querySelector('.filters');
  if (!path || !filters) return;
  const details = filters.querySelectorAll('details')[path.open];
  if (details) details.open = true;
  filters.querySelectorAll<HTMLElement>('input,select,summary,button')[path.at]?.focus({preventScroll: true});
}

const theme = storedTheme();
if (theme === 'light' || theme === 'dark') document.documentElement.dataset['theme'] = theme;
document.body.append(header(), main, live, footer);
catchLinks();
catchDrops();
window.addEventListener('address', () => {
  void show();
  showEvidence();
});
document.addEventListener('click', event => {
  for (const open of document.querySelectorAll<HTMLDetailsElement>('details.several[open]')) {
    if (!open.contains(event.target as Node)) open.open = false;
  }
});
void show().then(showEvidence);
void describeRecord().catch(() => undefined);
listen(version => {
  void show(true).catch(() => undefined);
  void describeRecord().catch(() => undefined);
  live.textContent = texts.recordChanged(version);
});
