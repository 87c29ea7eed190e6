// A printed brief has two pages: what goes beyond them is left out of the print, not of the page, and the print says how much.
import {h} from './dom';
import {texts} from './texts';

// In rows of small print, of which two pages in two columns have about 320 beside head and timeline; estimated from lengths, since
// a browser lays out a print only when it is too late to ask.
const room = 250;
const rowCharacters = 56;
const sectionRows = 3;
const groupRows = 1.4;
const stepRows = 1.8; // of the ladder
const sourceRows = 1.5;
const mostDisputed = 4;
const mostCited = 4; // as the style sheet has it

interface Unit {lines: Element[]; group: Element}

function rowsOf(line: Element): number {
  const note = line.querySelector('.line-note');
  return Math.ceil((line.querySelector('.line-text')?.textContent ?? '').length / rowCharacters + 0.15) + (note ? 1 + (note.querySelector('.verdict + .verdict') ? 0.6 : 0) : 0) + 0.15;
}

function citedBy(line: Element): string[] {
  return [...line.querySelectorAll<HTMLAnchorElement>('.cite')].slice(0, mostCited).map(cite => cite.getAttribute('href')?.slice(1) ?? '');
}

// What of a section is printed or left out together, in the order in which it is wanted: lines that contradict each other, the
// latest first; then the first line of each other group, the second of each, and so on.
function unitsOf(section: Element): Unit[] {
  const groups = [...section.querySelectorAll('.group:not([hidden])')].map(group => ({group, lines: [...group.querySelectorAll('.line:not([hidden])')]}));
  const disputed = groups.filter(({group}) => group.classList.contains('contradiction'));
  const others = groups.filter(({group}) => !group.classList.contains('contradiction'));
  const when = ({lines}: Unit): string => lines[0]?.querySelector('.date')?.textContent ?? '';
  disputed.sort((one, other) => (when(other) < when(one) ? -1 : when(other) > when(one) ? 1 : 0));
  const units: Unit[] = disputed.map(({group, lines}) => ({group, lines: lines.slice(0, mostDisputed)}));
  const longest = Math.max(0, ...others.map(({lines}) => lines.length));
  for (let at = 0; at < longest; at += 1) {
    for (const {group, lines} of others) {
      const line = lines[at];
      if (line) units.push({group, lines: [line]});
    }
  }
  return units;
}

// Marks with the class "beyond" what the print leaves out. Sections have their turns one after the other, a unit each.
export function cutForPrint(page: HTMLElement): void {
  const sections = [...page.querySelectorAll('.section')];
  const waiting = sections.map(unitsOf);
  const shown = new Set<Element>();
  const opened = new Set<Element>();
  const cited = new Set<string>();
  let left = room - sectionRows * sections.length - stepRows * Math.min(12, page.querySelectorAll('.ladder tbody tr').length);
  while (left > 0 && waiting.some(units => units.length > 0)) {
    for (const units of waiting) {
      const unit = units.shift();
      if (!unit) continue;
      const fresh = [...new Set(unit.lines.flatMap(citedBy))].filter(id => !cited.has(id));
      left -= unit.lines.reduce((sum, line) => sum + rowsOf(line), 0) + sourceRows * fresh.length +
        (opened.has(unit.group) ? 0 : groupRows * (unit.group.querySelector('.flag') ? 2.4 : 1));
      if (left < 0) break;
      opened.add(unit.group);
      unit.lines.forEach(line => shown.add(line));
      fresh.forEach(id => cited.add(id));
    }
  }
  let cut = 0;
  for (const line of page.querySelectorAll('.group .line')) {
    if (shown.has(line)) continue;
    line.classList.add('beyond');
    cut += 1;
  }
  if (cut === 0) return;
  for (const group of page.querySelectorAll('.group')) if (!opened.has(group)) group.classList.add('beyond');
  for (const section of sections) {
    if (section.querySelector('.group') && !section.querySelector('.group:not(.beyond), figure, table')) section.classList.add('beyond');
  }
  for (const source of page.querySelectorAll('.sources li')) if (!cited.has(source.id)) source.classList.add('beyond');
  page.querySelector('.section-sources')?.before(h('p', {class: 'print-only'}, texts.pair.cut(cut)));
}
