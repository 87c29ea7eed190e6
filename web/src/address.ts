// What is shown stands in the address: view, filters, what is open in the drawer. A link shows the same again.

export interface Filters {
  since: string;
  until: string;
  types: string[];
  levels: string[];
  areas: string[];
  confidence: number; // 0: all
}

export type View =
  | {name: 'start'}
  | {name: 'pair'; a: string; b: string}
  | {name: 'search'; words: string}
  | {name: 'check'}
  | {name: 'unknown'};

export interface Address {
  view: View;
  filters: Filters;
  evidence: string[]; // ids of findings
  article: string; // id of an article; '' none
}

export const noFilters: Filters = {since: '', until: '', types: [], levels: [], areas: [], confidence: 0};

const list = (text: string | null): string[] => (text ? text.split(',').filter(Boolean) : []);
const day = (text: string | null): string => (text && /^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) ? text : '');

function viewOf(url: URL): View {
  const parts = url.pathname.split('/').filter(Boolean).map(part => {
    try {
      return decodeURIComponent(part);
    } catch {
      return part;
    }
  });
  if (parts.length === 0) return {name: 'start'};
  if (parts[0] === 'view' && parts[1] === 'pair' && parts[2] && parts[3]) return {name: 'pair', a: parts[2], b: parts[3]};
  if (parts[0] === 'view' && parts[1] === 'search') return {name: 'search', words: url.searchParams.get('q') ?? ''};
  if (parts[0] === 'view' && parts[1] === 'check') return {name: 'check'};
  return {name: 'unknown'};
}

export function parse(href: string): Address {
  const url = new URL(href, 'http://localhost');
  const given = url.searchParams;
  const confidence = Number(given.get('min-confidence') ?? 0);
  return {
    view: viewOf(url),
    filters: {
      since: day(given.get('since')),
      until: day(given.get('until')),
      types: list(given.get('type')),
      levels: list(given.get('level')),
      areas: list(given.get('area')),
      confidence: confidence > 0 && confidence <= 1 ? confidence : 0,
    },
    evidence: list(given.get('evidence')),
    article: given.get('article') ?? '',
  };
}

export function filterParameters(filters: Filters): Record<string, string> {
  const out: Record<string, string> = {};
  if (filters.since) out['since'] = filters.since;
  if (filters.until) out['until'] = filters.until;
  if (filters.types.length) out['type'] = filters.types.join(',');
  if (filters.levels.length) out['level'] = filters.levels.join(',');
  if (filters.areas.length) out['area'] = filters.areas.join(',');
  if (filters.confidence) out['min-confidence'] = String(filters.confidence);
  return out;
}

export function format(address: Address): string {
  const {view, filters} = address;
  const given = new URLSearchParams();
  let path = '/';
  if (view.name === 'pair') path = `/view/pair/${encodeURIComponent(view.a)}/${encodeURIComponent(view.b)}`;
  if (view.name === 'search') path = '/view/search';
  if (view.name === 'check') path = '/view/check';
  if (view.name === 'search' && view.words) given.set('q', view.words);
  if (view.name === 'pair') for (const [name, value] of Object.entries(filterParameters(filters))) given.set(name, value);
  if (address.evidence.length) given.set('evidence', address.evidence.join(','));
  if (address.article) given.set('article', address.article);
  const query = given.toString().replaceAll('%2C', ',');
  return query ? `${path}?${query}` : path;
}

export function current(): Address {
  return parse(location.href);
}

// Goes there; whoever shows things listens for the event "address" of the window.
export function go(address: Address, how: 'push' | 'replace' = 'push'): void {
  const href = format(address);
  if (href === location.pathname + location.search) return;
  if (how === 'push') history.pushState({ours: true}, '', href);
  else history.replaceState(history.state, '', href);
  window.dispatchEvent(new Event('address'));
}

export function withEvidence(ids: string[]): string {
  return format({...current(), evidence: ids, article: ''});
}

export function withArticle(id: string): string {
  return format({...current(), evidence: [], article: id});
}

export function pairHref(a: string, b: string): string {
  return format({view: {name: 'pair', a, b}, filters: noFilters, evidence: [], article: ''});
}

// Links within the page need no loading.
export function catchLinks(): void {
  document.addEventListener('click', event => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = (event.target as Element).closest?.('a[data-here]');
    const href = link?.getAttribute('href');
    if (!href) return;
    event.preventDefault();
    go(parse(href));
  });
  window.addEventListener('popstate', () => window.dispatchEvent(new Event('address')));
}
