// What changes the record, where the server allows it: findings said to be wrong, articles read in.
import {ApiError, get, post, sendFile, type Correction, type Explanation, type Intake, type Version} from './api';
import {h, unique, type Child} from './dom';
import {texts} from './texts';

const nameKey = 'chancery.name';
const mostBytes = 64 * 1024 * 1024; // as the server has it

export async function mayEdit(): Promise<boolean> {
  return (await get<Version>('version')).may_edit;
}

function rememberedName(): string {
  try {
    return localStorage.getItem(nameKey) ?? '';
  } catch {
    return '';
  }
}

function remember(name: string): void {
  try {
    localStorage.setItem(nameKey, name);
  } catch {
    // not kept, then
  }
}

function reason(error: unknown): string {
  return error instanceof ApiError ? error.detail : String(error);
}

export function correctionNote(correction: Correction | null): Child {
  if (!correction) return null;
  const t = texts.correcting;
  const day = correction.time.slice(0, 10);
  return h('p', {class: correction.verdict === 'wrong' ? 'judged wrong' : 'judged'},
    h('strong', {}, correction.verdict === 'wrong' ? t.isWrong : t.isRight), ` ${t.saidBy(correction.by, day)}`, correction.note ? `: ${correction.note}` : '');
}

// Below the evidence of a finding; `done` shows it anew.
export function correctionForm(found: Explanation, done: () => void): HTMLElement {
  const t = texts.correcting;
  const wrong = found.occurrences.every(occurrence => occurrence.correction?.verdict === 'wrong');
  const by = h('input', {id: unique('by'), type: 'text', required: true, maxlength: '60', autocomplete: 'name', value: rememberedName()});
  const note = h('textarea', {id: unique('note'), rows: '2', maxlength: '600'});
  const trouble = h('p', {class: 'warning', role: 'alert', hidden: true});
  const button = h('button', {}, wrong ? t.right : t.wrong);
  const send = async (): Promise<void> => {
    button.disabled = true;
    trouble.hidden = true;
    try {
      await post('corrections', {id: found.id, verdict: wrong ? 'right' : 'wrong', by: by.value.trim(), note: note.value.trim()});
      remember(by.value.trim());
      done();
    } catch (error) {
      trouble.textContent = texts.failed(reason(error));
      trouble.hidden = false;
      button.disabled = false;
    }
  };
  return h('details', {class: 'correct'}, h('summary', {}, wrong ? t.askRight : t.askWrong), h('form', {onsubmit: (event: Event) => {
    event.preventDefault();
    void send();
  }}, h('p', {class: 'note'}, wrong ? t.rightNote : t.wrongNote), h('div', {class: 'field'}, h('label', {for: by.id}, t.by), by),
  h('div', {class: 'field'}, h('label', {for: note.id}, t.note), note), button, trouble));
}

function outcome(taken: Intake): Child {
  const t = texts.intake;
  return [t.done(taken.added, taken.revised, taken.unchanged, taken.findings),
    taken.refused > 0 ? h('span', {class: 'warning'}, ` ${t.refused(taken.refused)}`) : null,
    [...taken.refusals, ...taken.doubts].length > 0 ? h('ul', {class: 'refusals'}, [...taken.refusals, ...taken.doubts].map(one =>
      h('li', {}, h('code', {}, one.line ? `${one.file}:${one.line}` : one.file), ` ${one.reason}`))) : null];
}

// A place to drop files on, or to choose them; one is sent after the other.
export function intakeZone(): HTMLElement {
  const t = texts.intake;
  const input = h('input', {id: unique('files'), type: 'file', multiple: true});
  const status = h('p', {class: 'note', role: 'status'});
  const progress = h('progress', {max: '1', value: '0', 'aria-label': t.progress, hidden: true});
  const list = h('ol', {class: 'taken'});
  const zone = h('section', {class: 'intake', 'aria-labelledby': `${input.id}-title`}, h('h2', {id: `${input.id}-title`}, t.title), h('p', {class: 'note'}, t.lead),
    h('label', {for: input.id}, t.choose), input, progress, status, list);
  let waiting: File[] = [];
  let sent = 0;
  let busy = false;
  const work = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    progress.hidden = false;
    for (let file = waiting.shift(); file; file = waiting.shift()) {
      const all = sent + waiting.length + 1;
      status.textContent = t.reading(file.name, sent + 1, all);
      const item = h('li', {}, h('strong', {}, file.name), ': ');
      list.prepend(item);
      try {
        if (file.size > mostBytes) throw new ApiError(413, t.tooLarge);
        const done = sent;
        item.append(h('span', {}, outcome(await sendFile(file, share => {
          progress.value = (done + share) / all;
        }))));
      } catch (error) {
        item.append(h('span', {class: 'warning'}, reason(error)));
      }
      sent += 1;
    }
    progress.value = 1;
    status.textContent = t.finished(sent);
    busy = false;
  };
  const take = (files: FileList | null | undefined): void => {
    waiting = [...waiting, ...(files ?? [])];
    if (waiting.length > 0) void work();
  };
  input.addEventListener('change', () => {
    take(input.files);
    input.value = '';
  });
  zone.addEventListener('dragover', event => {
    event.preventDefault();
    zone.classList.add('over');
  });
  zone.addEventListener('dragleave', () => zone.classList.remove('over'));
  zone.addEventListener('drop', event => {
    event.preventDefault();
    zone.classList.remove('over');
    take(event.dataTransfer?.files);
  });
  return zone;
}

// A file that misses the place shall not take the page's place in the window.
export function catchDrops(): void {
  for (const name of ['dragover', 'drop'] as const) window.addEventListener(name, event => event.preventDefault());
}
