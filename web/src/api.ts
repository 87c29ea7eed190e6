// What the server gives (docs/openapi.json), as far as the page uses it.

export interface Interval {from: string; to: string; precision: string; basis: string}
export interface Source {
  number: number; article: string; publisher: string | null; title: string | null; published: string | null; url: string | null;
  file: string | null; also: string[]; superseded_by: string | null;
}
export interface Line {
  number: number; id: string; kind: string; date: Interval | null; status: string | null; text: string; quote: string | null;
  note: string | null; steps: {what: string; id: string; told: string | null; date: Interval | null}[]; sources: number[];
  source_count: number; story_count: number; superseded_by: string | null;
}
export interface Group {title: string | null; contradiction: boolean; lines: Line[]; left_out: number}
export interface Table {caption: string | null; columns: string[]; rows: string[][]}
export interface Section {id: string; title: string; note: string | null; tables: Table[]; groups: Group[]}
export interface Brief {
  title: string; actors: string[]; as_of: string | null; basis: string[]; sections: Section[]; sources: Source[];
  record_version: number; citation: string;
}
interface Row {
  id: string; date_from: string | null; date_to: string | null; precision: string | null; status: string; areas: string[];
  text: string; confidence: number; sources: string[]; articles: number; published: string | null; article: string; sentence: string;
}
export interface EventRow extends Row {
  event: string; mode: string | null; quad: string; intensity: number; level: string | null; actors: string[]; actor_persons: string[];
  recipients: string[]; recipient_persons: string[]; place: string | null; place_country: string | null; latitude: number | null;
  longitude: number | null;
}
export interface AgreementRow extends Row {
  name: string; kind: string; parties: string[]; step: string; latest: boolean;
}
export interface FigureRow extends Omit<Row, 'areas' | 'status'> {
  measure: string; parties: string[]; from: string | null; to: string | null; period_from: string | null; period_to: string | null;
  value: number; unit: string; outlook: string; verdict: string; verdict_with: string[]; verdict_text: string; dispute: string | null;
}
export interface PersonRow extends Row {
  person: string; office: string; country: string; former: boolean; last_named: string | null; named_from: string | null;
  named_to: string | null; table_from: string | null; table_to: string | null; ended: string | null;
}
export interface TimelineRow extends Row {kind: string; type: string; quad: string | null; actors: string[]; recipients: string[]}
export interface Passage {article: string; published: string | null; source: string | null; title: string | null; passage: string}
export interface Pair {a: string; b: string; a_name: string; b_name: string; findings: number}
export interface StateRow {code: string; name: string; kind: string; findings: number; names: string[]}
export interface OfficialRow {
  reporter: string; partner: string; flow: string; commodity: string; name: string | null; period: string; value: number; unit: string;
  source: string | null; superseded: boolean; incomplete: boolean;
}
export interface Version {
  program: string; record_version: number; articles: number; findings: number; may_edit: boolean; has_statistics: boolean;
  first_published: string | null; last_published: string | null; publishers: {name: string | null; articles: number}[];
}
export interface Mark {role: string; begin: number; end: number}
export interface Excerpt {label: string; text: string; begin: number; end: number; in?: 'title'; marks: Mark[]}
export interface ArticleHead {
  id: string; title: string | null; source: string | null; published: string | null; url: string | null; file: string | null;
  line: number | null; superseded_by: string | null; reprints?: {article: string; source: string | null; published: string | null}[];
}
export interface Correction {verdict: 'wrong' | 'right'; by: string; note: string; time: string}
export interface Occurrence {
  id: string; reader: string; article: ArticleHead; excerpts: Excerpt[];
  actors: {role: string; text: string; resolved: string; inferred: string[]; table: string | null; learnt: string | null}[];
  date: string | null; facts: {name: string; value: string}[]; correction: Correction | null;
  finding: {confidence: number; status?: string; scores?: {model: string; label: string; value: number}[]};
}
export interface Explanation {id: string; kind: string; text: string; links: {kind: string; id: string}[]; occurrences: Occurrence[]}
export interface FoundIn {
  id: string | null; kind: string; text: string; wrong: boolean;
  finding: {id: string; evidence?: {begin: number; end: number; in?: 'title'}; confidence: number};
}
export interface Article {article: ArticleHead & {text: string; language: string | null}; findings: FoundIn[]}
export interface Claim {
  claim: {id: string; text?: string; begin?: number; end?: number}; verdict: string; with: string[]; how: string | null; note: string | null;
  official: {reporter: string; partner: string; period: string; value: number; unit: string; source: string | null; published: string | null; agrees: boolean}[];
  also: {verdict: string; with: string[]; note: string | null}[]; mirror_gap: number | null;
}
export interface Checked extends Article {claims: Claim[] | null}

