// Makes src/generated/world.json from world-atlas (Natural Earth 1:50m), by ISO 3166-1: each state under its alpha-3
// code. Natural Earth draws who holds a place; ISO 3166 says whose code it has. Where they differ the pieces are joined
// to the state whose code ISO 3166 gives them: Crimea to UKR (ISO 3166-2:UA-43), Somaliland to SOM, the north of Cyprus
// to CYP. Kosovo has no ISO code and stands under XKX, as everywhere in chancery; what has no code at all has none here.
import {mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {geoArea, geoContains} from 'd3-geo';
import {feature, mergeArcs} from 'topojson-client';

const here = new URL('.', import.meta.url);
const atlas = JSON.parse(readFileSync(new URL('../node_modules/world-atlas/countries-50m.json', here)));
const codes = new Map(readFileSync(new URL('iso_numeric.csv', here), 'utf8').trim().split('\n').slice(1).map(line => line.split(',')));
const byName = {Kosovo: 'XKX', Somaliland: 'SOM', 'N. Cyprus': 'CYP'};
const pieces = new Map();

function polygons(geometry) {
  if (geometry.type === 'Polygon') return [geometry.arcs];
  return geometry.type === 'MultiPolygon' ? geometry.arcs : [];
}
const inCrimea = [34.2, 45.2];
let movedCrimea = false;
for (const geometry of atlas.objects.countries.geometries) {
  const code = codes.get(geometry.id) ?? byName[geometry.properties.name] ?? '';
  if (code === 'ATA') continue;
  for (const arcs of polygons(geometry)) {
    const shape = feature(atlas, {type: 'Polygon', arcs});
    const isCrimea = code === 'RUS' && geoArea(shape) < 0.01 && geoContains(shape, inCrimea);
    movedCrimea ||= isCrimea;
    const to = isCrimea ? 'UKR' : code;
    if (!pieces.has(to)) pieces.set(to, []);
    pieces.get(to).push({type: 'Polygon', arcs});
  }
}
const ukraine = pieces.get('UKR').some(piece => geoContains(feature(atlas, piece), inCrimea));
if (!ukraine) throw new Error('Crimea was found in no polygon of Ukraine or Russia: has world-atlas changed?');
for (const code of ['XKX', 'SOM', 'CYP', 'KAZ', 'CHN', 'TWN', 'PSE', 'ESH']) {
  if (!pieces.has(code)) throw new Error(`no shape for ${code}: has world-atlas changed?`);
}
const geometries = [...pieces].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, shapes]) => ({...mergeArcs(atlas, shapes), id}));
const world = {type: 'Topology', bbox: atlas.bbox, transform: atlas.transform, objects: {states: {type: 'GeometryCollection', geometries}}, arcs: atlas.arcs};
mkdirSync(new URL('../src/generated/', here), {recursive: true});
writeFileSync(new URL('../src/generated/world.json', here), JSON.stringify(world));
console.log(`map: ${geometries.length} shapes${movedCrimea ? '; Crimea joined to UKR' : ''}`);
