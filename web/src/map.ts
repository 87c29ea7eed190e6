// Where events took place. The map's shapes are fetched when a map is first drawn.
import {geoArea, geoCentroid, geoGraticule10, geoNaturalEarth1, geoPath, type GeoPermissibleObjects} from 'd3-geo';
import {feature} from 'topojson-client';
import type {FeatureCollection, Geometry} from 'geojson';
import type {GeometryCollection, Topology} from 'topojson-specification';
import worldAddress from './generated/world.json?url';
import type {EventRow} from './api';
import {canvas, frame, mark} from './chart';
import {s} from './dom';
import {texts} from './texts';

type World = FeatureCollection<Geometry>;
let world: Promise<World> | null = null;

async function load(): Promise<World> {
  const response = await fetch(worldAddress);
  const topology = (await response.json()) as Topology<{states: GeometryCollection}>;
  return feature(topology, topology.objects.states) as World;
}

interface Place {name: string; at: [number, number]; events: EventRow[]}

// Places in one spelling: BEIJING and Beijing are one; a place without coordinates takes those of its namesake.
function places(events: EventRow[]): {placed: Place[]; unplaced: number} {
  const known = new Map<string, Place>();
  const key = (event: EventRow): string => (event.place ?? '').toLocaleLowerCase('en');
  for (const event of events) {
    if (!event.place || event.latitude === null || event.longitude === null) continue;
    const spelt = event.place === event.place.toLocaleUpperCase('en') && event.place.length > 3
      ? event.place.toLocaleLowerCase('en').replace(/(^|[\s-])\p{L}/gu, first => first.toLocaleUpperCase('en')) : event.place;
    if (!known.has(key(event))) known.set(key(event), {name: spelt, at: [event.longitude, event.latitude], events: []});
  }
  let unplaced = 0;
  for (const event of events) {
    const place = event.place ? known.get(key(event)) : undefined;
    if (place) place.events.push(event);
    else unplaced += 1;
  }
  // Cities that were renamed stand at one spot.
  const spots = new Map<string, Place>();
  for (const place of known.values()) {
    const spot = place.at.map(value => value.toFixed(1)).join(' ');
    const same = spots.get(spot);
    if (!same) {
      spots.set(spot, place);
      continue;
    }
    if (place.events.length > same.events.length) same.name = `${place.name} / ${same.name}`;
    else same.name = `${same.name} / ${place.name}`;
    same.events.push(...place.events);
  }
  return {placed: [...spots.values()].sort((one, other) => other.events.length - one.events.length), unplaced};
}

export function eventMap(a: string, b: string, events: EventRow[], failed: (error: unknown) => void): HTMLElement | null {
  const {placed, unplaced} = places(events);
  if (placed.length === 0) return null;
  let shapes: World | null = null;
  const draw = (width: number): SVGSVGElement | null => {
    const height = Math.round(Math.min(420, Math.max(240, width * 0.55)));
    const chart = canvas(width, height, texts.map.describe);
    if (!shapes) return chart;
    const sides = shapes.features.filter(shape => shape.id === a || shape.id === b);
    const points: GeoPermissibleObjects = {type: 'MultiPoint', coordinates: placed.map(place => place.at)};
    // The middle of the largest piece: that of all would be drawn away by islands overseas.
    const [longitude] = sides.length > 0 ? geoCentroid({type: 'FeatureCollection', features: sides}) : geoCentroid(points);
    const focus: GeoPermissibleObjects = sides.length > 0
      ? {type: 'GeometryCollection', geometries: [...sides.map(side => side.geometry), {type: 'MultiPoint', coordinates: placed.map(place => place.at)}]} : points;
    const projection = geoNaturalEarth1().rotate([-longitude, 0]);
    const wide = sides.reduce((sum, side) => sum + geoArea(side), 0) === 0 && placed.length < 2;
    projection.fitExtent([[24, 24], [width - 24, height - 24]], wide ? {type: 'Sphere'} : focus);
    projection.scale(Math.min(projection.scale(), width * 1.6)).precision(0.3).clipExtent([[-1, -1], [width + 1, height + 1]]);
    const path = geoPath(projection).digits(1);
    const ground = s('g', {'aria-hidden': 'true'}, s('path', {class: 'sea', d: path({type: 'Sphere'}) ?? ''}), s('path', {class: 'graticule', d: path(geoGraticule10()) ?? ''}));
    for (const shape of shapes.features) {
      const d = path(shape);
      if (d) ground.append(s('path', {class: shape.id === a ? 'land side-0' : shape.id === b ? 'land side-1' : 'land', d}));
    }
    chart.append(ground);
    const most = placed[0]?.events.length ?? 1;
    const labels: [number, number][] = [];
    for (const place of placed) {
      const at = projection(place.at);
      if (!at || at[0] < 0 || at[1] < 0 || at[0] > width || at[1] > height) continue;
      const radius = 5 + 9 * Math.sqrt(place.events.length / most) * Math.min(1, most / 6);
      const group = s('g', {class: 'place'}, s('circle', {class: 'dot', cx: at[0], cy: at[1], r: radius}), s('circle', {class: 'catch', cx: at[0], cy: at[1], r: Math.max(12, radius)}));
      chart.append(mark(group, texts.map.place(place.name, place.events.length), place.events.map(event => event.id)));
      if (labels.some(([x, y]) => Math.abs(x - at[0]) < 110 && Math.abs(y - at[1]) < 16)) continue;
      labels.push([at[0], at[1]]);
      const turned = at[0] > width - 120;
      chart.append(s('text', {class: 'place-name', 'aria-hidden': 'true', x: at[0] + (turned ? -radius - 5 : radius + 5), y: at[1] + 4, 'text-anchor': turned ? 'end' : 'start'}, place.name));
    }
    return chart;
  };
  const made = frame(texts.map.title, `chancery-map-${a}-${b}`, draw, {
    note: [texts.map.note, unplaced ? texts.map.unplaced(unplaced) : ''].filter(Boolean).join(' '), none: texts.map.none,
  });
  world ??= load();
  world.then(loaded => {
    shapes = loaded;
    made.redraw();
  }).catch((error: unknown) => {
    world = null;
    failed(error);
  });
  return made.element;
}
