// The drawer with the evidence of a finding: the sentence in its article, its spans coloured by role, and why.
import {get, type Article, type Explanation, type Occurrence} from './api';
import {current, go, withArticle, withEvidence} from './address';
import {fill, h, type Child} from './dom';
import {correctionForm, correctionNote, mayEdit} from './edits';
import {markedText, type Span} from './marked_text';
import {texts} from './texts';

const t = texts.evidence;

function roleName(role: string): string {
  return t.role[role] ?? role;
}

function close(): void {
  go({...current(), evidence: [], article: ''});
}

function origin(article: Occurrence['article']): Child {
  return h('div', {class: 'origin'},
    h('strong', {}, article.source ?? texts.noPublisher), article.published ? `, ${t.published(article.published)}` : '',
    article.title ? h('div', {class: 'origin-title'}, article.title) : null,
    article.url ? h('div', {}, /^https?:/.test(article.url) ? h('a', {href: article.url, rel: 'noreferrer noopener', target: '_blank'}, t.original) : article.url) : null,
    !article.url && article.file ? h('div', {class: 'note'}, `${t.file}: ${article.file}${article.line ? `:${article.line}` : ''}`) : null,
    article.reprints && article.reprints.length > 0 ? h('div', {class: 'note'}, t.reprints(texts.list(article.reprints.map(reprint => reprint.source ?? texts.noPublisher)))) : null,
    article.superseded_by ? h('div', {class: 'warning'}, t.superseded(article.superseded_by)) : null);
}

function spansOf(occurrence: Occurrence, inTitle: boolean): Span[] {
  const excerpts = occurrence.excerpts.filter(excerpt => (excerpt.in === 'title') === inTitle);
  return excerpts.flatMap(excerpt => [
    ...(excerpt.label !== 'elsewhere' ? [{begin: excerpt.begin, end: excerpt.end, role: 'sentence'}] : []),
    ...excerpt.marks.map(mark => ({...mark, title: roleName(mark.role)})),
  ]);
}

function textBox(title: string | null, text: string, titleSpans: Span[], spans: Span[]): HTMLElement {
  return h('div', {class: 'article-text', tabindex: '0', role: 'region', 'aria-label': t.whole},
    title ? h('p', {class: 'article-title'}, markedText(title, titleSpans)) : null, h('div', {class: 'prose'}, markedText(text.replace(/\s+$/, ''), spans)));
}

function scrollToSentence(box: HTMLElement): void {
  const sentence = box.querySelector<HTMLElement>('.sentence') ?? box.querySelector<HTMLElement>('mark');
  if (sentence) box.scrollTop = Math.max(0, sentence.offsetTop - box.offsetTop - 60);
}

function names(occurrence: Occurrence): Child {
  if (occurrence.actors.length === 0) return null;
  return [h('h4', {}, t.names), h('div', {class: 'scroll'}, h('table', {class: 'plain'},
    h('thead', {}, h('tr', {}, h('th', {scope: 'col'}, t.asWritten), h('th', {scope: 'col'}, t.resolved), h('th', {scope: 'col'}, t.basis))),
    h('tbody', {}, occurrence.actors.map(actor => h('tr', {},
      h('td', {}, h('mark', {class: `role-${actor.role}`}, actor.text)), h('td', {}, actor.resolved),
      h('td', {}, [actor.table, actor.learnt, actor.inferred.length > 0 ? t.inferred(texts.list(actor.inferred)) : ''].filter(Boolean).join('; ') || t.read))))))];
}

function scores(occurrence: Occurrence): Child {
  const rows: [string, number][] = [[t.confidence, occurrence.finding.confidence],
    ...(occurrence.finding.scores ?? []).map((score): [string, number] => [`${t.score[score.model] ?? score.model}: ${score.label}`, score.value])];
  return [h('h4', {}, t.scores), h('ul', {class: 'scores'}, rows.map(([name, value]) => h('li', {},
    h('span', {}, name), h('meter', {min: '0', max: '1', value: String(value), 'aria-label': name}), h('span', {class: 'number'}, value.toFixed(2)))))];
}

function facts(occurrence: Occurrence): Child {
  const list = [...(occurrence.date ? [[t.when, occurrence.date]] : []), ...(occurrence.facts ?? []).map(fact => [fact.name, fact.value])];
  if (list.length === 0) return null;
  return [h('h4', {}, t.saysBeside), h('dl', {class: 'facts'}, list.map(([name, value]) => [h('dt', {}, name), h('dd', {}, value)]))];
}

function telling(occurrence: Occurrence, number: number, of: number): HTMLElement {
  const box = h('div', {class: 'article-place'}, h('p', {class: 'note'}, texts.loading));
  const element = h('section', {class: 'telling'}, h('h3', {}, of > 1 ? `${t.source} ${number} / ${of}` : t.source),
    correctionNote(occurrence.correction), origin(occurrence.article), box,
    names(occurrence), facts(occurrence), scores(occurrence), h('p', {class: 'note'}, `${t.reader}: ${occurrence.reader}`),
    h('p', {}, h('a', {href: withArticle(occurrence.article.id), 'data-here': ''}, t.alsoHere)));
  get<Article>(`articles/${occurrence.article.id.split('/').map(encodeURIComponent).join('/')}`).then(found => {
    const text = textBox(found.article.title, found.article.text, spansOf(occurrence, true), spansOf(occurrence, false));
    box.replaceChildren(text);
    scrollToSentence(text);
  }).catch(() => {
    fill(box, h('p', {class: 'note'}, t.onlySentence), occurrence.excerpts.map(excerpt => h('blockquote', {}, excerpt.text)));
  });
  return element;
}