interface Refusal {file: string; line: number | null; reason: string}
export interface Intake {
  articles: number; added: number; revised: number; unchanged: number; findings: number; refused: number; refusals: Refusal[]; doubts: Refusal[];
}

export class ApiError extends Error {
  constructor(readonly status: number, readonly detail: string) {
    super(detail);
  }
}

type Parameters = Record<string, string | number | undefined>;

export function href(path: string, parameters: Parameters = {}): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined && value !== '') query.set(name, String(value));
  const text = query.toString();
  return `/api/v1/${path}${text ? `?${text}` : ''}`;
}

async function answer<T>(response: Response): Promise<T> {
  if (response.ok) return (await response.json()) as T;
  let detail = response.statusText;
  try {
    detail = ((await response.json()) as {detail?: string}).detail ?? detail;
  } catch {
    // no problem+json: the status must do
  }
  throw new ApiError(response.status, detail);
}

// The browser keeps answers and asks with their ETag whether they still hold.
export async function get<T>(path: string, parameters: Parameters = {}): Promise<T> {
  return answer<T>(await fetch(href(path, parameters), {headers: {Accept: 'application/json'}, credentials: 'same-origin'}));
}

export async function post<T>(path: string, body: unknown): Promise<T> {
  return answer<T>(await fetch(href(path), {
    method: 'POST', credentials: 'same-origin', headers: {'Content-Type': 'application/json', Accept: 'application/json'}, body: JSON.stringify(body),
  }));
}

// A file to be read into the record; `told` hears which share of it has been sent. fetch() tells nothing of that.
export function sendFile(file: File, told: (share: number) => void): Promise<Intake> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('POST', href('articles', {name: file.name}));
    request.setRequestHeader('Content-Type', 'application/octet-stream');
    request.setRequestHeader('Accept', 'application/json');
    request.responseType = 'json';
    request.upload.addEventListener('progress', event => told(event.total > 0 ? event.loaded / event.total : 0));
    request.addEventListener('error', () => reject(new ApiError(0, file.name)));
    request.addEventListener('load', () => {
      const body = request.response as (Intake & {detail?: string}) | null;
      if (request.status === 200 && body) resolve(body);
      else reject(new ApiError(request.status, body?.detail ?? request.statusText));
    });
    request.send(file);
  });
}

export interface Rows<T> {rows: T[]; total: number}

// A list, the newest first, up to `most` rows.
export async function rows<T>(path: string, parameters: Parameters, most = 3000): Promise<Rows<T>> {
  const out: T[] = [];
  let cursor: string | undefined;
  let total = 0;
  do {
    const page = await get<{rows: T[]; next_cursor: string | null; total: number}>(path, {
      ...parameters, order: 'newest', limit: Math.min(1000, most - out.length), ...(cursor ? {cursor} : {}),
    });
    out.push(...page.rows);
    total = page.total;
    cursor = page.next_cursor ?? undefined;
  } while (cursor && out.length < most);
  return {rows: out, total};
}

// Calls back when the record has another version than the one told last; at most once in `pause_ms`.
export function listen(changed: (version: number) => void, pause_ms = 3000): void {
  let known: number | null = null;
  let timer = 0;
  const stream = new EventSource('/api/v1/changes');
  stream.addEventListener('record', event => {
    const version = (JSON.parse((event as MessageEvent<string>).data) as {record_version: number}).record_version;
    if (known === null || version === known) {
      known = version;
      return;
    }
    known = version;
    if (timer) return;
    timer = window.setTimeout(() => {
      timer = 0;
      changed(known ?? version);
    }, pause_ms);
  });
}
