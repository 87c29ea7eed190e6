// A text with spans marked. The server counts bytes of UTF-8, scripts count UTF-16: this keeps the books.
import {h} from './dom';

export interface Span {begin: number; end: number; role: string; title?: string}

const encoder = new TextEncoder();

// Byte offsets to places in the string. Offsets within a character count as its beginning.
function places(text: string, wanted: number[]): Map<number, number> {
  const sorted = [...new Set(wanted)].sort((one, other) => one - other);
  const out = new Map<number, number>();
  let bytes = 0;
  let at = 0;
  for (const offset of sorted) {
    while (bytes < offset && at < text.length) {
      const character = String.fromCodePoint(text.codePointAt(at) ?? 0);
      const size = encoder.encode(character).length;
      if (bytes + size > offset) break;
      bytes += size;
      at += character.length;
    }
    out.set(offset, at);
  }
  return out;
}

const roles = ['trigger', 'value', 'period', 'date', 'place', 'recipient', 'actor', 'party', 'person', 'office', 'goods', 'name'];

// Sentences (role "sentence") stand around the other spans; where spans overlap, the shorter one is on top.
export function markedText(text: string, spans: Span[]): Node[] {
  const at = places(text, spans.flatMap(span => [span.begin, span.end]));
  const ranges = spans.map(span => ({from: at.get(span.begin) ?? 0, to: at.get(span.end) ?? 0, role: span.role, title: span.title})).filter(range => range.to > range.from);
  const cuts = [...new Set([0, text.length, ...ranges.flatMap(range => [range.from, range.to])])].sort((one, other) => one - other);
  const out: Node[] = [];
  let sentence: HTMLElement | null = null;
  for (let number = 0; number + 1 < cuts.length; number += 1) {
    const from = cuts[number] ?? 0;
    const to = cuts[number + 1] ?? 0;
    const covering = ranges.filter(range => range.from <= from && range.to >= to);
    const inSentence = covering.some(range => range.role === 'sentence');
    const top = covering.filter(range => range.role !== 'sentence')
      .sort((one, other) => one.to - one.from - (other.to - other.from) || roles.indexOf(one.role) - roles.indexOf(other.role))[0];
    const piece = text.slice(from, to);
    const node = top ? h('mark', {class: `role-${top.role}`, title: top.title ?? top.role}, piece) : document.createTextNode(piece);
    if (inSentence) {
      if (!sentence) {
        sentence = h('span', {class: 'sentence'});
        out.push(sentence);
      }
      sentence.append(node);
    } else {
      sentence = null;
      out.push(node);
    }
  }
  return out;
}