function legend(occurrences: Occurrence[]): Child {
  const roles = [...new Set(occurrences.flatMap(occurrence => occurrence.excerpts.flatMap(excerpt => excerpt.marks.map(mark => mark.role))))];
  if (roles.length === 0) return null;
  return h('p', {class: 'legend', 'aria-label': t.roles}, roles.map(role => h('mark', {class: `role-${role}`}, roleName(role))));
}

function explanation(found: Explanation, mayCorrect: boolean): Child[] {
  const sources = [...new Set(found.occurrences.map(occurrence => occurrence.article.source ?? texts.noPublisher))];
  return [
    h('p', {class: 'kind'}, `${texts.kinds[found.kind] ?? found.kind} · ${t.told(found.occurrences.length)} · ${texts.list(sources)}`),
    h('p', {class: 'statement'}, found.text),
    found.links.length > 0 ? h('ul', {class: 'links'}, found.links.map(link =>
      h('li', {}, h('a', {href: withEvidence([link.id]), 'data-here': ''}, t.links[link.kind] ?? link.kind)))) : null,
    legend(found.occurrences),
    found.occurrences.map((occurrence, at) => telling(occurrence, at + 1, found.occurrences.length)),
    h('p', {class: 'note'}, `${t.id}: `, h('code', {}, found.id)),
    mayCorrect ? correctionForm(found, again) : null,
  ];
}

function several(ids: string[]): Child[] {
  const list = h('ul', {class: 'choose'});
  for (const id of ids) {
    const link = h('a', {href: withEvidence([id]), 'data-here': ''}, id);
    list.append(h('li', {}, link));
    get<Explanation>(`explain/${encodeURIComponent(id)}`).then(found => {
      const occurrence = found.occurrences[0];
      fill(link, found.text);
      if (occurrence?.date) link.after(h('div', {class: 'note'}, occurrence.date));
    }).catch(() => undefined);
  }
  return [h('p', {class: 'statement'}, t.several(ids.length)), list];
}

function wholeArticle(found: Article): Child[] {
  const spans = (inTitle: boolean): Span[] => found.findings.flatMap(({finding, text, wrong}) => {
    const evidence = finding.evidence;
    return evidence && !wrong && (evidence.in === 'title') === inTitle ? [{begin: evidence.begin, end: evidence.end, role: 'sentence', title: text}] : [];
  });
  return [origin(found.article), textBox(found.article.title, found.article.text, spans(true), spans(false)), h('h3', {}, t.alsoHere),
    h('ul', {class: 'choose'}, found.findings.map(({id, kind, text, wrong}) => h('li', {class: wrong ? 'crossed' : null},
      id ? h('a', {href: withEvidence([id]), 'data-here': ''}, text) : text,
      h('div', {class: 'note'}, `${texts.kinds[kind] ?? kind}${wrong ? `, ${texts.correcting.crossed}` : ''}`))))];
}

let dialog: HTMLDialogElement | null = null;
let shown = '';

function drawer(): HTMLDialogElement {
  if (dialog) return dialog;
  const body = h('div', {class: 'drawer-body'});
  const made = h('dialog', {class: 'drawer', 'aria-labelledby': 'drawer-title'},
    h('div', {class: 'drawer-head'}, h('h2', {id: 'drawer-title'}, t.title), h('button', {type: 'button', class: 'tool', 'aria-label': t.close, title: t.close, onclick: close}, '×')), body);
  made.addEventListener('cancel', event => {
    event.preventDefault();
    close();
  });
  made.addEventListener('click', event => {
    if (event.target === made) close();
  });
  document.body.append(made);
  dialog = made;
  return made;
}

function again(): void {
  shown = '';
  showEvidence();
}

// Shows what the address asks for; closes where it asks for nothing. Gives the focus back to where it was.
export function showEvidence(): void {
  const {evidence, article} = current();
  const wanted = evidence.length > 0 ? `e ${evidence.join(',')}` : article ? `a ${article}` : '';
  if (wanted === shown) return;
  shown = wanted;
  if (!wanted) {
    dialog?.close();
    return;
  }
  const box = drawer();
  const body = box.querySelector<HTMLElement>('.drawer-body');
  if (!body) return;
  if (!box.open) box.showModal();
  const place = (children: Child[]): void => {
    if (shown !== wanted) return;
    fill(body, children);
    box.scrollTop = 0;
    body.querySelectorAll<HTMLElement>('.article-text').forEach(scrollToSentence);
  };
  const failed = (error: unknown): void => place([h('p', {class: 'warning', role: 'alert'}, texts.failed(error instanceof Error ? error.message : String(error)))]);
  fill(body, h('p', {class: 'note'}, texts.loading));
  if (evidence.length > 1) place(several(evidence));
  else if (evidence[0]) {
    Promise.all([get<Explanation>(`explain/${encodeURIComponent(evidence[0])}`), mayEdit()]).then(([found, mayCorrect]) => place(explanation(found, mayCorrect)), failed);
  } else get<Article>(`articles/${article.split('/').map(encodeURIComponent).join('/')}`).then(found => place(wholeArticle(found)), failed);
}
